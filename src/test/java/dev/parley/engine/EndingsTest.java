package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectFile;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.skippedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.parley.expression.Expressions;
import dev.parley.expression.Surroundings;
import dev.parley.interpreter.RunSettings;
import dev.parley.interpreter.TestResult;
import dev.parley.program.Loaded;
import dev.parley.program.Program;
import dev.parley.program.ProgramLoader;
import dev.parley.program.TestCase;
import dev.parley.secret.Secrets;
import dev.parley.server.Account;
import dev.parley.server.EmbeddedServer;
import dev.parley.server.Maildrops;
import dev.parley.server.ServerFacts;
import dev.parley.server.ServerUnavailableException;
import dev.parley.server.TestServer;
import dev.parley.wire.SessionSettings;
import dev.parley.wire.WireText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A run that does not go to its end tells of every test all the same. */
@Timeout(60)
class EndingsTest {
    @TempDir
    private Path directory;

    /** A server that accepts and says nothing. */
    private record Silent(ServerSocket socket) implements AutoCloseable {
        static Silent open() throws IOException {
            return new Silent(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        }

        String script() {
            return """
                test "waits" { connect plain "127.0.0.1:%d"; expect +OK within 50s }
                test "is left" { check 1 == 1 }
                """.formatted(socket.getLocalPort());
        }

        void whenSomeoneIsThere(Runnable then) {
            Thread.ofVirtual().start(() -> {
                try (var _ = socket.accept()) {
                    then.run();
                    socket.accept();
                } catch (IOException e) {
                    // Closed: the test is over.
                }
            });
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** What the observer heard. */
    private static final class Heard implements RunObserver {
        private final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        public void rejected(String file, Loaded.Rejected script) {
            all.add("rejected");
        }

        @Override
        public void finished(Program program, TestCase test, String name, TestResult result) {
            all.add(name + ": " + result.outcome());
        }

        @Override
        public void cutShort(String reason) {
            all.add("cut short: " + reason);
        }
    }

    /** A server that cannot be started, or whose maildrops cannot be filled: each throws. */
    private record Broken(Runnable start, Runnable preparation) implements TestServer {
        static Broken by(Supplier<? extends RuntimeException> fault) {
            Runnable throwing = () -> {
                throw fault.get();
            };
            return new Broken(throwing, throwing);
        }

        @Override
        public ServerFacts facts() {
            start.run();
            throw new AssertionError("does not come here");
        }

        @Override
        public void prepare(Set<String> accounts) {
            preparation.run();
        }

        @Override
        public Maildrops maildrops() {
            start.run();
            throw new AssertionError("does not come here");
        }

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Map<String, Account> accounts() {
            return Map.of("alice", new Account("alice", "alice", "secret"));
        }

        @Override
        public void close() {}
    }

    private static EngineSettings settings(TestServer server) {
        Surroundings surroundings = new Surroundings(
                Path.of(""),
                Map.<String, String>of()::get,
                new Random(1),
                InstantSource.system(),
                WireText::decode,
                WireText::encode);
        RunSettings run = new RunSettings(
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(50),
                false,
                false,
                SessionSettings.customary(),
                new Secrets(WireText::encode),
                surroundings);
        return new EngineSettings(
                server,
                new ProgramLoader(new Expressions(true), surroundings, server.accountNames()),
                run,
                1,
                0,
                1,
                OptionalLong.empty(),
                null,
                () -> "");
    }

    private Path script(String text) throws IOException {
        return Files.writeString(directory.resolve("a.parley"), text);
    }

    private EngineTestKit.Builder kit(String text) throws IOException {
        return EngineTestKit.engine(ParleyEngine.ID)
                .selectors(selectFile(script(text).toFile()));
    }

    private static void assertCutShort(EngineExecutionResults results, String reason) {
        results.testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test(),
                                displayName("waits"),
                                finishedWithFailure(
                                        instanceOf(CouldNotRunException.class),
                                        message(text -> text.contains(reason)))))
                .haveExactly(1, event(test(), displayName("is left"), skippedWithReason(reason)));
        results.containerEvents().assertStatistics(counts -> counts.started(2).finished(2));
    }

    @Test
    void afterTheLastFailureThatIsBorneTheRestIsSkipped() throws Exception {
        EngineExecutionResults results =
                kit("""
                    test "a" { check 1 == 2 }
                    test "b" { check 1 == 2 }
                    test "c" { check 1 == 1 }
                    """).configurationParameter("parley.max-fail", "2").execute();
        results.testEvents()
                .assertStatistics(counts -> counts.started(2).failed(2).skipped(1));
        results.testEvents()
                .assertThatEvents()
                .haveExactly(1, event(displayName("c"), skippedWithReason("2 tests before it failed (--max-fail)")));
    }

