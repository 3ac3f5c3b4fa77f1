package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.peer.full.Behaviour;
import dev.parley.peer.full.FullPop3Server;
import dev.parley.peer.full.Variant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Planted slowness is found, and none where none was planted. What is asked is only which of two is slower, never how
 * long anything takes; the pause is many times what a loaded machine adds to a step.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompareTimingTest {
    private static final Pattern TIME =
            Pattern.compile("(?m)^([A-Z]+) +(\\d+)/(\\d+) +[\\d.]+ ms +[\\d.]+ ms +[\\d.]+x  (.*)$");

    @TempDir
    private static Path directory;

    private Path script;

    @BeforeAll
    void write() throws Exception {
        script = Files.writeString(directory.resolve("times.parley"), """
            test "steps that are timed" {
                connect
                expect +OK
                send "USER alice"
                expect +OK
                send "PASS not the password"
                expect -ERR
                send "CAPA"
                expect +OK
                send "NOOP"
                expect -ERR
                close
            }
            """);
    }

    private static FullPop3Server server(Set<Variant> variants) throws Exception {
        return FullPop3Server.start(new Behaviour(Set.of(), variants, Duration.ofMillis(60)));
    }

    private Command parley(String command, String... more) {
        String[] words = {command, script.toString(), "--user", "alice", "--password-env", "ALICE"};
        String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Command.with(Map.of("ALICE", "Tanstaaf1"), "", all);
    }

    /** What is said of each command. */
    private static Map<String, String> verdicts(Command command) {
        Map<String, String> verdicts = new TreeMap<>();
        TIME.matcher(command.out()).results().forEach(found -> verdicts.put(found.group(1), found.group(4)));
        assertThat(verdicts).as(command.out() + command.err()).containsOnlyKeys("CAPA", "NOOP", "PASS", "USER");
        return verdicts;
    }

    private Command sideBySide(Set<Variant> before, Set<Variant> after, int rounds) throws Exception {
        try (FullPop3Server first = server(before);
                FullPop3Server second = server(after)) {
            return parley(
                    "compare",
                    "--base",
                    first.plain().toString(),
                    "--target",
                    second.plain().toString(),
                    "--repeat",
                    String.valueOf(rounds));
        }
    }

    @Test
    void theCommandThatBecameSlowerIsNamed() throws Exception {
        Command command = sideBySide(Set.of(), Set.of(Variant.DELAYS_AFTER_FAILED_LOGIN), 25);
        assertThat(verdicts(command))
                .containsEntry("PASS", "slower")
                .containsEntry("CAPA", "no difference beyond chance");
        assertThat(Differences.kinds(command, "NOTABLE")).containsExactly("slower");
        assertThat(Differences.kinds(command, "BREAKING")).isEmpty();
        assertThat(command.exitCode()).isZero();
    }

    @Test
    void theOtherWayRoundItIsFasterAndNothingToLookAt() throws Exception {
        Command command = sideBySide(Set.of(Variant.SLOW_REPLIES), Set.of(), 20);
        assertThat(verdicts(command))
                .containsOnlyKeys("CAPA", "NOOP", "PASS", "USER")
                .containsValue("faster");
        assertThat(Differences.kinds(command, "NOTABLE")).isEmpty();
    }

    @Test
    void tooFewSamplesHaveNoVerdict() throws Exception {
        Command command = sideBySide(Set.of(), Set.of(Variant.SLOW_REPLIES), 19);
        assertThat(verdicts(command).values()).containsOnly("too few samples");
        assertThat(Differences.kinds(command, "NOTABLE")).isEmpty();
    }

    /** What changes meanwhile must not be taken for a change of the server. */
    @Test
    void aScriptIsReadOnceForAllRounds() throws Exception {
        Path changing = Files.writeString(
                directory.resolve("changing.parley"), "test \"t\" { connect; expect +OK; action \"change\"; close }\n");
        try (FullPop3Server server = server(Set.of())) {
            Path config = Files.writeString(directory.resolve("parley.toml"), """
                [server.test]
                address = "%s"
                [server.test.action]
                change = ["/bin/sh", "-c", "echo nonsense >>'%s'"]
                """.formatted(server.plain(), changing));
            Path baseline = directory.resolve("changing.json");
            Command command = Command.run(
                    "record",
                    changing.toString(),
                    "--config",
                    config.toString(),
                    "--server",
                    "test",
                    "--repeat",
                    "3",
                    "-o",
                    baseline.toString());
            assertThat(command.exitCode()).as(command.out() + command.err()).isZero();
            assertThat(command.out()).contains("Recorded 1 test of ").endsWith(": 3 PASS.\n");
        }
        assertThat(changing).content().contains("nonsense");
    }

    /** Measured at another time, the machine may have been slower as a whole: the commands are seen beside each other. */
    @Test
    void ofABaselineTheCommandThatChangedBesideTheOthersIsNamed() throws Exception {
        Path baseline = directory.resolve("before.json");
        try (FullPop3Server server = server(Set.of())) {
            Command command = parley(
                    "record", "--server", server.plain().toString(), "--repeat", "20", "-o", baseline.toString());
            assertThat(command.exitCode()).as(command.err()).isZero();
        }
        try (FullPop3Server server = server(Set.of(Variant.DELAYS_AFTER_FAILED_LOGIN))) {
            Command command = parley(
                    "compare",
                    "--base",
                    baseline.toString(),
                    "--target",
                    server.plain().toString(),
                    "--repeat",
                    "20");
            assertThat(verdicts(command)).containsEntry("PASS", "slower").doesNotContainEntry("CAPA", "slower");
        }
    }
}
