package dev.parley.cli;

import dev.parley.config.ConfigException;
import dev.parley.config.Variables;
import dev.parley.engine.EngineSettings;
import dev.parley.engine.ParleyEngine;
import dev.parley.interpreter.RunSettings;
import dev.parley.program.ProgramLoader;
import dev.parley.report.JunitXml;
import dev.parley.report.RunRecord;
import dev.parley.secret.Secrets;
import dev.parley.server.Account;
import dev.parley.server.TestServer;
import dev.parley.source.Visible;
import dev.parley.wire.Limits;
import dev.parley.wire.SessionSettings;
import dev.parley.wire.WireText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestPlan;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code parley run}. */
final class RunCommand implements Callable<Integer> {
    static final String DESCRIPTION = "Runs scripts against one server; without --server, against the embedded one.";

    private final Streams streams;

    private Selection selection = new Selection();
    private ServerOptions servers = new ServerOptions();
    private VariableOptions given = new VariableOptions();
    private String jobs = "1";
    private boolean failFast;
    private int maxFail;
    private int repeat = 1;
    private @Nullable String shuffle;
    private final TimeOptions times = new TimeOptions();
    private @Nullable Duration runTimeout;
    private boolean strictWire;
    private boolean readOnly;
    private long maxLine = 64 * 1024;
    private long maxBody = 256 * 1024 * 1024;
    private NoTests noTests = NoTests.FAIL;
    private OnOff groovy = OnOff.ON;
    private @Nullable Path junit;
    private OutputOptions output = new OutputOptions();

    enum NoTests {
        FAIL,
        WARN,
        PASS
    }

    enum OnOff {
        ON,
        OFF
    }

    RunCommand(Streams streams) {
        this.streams = streams;
    }

    /** The options, of which the values are here. */
    CommandSpec options() {
        return new Options(this)
                .of("run", DESCRIPTION)
                .with("selection", selection.options())
                .with(ServerOptions.MIXIN, servers.options())
                .with("given", given.options())
                .value(
                        String.class,
                        () -> jobs,
                        value -> jobs = value,
                        OptionSpec.builder("-j", "--jobs")
                                .paramLabel("N|auto")
                                .defaultValue("1")
                                .description("How many tests run at once."))
                .flag(
                        () -> failFast,
                        value -> failFast = value,
                        OptionSpec.builder("--fail-fast").description("Stop after the first failure."))
                .value(
                        int.class,
                        () -> maxFail,
                        value -> maxFail = value,
                        OptionSpec.builder("--max-fail").paramLabel("N").description("Stop after N failures."))
                .value(
                        int.class,
                        () -> repeat,
                        value -> repeat = value,
                        OptionSpec.builder("--repeat")
                                .paramLabel("N")
                                .defaultValue("1")
                                .description("Run each test N times."))
                .value(
                        String.class,
                        () -> shuffle,
                        value -> shuffle = value,
                        OptionSpec.builder("--shuffle")
                                .arity("0..1")
                                .paramLabel("SEED")
                                .fallbackValue("random")
                                .description("Run in random order; the seed repeats it."))
                .with("times", times.options())
                .value(
                        Duration.class,
                        () -> runTimeout,
                        value -> runTimeout = value,
                        OptionSpec.builder("--run-timeout")
                                .paramLabel("TIME")
                                .converters(new MeasureConverters.Time())
                                .description("For the whole run."))
                .flag(
                        () -> strictWire,
                        value -> strictWire = value,
                        OptionSpec.builder("--strict-wire").description("Wire findings are failures."))
                .flag(
                        () -> readOnly,
                        value -> readOnly = value,
                        OptionSpec.builder("--read-only")
                                .description("DELE is stopped before the wire in every script."))
                .value(
                        long.class,
                        () -> maxLine,
                        value -> maxLine = value,
                        OptionSpec.builder("--max-line")
                                .paramLabel("SIZE")
                                .defaultValue("64KB")
                                .converters(new MeasureConverters.Size())
                                .description("The longest reply line that is read."))
                .value(
                        long.class,
                        () -> maxBody,
                        value -> maxBody = value,
                        OptionSpec.builder("--max-body")
                                .paramLabel("SIZE")
                                .defaultValue("256MB")
                                .converters(new MeasureConverters.Size())
                                .description("The largest reply that is read."))
                .value(
                        NoTests.class,
                        () -> noTests,
                        value -> noTests = value,
                        OptionSpec.builder("--no-tests")
                                .paramLabel("fail|warn|pass")
                                .defaultValue("fail"))
                .value(
                        OnOff.class,
                        () -> groovy,
                        value -> groovy = value,
                        OptionSpec.builder("--groovy")
                                .paramLabel("on|off")
                                .defaultValue("on")
                                .description("Whether scripts may use Groovy."))
                .value(
                        Path.class,
                        () -> junit,
                        value -> junit = value,
                        OptionSpec.builder("--report-junit").paramLabel("FILE").description("Write JUnit XML."))
                .with("output", output.options())
                .spec();
    }