    @Test
    void aRunThatIsCancelledBeforehandBeginsNothing() throws Exception {
        CancellationToken token = CancellationToken.create();
        token.cancel();
        kit("test \"a\" { check 1 == 1 }\n")
                .cancellationToken(token)
                .execute()
                .testEvents()
                .assertStatistics(counts -> counts.started(0).finished(0));
    }

    @Test
    void aCancellationEndsATestThatWaitsForItsServer() throws Exception {
        CancellationToken token = CancellationToken.create();
        try (Silent server = Silent.open()) {
            server.whenSomeoneIsThere(token::cancel);
            EngineExecutionResults results =
                    kit(server.script()).cancellationToken(token).execute();
            assertCutShort(results, "the run was cancelled");
        }
    }

    @Test
    void anInterruptionEndsATestAndSkipsTheRest() throws Exception {
        try (Silent server = Silent.open()) {
            ParleyEngine engine =
                    new ParleyEngine(settings(new EmbeddedServer(InstantSource.system())), RunObserver.NONE);
            server.whenSomeoneIsThere(() -> engine.interrupt("the run was interrupted"));
            EngineExecutionResults results = EngineTestKit.engine(engine)
                    .selectors(selectFile(script(server.script()).toFile()))
                    .execute();
            assertCutShort(results, "the run was interrupted");
        }
    }

    @Test
    void theTimeOfTheRunEndsATestToo() throws Exception {
        try (Silent server = Silent.open()) {
            EngineExecutionResults results = kit(server.script())
                    .configurationParameter("parley.run-timeout", "100ms")
                    .execute();
            assertCutShort(results, "the run's time of 100 ms was over");
        }
    }

    @Test
    void anInterruptionBeforeTheFirstTestIsNotForgotten() throws Exception {
        Heard heard = new Heard();
        ParleyEngine engine = new ParleyEngine(settings(Broken.by(IllegalStateException::new)), heard);
        engine.interrupt("too early");
        EngineTestKit.engine(engine)
                .selectors(selectFile(script("test \"a\" { check 1 == 1 }\n").toFile()))
                .execute();
        assertThat(heard.all).containsExactly("cut short: too early", "a: SKIPPED");
    }

    @Test
    void aServerThatCannotStartErrsEachTest() throws Exception {
        Heard heard = new Heard();
        Broken absent = Broken.by(() -> new ServerUnavailableException("It does not start.", new IOException()));
        EngineTestKit.engine(new ParleyEngine(settings(absent), heard))
                .selectors(selectFile(script("""
                    test "a" { connect; expect +OK }
                    test "b" { connect; expect +OK; login alice }
                    """).toFile()))
                .execute()
                .testEvents()
                .assertThatEvents()
                .haveExactly(
                        2,
                        event(finishedWithFailure(
                                instanceOf(CouldNotRunException.class),
                                message(text -> text.endsWith("It does not start.")))));
        assertThat(heard.all).containsExactly("a: ERRORED", "b: ERRORED");
    }

    @Test
    void aFaultOfOursIsOneErrorAndTheOthersRun() throws Exception {
        Heard heard = new Heard();
        // A library's assertion, or no memory left, is an error and no exception.
        Broken server = new Broken(
                () -> {
                    throw new IllegalStateException("start");
                },
                () -> {
                    throw new AssertionError("prepare");
                });
        EngineTestKit.engine(new ParleyEngine(settings(server), heard))
                .selectors(selectFile(script("""
                    test "a" { connect; expect +OK; login alice }
                    test "b" { connect; expect +OK }
                    """).toFile()))
                .execute()
                .testEvents()
                .assertStatistics(counts -> counts.started(2).failed(2));
        assertThat(heard.all).containsExactly("a: ERRORED", "b: ERRORED");
    }

    @Test
    void severalJobsRunEachTestOnce() throws Exception {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            script.append("test \"t").append(i).append("\" { check 1 == 1 }\n");
        }
        EngineExecutionResults results = kit(script.toString())
                .configurationParameter("parley.jobs", "8")
                .execute();
        results.testEvents()
                .assertStatistics(counts -> counts.started(200).succeeded(200).finished(200));
        results.containerEvents().assertStatistics(counts -> counts.started(2).succeeded(2));
    }
}
