package dev.parley.cli;

import dev.parley.compare.Baseline;
import dev.parley.compare.Portrait;
import dev.parley.compare.PortraitTaker;
import dev.parley.config.ConfigException;
import dev.parley.engine.EngineSettings;
import dev.parley.engine.ParleyEngine;
import dev.parley.inventory.Maildrop;
import dev.parley.inventory.MaildropReader;
import dev.parley.inventory.Taking;
import dev.parley.program.ProgramLoader;
import dev.parley.secret.Secrets;
import dev.parley.server.Account;
import dev.parley.server.MailFailure;
import dev.parley.server.TestServer;
import dev.parley.source.DiagnosticRenderer;
import dev.parley.source.Visible;
import dev.parley.wire.SessionSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestPlan;

/** One server being asked all that a comparison wants to know. Used by one thread, but for {@link #interrupt}. */
final class Measured implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Before its first answer a server may have to read a large maildrop. */
    private static final Duration PATIENCE_FOR_MAIL = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final TestServer server;
    private final Streams streams;
    private final MeasureOptions options;
    private final Workload workload;
    private final Secrets secrets;
    private final TraceRecorder recorder;
    private final ParleyEngine engine;
    private final String taken = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    private @Nullable Portrait portrait;
    private int round;
    private long expected;
    private long done;
    private List<Maildrop> maildrops = List.of();

    Measured(TestServer server, ServerOptions servers, Streams streams, MeasureOptions options, Workload workload) {
        this.server = server;
        this.streams = streams;
        this.options = options;
        this.workload = workload;
        this.secrets = RunCommand.secrets(streams, server);
        this.recorder = new TraceRecorder(secrets, this::ended);
        ProgramLoader loader = Scripts.loader(
                        streams, server, true, options.variables(servers, secrets, streams), workload.names())
                .remembering();
        this.engine = new ParleyEngine(
                new EngineSettings(
                        server,
                        loader,
                        options.settings(secrets, streams),
                        1,
                        0,
                        1,
                        OptionalLong.empty(),
                        null,
                        () -> Scripts.standardInput(streams)),
                recorder);
    }

    /** What does not depend on scripts: what the server says of itself, and the maildrops if that was asked. */
    void look() throws InterruptedException {
        try {
            ask();
        } catch (RuntimeException | Error e) {
            throw withoutSecrets(e);
        }
    }

    private void ask() throws InterruptedException {
        List<Account> accounts = server.accounts().values().stream()
                .sorted(Comparator.comparing(Account::label))
                .toList();
        portrait = PortraitTaker.of(
                server.facts(), accounts.isEmpty() ? null : accounts.getFirst(), SessionSettings.customary(), PATIENCE);
        String silence = portrait.silence();
        if (silence != null) {
            throw new UsageException(
                    ExitCode.COULD_NOT_RUN, "The server `" + server.name() + "` could not be asked: " + silence);
        }
        if (options.inventory()) {
            List<Maildrop> read = new ArrayList<>();
            MaildropReader reader = new MaildropReader(
                    server.facts(),
                    new MaildropReader.Settings(SessionSettings.customary(), PATIENCE_FOR_MAIL, PAUSE, true));
            new Taking(reader, accounts.iterator(), read::add).run(1);
            maildrops = read;
        }
    }

    /**
     * Runs the scripts once.
     *
     * @return how many tests were found
     * @throws UsageException when a script cannot be read, or what was selected is not there
     */
    long run(int number) {
        round = number;
        done = 0;
        recorder.begin(round);
        try {
            return runTests();
        } catch (RuntimeException | Error e) {
            throw withoutSecrets(e);
        }
    }

    /** A fault of ours tells no password either. */
    private RuntimeException withoutSecrets(Throwable e) {
        return e instanceof UsageException usage
                ? usage
                : e instanceof ConfigException config ? config : new Fault(e, secrets);
    }

    private long runTests() {
        startEmpty();
        Launcher launcher = Scripts.launcher(engine);
        TestPlan plan = launcher.discover(workload.request());
        if (!recorder.missing().isEmpty()) {
            throw new UsageException(ExitCode.SCRIPT, String.join("\nparley: ", recorder.missing()));
        }
        long count = plan.countTestIdentifiers(test -> test.isTest());
        expected = count;
        if (count > 0) {
            Scripts.execute(launcher, plan);
        }
        clear();
        if (!recorder.errors().isEmpty()) {
            recorder.errors().forEach(error -> streams.err().println(DiagnosticRenderer.render(error)));
            throw new UsageException(ExitCode.SCRIPT, "A script cannot be read; nothing was compared.");
        }
        return count;
    }

    /**
     * The suite reads the mail it finds: what an earlier round left, or the round before on the same server, must not be
     * taken for a change.
     */
    private void startEmpty() {
        if (!workload.isSuite() || options.readOnly() || !server.facts().mail().exclusive()) {
            return;
        }
        for (Account account : server.accounts().values()) {
            try {
                server.maildrops().restore(account);
            } catch (MailFailure e) {
                throw new UsageException(
                        ExitCode.COULD_NOT_RUN,
                        "The maildrop of `" + account.label() + "` on `" + server.name()
                                + "` cannot be emptied before the suite runs: " + e.getMessage());
            }
        }
    }

    /** On a terminal, how far the round has come. */
    private void ended() {
        done++;
        if (streams.terminal()) {
            streams.err()
                    .print("\r\033[K  " + Visible.line(server.name()) + ": round " + round + " of " + options.rounds()
                            + ", test " + done + " of " + expected);
            streams.err().flush();
        }
    }

    private void clear() {
        if (streams.terminal()) {
            streams.err().print("\r\033[K");
            streams.err().flush();
        }
    }

    /** Ends what runs; from any thread. */
    void interrupt() {
        engine.interrupt("the run was interrupted");
    }

    /** All that was learnt. */
    Baseline baseline() {
        Portrait known = portrait;
        if (known == null) {
            throw new IllegalStateException("the server was not looked at");
        }
        return new Baseline(
                server.name(),
                server.facts().software(),
                taken,
                known.masked(secrets::mask),
                recorder.traces(),
                maildrops);
    }

    /** How the tests of all rounds ended, such as {@code 5 PASS, 1 FAIL}. */
    String outcomes() {
        Map<String, Long> counts = recorder.traces().stream()
                .collect(Collectors.groupingBy(Baseline.TestTrace::outcome, LinkedHashMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    @Override
    public void close() {
        server.close();
    }
}