    /** The variables that scripts are given. @param readSecrets whether secrets of the file are read */
    Variables variables(boolean readSecrets) {
        return given.resolve(servers, streams, readSecrets);
    }

    ServerOptions servers() {
        return servers;
    }

    @Override
    public Integer call() {
        try (TestServer server = servers.server(streams)) {
            Secrets secrets = secrets(streams, server);
            Variables variables = variables(true);
            given.keep(variables, secrets, streams);
            try {
                return run(server, secrets, variables).code();
            } catch (UsageException | ConfigException e) {
                throw e;
            } catch (RuntimeException | Error e) {
                throw new Fault(e, secrets, output.debug());
            }
        }
    }

    /** What must not be shown of a server's accounts. */
    static Secrets secrets(Streams streams, TestServer server) {
        Secrets secrets = new Secrets(WireText::encode);
        server.accounts().values().forEach(account -> keep(streams, secrets, account));
        return secrets;
    }

    private static void keep(Streams streams, Secrets secrets, Account account) {
        secrets.addName(account.name());
        secrets.add(account.password());
        warnOfShort(streams, account);
    }

    /** Says so where a password is too short to be masked. */
    static void warnOfShort(Streams streams, Account account) {
        if (!Secrets.canBeMasked(account.password())) {
            streams.err()
                    .println("parley: The password of `" + Visible.line(account.label()) + "` has fewer than "
                            + Secrets.SHORTEST + " characters, so it is not masked in what is shown.");
        }
    }

    private ExitCode run(TestServer server, Secrets secrets, Variables variables) {
        long begun = System.nanoTime();
        OptionalLong seed = seed();
        if (output.debug()) {
            debug(server, secrets, variables);
        }
        GitHubActions actions = GitHubActions.begin(streams);
        Console console = output.console(streams);
        TranscriptFiles transcripts = new TranscriptFiles(output.transcriptDirectory());
        Recorder recorder = new Recorder(secrets, again(variables), test -> {
            console.finished(test);
            transcripts.finished(test);
        });
        ParleyEngine engine = new ParleyEngine(settings(server, secrets, variables, seed), recorder);
        Launcher launcher = Scripts.launcher(engine);
        TestPlan plan = launcher.discover(selection.request());
        if (!recorder.notFound().isEmpty()) {
            recorder.notFound().forEach(message -> streams.err().println("parley: " + message));
            return ExitCode.SCRIPT;
        }
        long count = plan.countTestIdentifiers(test -> test.isTest());
        if (count > 0) {
            seed.ifPresent(value -> streams.out().println("Shuffled with --shuffle=" + value + "."));
            console.expect(count);
        }
        List<ExitCode> codes = new ArrayList<>();
        try (Interruption interruption = Interruption.watch(() -> engine.interrupt("the run was interrupted"))) {
            if (count > 0) {
                Scripts.execute(launcher, plan);
            } else {
                codes.add(nothingToRun());
            }
            RunRecord run = recorder.record(server.name(), Duration.ofNanos(System.nanoTime() - begun));
            if (count > 0) {
                console.conclude(run);
            }
            codes.add(ExitCode.of(run));
            // Also when no test ran: a report of an earlier run must not stand for this one.
            codes.add(ReportFile.report(
                    junit, writer -> JunitXml.write(run, output.wholeValues(), writer), streams.err()));
            if (transcripts.problem() != null) {
                streams.err().println("parley: " + transcripts.problem());
                codes.add(ExitCode.SCRIPT);
            }
            codes.add(actions.end(run));
            if (interruption.happened()) {
                codes.add(ExitCode.INTERRUPTED);
            }
            streams.out().flush();
        }
        return ExitCode.worst(codes);
    }

