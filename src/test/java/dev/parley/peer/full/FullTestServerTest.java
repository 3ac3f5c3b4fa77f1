package dev.parley.peer.full;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectFile;

import dev.parley.engine.EngineSettings;
import dev.parley.engine.ParleyEngine;
import dev.parley.engine.RunObserver;
import dev.parley.expression.Expressions;
import dev.parley.expression.Surroundings;
import dev.parley.interpreter.RunSettings;
import dev.parley.interpreter.TestResult;
import dev.parley.program.Loaded;
import dev.parley.program.Program;
import dev.parley.program.ProgramLoader;
import dev.parley.program.TestCase;
import dev.parley.secret.Secrets;
import dev.parley.wire.SessionSettings;
import dev.parley.wire.WireText;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Scripts run against it as against any server. */
@Timeout(120)
class FullTestServerTest {
    @TempDir
    private Path directory;

    @Test
    void examplesPass() throws Exception {
        try (FullPop3Server server = FullPop3Server.start(Set.of(), Set.of())) {
            List<String> outcomes = run(
                    server,
                    selectFile("examples/03-implicit-tls.parley"),
                    selectFile("examples/04-starttls.parley"),
                    selectFile("examples/06-delete.parley"),
                    selectFile("examples/10-two-sessions.parley"));
            assertThat(outcomes).hasSizeGreaterThan(8).allMatch(outcome -> outcome.startsWith("PASSED"));
        }
    }

    @Test
    void aFaultFailsTheScriptThatLooksAtIt() throws Exception {
        Path script = Files.writeString(directory.resolve("rset.parley"), """
            test "RSET unmarks" {
                connect; expect +OK; login alice
                send "DELE 1"; expect +OK
                send "RSET"; expect +OK
                send "LIST 1"; expect +OK
            }
            """);
        for (Set<Fault> faults : List.<Set<Fault>>of(Set.of(), Set.of(DeletionFault.RSET_WITHOUT_EFFECT))) {
            try (FullPop3Server server = FullPop3Server.start(faults, Set.of())) {
                assertThat(run(server, selectFile(script.toFile())))
                        .containsExactly((faults.isEmpty() ? "PASSED" : "FAILED") + " RSET unmarks");
            }
        }
    }

    private static List<String> run(FullPop3Server server, DiscoverySelector... scripts) {
        List<String> outcomes = new CopyOnWriteArrayList<>();
        RunObserver observer = new RunObserver() {
            @Override
            public void rejected(String file, Loaded.Rejected script) {
                outcomes.add("REJECTED " + file);
            }

            @Override
            public void finished(Program program, TestCase test, String name, TestResult result) {
                outcomes.add(result.outcome() + " " + name);
            }

            @Override
            public void cutShort(String reason) {
                outcomes.add("CUT SHORT " + reason);
            }
        };
        EngineTestKit.engine(new ParleyEngine(settings(new FullTestServer(server)), observer))
                .selectors(scripts)
                .execute();
        return outcomes;
    }

    private static EngineSettings settings(FullTestServer server) {
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
}
