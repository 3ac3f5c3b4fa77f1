package dev.parley.cli;

import dev.parley.engine.EngineSettings;
import dev.parley.engine.ParleyEngine;
import dev.parley.interpreter.RunSettings;
import dev.parley.program.ProgramLoader;
import dev.parley.report.FailureText;
import dev.parley.report.JunitXml;
import dev.parley.report.RunRecord;
import dev.parley.server.ServerUnavailableException;
import dev.parley.server.TestServer;
import dev.parley.wire.Limits;
import dev.parley.wire.SessionSettings;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley run}. */
@Command(name = "run", description = "Runs scripts against one server; without --server, against the embedded one.")
final class RunCommand implements Callable<Integer> {
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration LOGIN = Duration.ofSeconds(30);
    /** How long an interrupted run may take to write its reports. */
    private static final Duration WRITING = Duration.ofSeconds(5);

    private final Streams streams;

    @Mixin
    private Selection selection = new Selection();

    @Mixin
    private ServerOptions servers = new ServerOptions();

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N|auto",
            defaultValue = "1",
            description = "How many tests run at once.")
    private String jobs = "1";

    @Option(names = "--fail-fast", description = "Stop after the first failure.")
    private boolean failFast;

    @Option(names = "--max-fail", paramLabel = "N", description = "Stop after N failures.")
    private int maxFail;

    @Option(names = "--repeat", paramLabel = "N", defaultValue = "1", description = "Run each test N times.")
    private int repeat = 1;

    @Option(
            names = "--shuffle",
            paramLabel = "SEED",
            arity = "0..1",
            fallbackValue = "random",
            description = "Run in random order; the seed repeats it.")
    private @Nullable String shuffle;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = Measures.Time.class,
            description = "For a test that sets none of its own.")
    private Duration timeout = Duration.ofMinutes(5);

    @Option(
            names = "--run-timeout",
            paramLabel = "TIME",
            converter = Measures.Time.class,
            description = "For the whole run.")
    private @Nullable Duration runTimeout;

    @Option(names = "--strict-wire", description = "Wire findings are failures.")
    private boolean strictWire;

    @Option(names = "--read-only", description = "DELE is stopped before the wire in every script.")
    private boolean readOnly;

    @Option(
            names = "--max-line",
            paramLabel = "SIZE",
            defaultValue = "64KB",
            converter = Measures.Size.class,
            description = "The longest reply line that is read.")
    private long maxLine = 64 * 1024;

    @Option(
            names = "--max-body",
            paramLabel = "SIZE",
            defaultValue = "256MB",
            converter = Measures.Size.class,
            description = "The largest reply that is read.")
    private long maxBody = 256 * 1024 * 1024;

    @Option(names = "--no-tests", paramLabel = "fail|warn|pass", defaultValue = "fail")
    private NoTests noTests = NoTests.FAIL;

    @Option(
            names = "--groovy",
            paramLabel = "on|off",
            defaultValue = "on",
            description = "Whether scripts may use Groovy.")
    private OnOff groovy = OnOff.ON;

    @Option(names = "--report-junit", paramLabel = "FILE", description = "Write JUnit XML.")
    private @Nullable Path junit;

    @Option(names = "--color", paramLabel = "auto|always|never", defaultValue = "auto")
    private Color color = Color.AUTO;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print failures and counts only.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print deviations, notes and findings too.")
    private boolean verbose;

    @Option(names = "--transcript", paramLabel = "none|tail|full", defaultValue = "tail")
    private FailureText.Extent transcript = FailureText.Extent.TAIL;

    enum NoTests {
        FAIL,
        WARN,
        PASS
    }

    enum OnOff {
        ON,
        OFF
    }

    enum Color {
        AUTO,
        ALWAYS,
        NEVER
    }

    RunCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        long begun = System.nanoTime();
        try (TestServer server = servers.server(streams)) {
            OptionalLong seed = seed();
            Console console = console();
            Recorder recorder = new Recorder(server::facts, console::finished);
            ParleyEngine engine = new ParleyEngine(settings(server, seed), recorder);
            Launcher launcher = Scripts.launcher(engine);
            TestPlan plan = launcher.discover(selection.request());
            int count = (int) plan.countTestIdentifiers(test -> test.isTest());
            if (count == 0) {
                return noTests();
            }
            seed.ifPresent(value -> streams.out().println("Shuffled with --shuffle=" + value + "."));
            console.expect(count);
            return run(engine, launcher, plan, recorder, console, server, begun).code();
        }
    }

    private ExitCode run(
            ParleyEngine engine,
            Launcher launcher,
            TestPlan plan,
            Recorder recorder,
            Console console,
            TestServer server,
            long begun) {
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch written = new CountDownLatch(1);
        Thread hook = Thread.ofPlatform().unstarted(() -> {
            interrupted.set(true);
            engine.interrupt("the run was interrupted");
            await(written);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            launcher.execute(plan);
            RunRecord run = recorder.record(name(server), Duration.ofNanos(System.nanoTime() - begun));
            console.conclude(run);
            List<ExitCode> codes = new ArrayList<>(List.of(ExitCode.of(run)));
            if (junit != null && !write(run, junit)) {
                codes.add(ExitCode.SCRIPT);
            }
            if (interrupted.get()) {
                codes.add(ExitCode.INTERRUPTED);
            }
            return ExitCode.worst(codes);
        } finally {
            streams.out().flush();
            written.countDown();
            if (!interrupted.get()) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }

    private static void await(CountDownLatch written) {
        try {
            boolean done = written.await(WRITING.toMillis(), TimeUnit.MILLISECONDS);
            if (!done) {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The server's name, without starting the embedded one for it. */
    private static String name(TestServer server) {
        try {
            return server.facts().name();
        } catch (ServerUnavailableException e) {
            return "no server";
        }
    }

    private EngineSettings settings(TestServer server, OptionalLong seed) {
        if (repeat < 1 || maxFail < 0) {
            throw new UsageException(ExitCode.USAGE, "`--repeat` is at least 1, and `--max-fail` not negative.");
        }
        Limits limits = new Limits((int) Math.clamp(maxLine, 512, Integer.MAX_VALUE / 2), Math.max(512, maxBody));
        RunSettings run = new RunSettings(
                STEP,
                LOGIN,
                timeout,
                strictWire,
                readOnly,
                new SessionSettings(limits, System::nanoTime),
                Scripts.surroundings(streams));
        ProgramLoader loader = Scripts.loader(streams, server, groovy == OnOff.ON);
        return new EngineSettings(
                server,
                loader,
                run,
                jobs(),
                failFast ? 1 : maxFail,
                repeat,
                seed,
                runTimeout,
                () -> Scripts.standardInput(streams));
    }

    private int jobs() {
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

    private Console console() {
        boolean colored = switch (color) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> {
                String no = streams.environment().apply("NO_COLOR");
                String force = streams.environment().apply("FORCE_COLOR");
                yield (force != null && !force.isEmpty() && !force.equals("0"))
                        || streams.terminal() && (no == null || no.isEmpty());
            }
        };
        Console.Verbosity verbosity =
                quiet ? Console.Verbosity.QUIET : verbose ? Console.Verbosity.VERBOSE : Console.Verbosity.NORMAL;
        return new Console(streams.out(), verbosity, transcript, colored, streams.terminal());
    }

    private int noTests() {
        if (noTests != NoTests.PASS) {
            streams.err()
                    .println("parley: No tests were found here"
                            + (noTests == NoTests.WARN
                                    ? " (--no-tests warn)."
                                    : "; `parley list` shows what there is."));
        }
        return noTests == NoTests.FAIL ? ExitCode.NO_TESTS.code() : ExitCode.OK.code();
    }

    /** Writes beside the target and renames, so that no half report is ever there. */
    private boolean write(RunRecord run, Path target) {
        Path absolute = target.toAbsolutePath();
        Path beside = absolute.resolveSibling(
                "." + absolute.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            if (absolute.getParent() != null) {
                Files.createDirectories(absolute.getParent());
            }
            try (Writer writer = Files.newBufferedWriter(beside)) {
                JunitXml.write(run, writer);
            }
            Files.move(beside, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            streams.err()
                    .println(String.format(
                            Locale.ROOT, "parley: The report `%s` cannot be written: %s.", target, e.getMessage()));
            return false;
        }
    }
}