    /** What somebody who reads a report of a fault will ask. */
    private void debug(TestServer server, Secrets secrets, Variables variables) {
        Runtime.Version java = Runtime.version();
        streams.err()
                .println(Visible.block(secrets.mask("debug: " + String.join(" ", new Main.Version().getVersion())
                        + ", Java " + java + ", "
                        + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch")
                        + "\ndebug: server " + server.name() + ", accounts " + server.accountNames() + ", jobs " + jobs
                        + ", timeout " + times.test().toMillis() + " ms, " + again(variables))));
    }

    /** Beside the server, what makes a test come out otherwise. */
    private String again(Variables variables) {
        List<String> options = new ArrayList<>(List.of(servers.again()));
        options.addAll(given.again(variables));
        if (strictWire) {
            options.add("--strict-wire");
        }
        if (readOnly) {
            options.add("--read-only");
        }
        if (groovy == OnOff.OFF) {
            options.add("--groovy off");
        }
        return String.join(" ", options).strip();
    }

    private EngineSettings settings(TestServer server, Secrets secrets, Variables variables, OptionalLong seed) {
        if (repeat < 1 || maxFail < 0) {
            throw new UsageException(ExitCode.USAGE, "`--repeat` is at least 1, and `--max-fail` not negative.");
        }
        Limits limits = new Limits((int) Math.min(maxLine, Integer.MAX_VALUE / 2), maxBody);
        RunSettings run = new RunSettings(
                times.step(),
                times.login(),
                times.test(),
                strictWire,
                readOnly,
                new SessionSettings(limits, System::nanoTime).withWholeTranscript(output.wholeTranscripts()),
                secrets,
                Scripts.surroundings(streams));
        ProgramLoader loader = Scripts.loader(streams, server, groovy == OnOff.ON, variables);
        return new EngineSettings(
                server,
                loader,
                run,
                jobs(jobs),
                failFast ? 1 : maxFail,
                repeat,
                seed,
                runTimeout,
                () -> Scripts.standardInput(streams));
    }

    static int jobs(String jobs) {
        if (jobs.equals("auto")) {
            return Runtime.getRuntime().availableProcessors();
        }
        try {
            int number = Integer.parseInt(jobs);
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new UsageException(ExitCode.USAGE, "`--jobs` is a number from 1, or `auto`.");
    }

    private OptionalLong seed() {
        if (shuffle == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(
                    shuffle.equals("random") ? new Random().nextInt(1_000_000) : Long.parseLong(shuffle));
        } catch (NumberFormatException e) {
            throw new UsageException(ExitCode.USAGE, "The seed of `--shuffle` is a whole number.");
        }
    }

    private ExitCode nothingToRun() {
        switch (noTests) {
            case FAIL -> streams.err().println("parley: No tests were found here; `parley list` shows what there is.");
            case WARN -> streams.err().println("parley: No tests were found here (--no-tests warn).");
            case PASS -> {}
        }
        return noTests == NoTests.FAIL ? ExitCode.NO_TESTS : ExitCode.OK;
    }
}
