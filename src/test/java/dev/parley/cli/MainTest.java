package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.peer.Fault;
import dev.parley.peer.FaultyServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The command as its users call it. */
class MainTest {
    private static final String PASSES = "test \"good\" { tags quick; check 1 == 1 }\n";
    private static final String FAILS = "test \"bad\" { tags slow; check 1 == 2 }\n";
    private static final String WRONG = "test \"wrong\" { expct +OK }\n";
    private static final String NO_CONNECTION = "test \"alone\" { connect \"127.0.0.1:1\"; expect +OK }\n";

    @TempDir
    private Path directory;

    static Stream<Arguments> exitCodes() {
        return Stream.of(
                Arguments.of(PASSES, 0),
                Arguments.of(FAILS, 1),
                Arguments.of(PASSES + FAILS, 1),
                Arguments.of(WRONG, 2),
                Arguments.of("test \"x\" { send \"NOOP\" }\n", 2),
                Arguments.of(NO_CONNECTION, 3),
                Arguments.of(NO_CONNECTION + FAILS, 3),
                Arguments.of("test \"s\" { skip \"no\" }\n", 0),
                Arguments.of("suite \"empty\"\n", 4));
    }

    @ParameterizedTest
    @MethodSource("exitCodes")
    void theExitCodeSaysWhatHappened(String script, int code) {
        Command command = Command.with(Map.of(), script, "run", "-");
        assertThat(command.exitCode()).as(command.out() + command.err()).isEqualTo(code);
    }

    @Test
    void theWorstWins() throws Exception {
        Path wrong = Files.writeString(directory.resolve("wrong.parley"), WRONG);
        Path fails = Files.writeString(directory.resolve("fails.parley"), FAILS + NO_CONNECTION);
        Command command = Command.run("run", wrong.toString(), fails.toString());
        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.out()).contains("0 passed, 1 failed, 2 errored");
    }

    static Stream<Arguments> wrongUse() {
        return Stream.of(
                Arguments.of(List.of(), 64, "A command is missing."),
                Arguments.of(List.of("rum"), 64, "run"),
                Arguments.of(List.of("run"), 64, "PATH"),
                Arguments.of(List.of("run", "x", "--tgas", "y"), 64, "--tags"),
                Arguments.of(List.of("run", "examples", "--password", "x"), 64, "--password-env"),
                Arguments.of(List.of("run", "examples", "--timeout", "5"), 64, "250ms, 2s or 5m"),
                Arguments.of(List.of("run", "examples", "--jobs", "0"), 64, "`--jobs` is a number from 1"),
                Arguments.of(List.of("run", "examples", "--tags", "and and"), 64, "no expression of tags"),
                Arguments.of(List.of("run", "examples", "--user", "x"), 64, "--server HOST:PORT"),
                Arguments.of(List.of("run", "nowhere"), 2, "There is no file or directory `nowhere`."),
                Arguments.of(List.of("run", "pom.xml"), 2, "ends with `.parley`"),
                Arguments.of(List.of("run", "nowhere.parley:3"), 2, "`nowhere.parley`"),
                Arguments.of(List.of("run", "examples", "--server", "a:b"), 2, "is not a number"),
                Arguments.of(List.of("run", "examples", "--server", "a:1", "--user", "x"), 2, "--password-env"),
                Arguments.of(
                        List.of("run", "examples", "--server", "a:1", "--user", "x", "--password-env", "NOPE"),
                        2,
                        "no variable `NOPE`"),
                Arguments.of(List.of("run", "examples", "--server", "a:1", "--ca", "nope.pem"), 2, "nope.pem"));
    }

    @ParameterizedTest
    @MethodSource("wrongUse")
    void wrongUseIsToldInOneLineWithWhatToDo(List<String> arguments, int code, String words) {
        Command command = Command.run(arguments.toArray(String[]::new));
        assertThat(command.err()).contains(words);
        assertThat(command.err().lines().count()).isLessThanOrEqualTo(3);
        assertThat(command.exitCode()).isEqualTo(code);
    }

    @Test
    void testsAreSelectedByTagNameAndExclusion() {
        String script = PASSES + FAILS;
        assertThat(Command.with(Map.of(), script, "run", "-", "-t", "quick and not slow")
                        .out())
                .contains("1 passed, 0 failed");
        assertThat(Command.with(Map.of(), script, "run", "-", "--name", "GO*D").out())
                .contains("1 passed, 0 failed");
        assertThat(Command.with(Map.of(), script, "run", "-", "--exclude", "bad")
                        .out())
                .contains("1 passed, 0 failed");
        assertThat(Command.with(Map.of(), script, "run", "-", "--name", "none").exitCode())
                .isEqualTo(4);
        assertThat(Command.with(Map.of(), script, "run", "-", "--name", "none", "--no-tests", "pass")
                        .exitCode())
                .isZero();
    }

    @Test
    void anOptionIsAVariableToo() {
        Command command = Command.with(Map.of("PARLEY_TAGS", "quick"), PASSES + FAILS, "run", "-");
        assertThat(command.out()).contains("1 passed, 0 failed");
    }

    @Test
    void failFastSkipsTheRestWithTheReason() {
        Command command = Command.with(Map.of(), FAILS + PASSES, "run", "-", "--fail-fast");
        assertThat(command.out()).contains("0 passed, 1 failed, 0 errored, 1 skipped", "--fail-fast");
        assertThat(command.exitCode()).isEqualTo(1);
    }

    @Test
    void aTestCanRunSeveralTimesAndInAnOrderThatTheSeedRepeats() {
        String script = PASSES + PASSES.replace("good", "better") + PASSES.replace("good", "best");
        Command first = Command.with(Map.of(), script, "run", "-", "--repeat", "3", "--shuffle=5");
        Command again = Command.with(Map.of(), script, "run", "-", "--repeat", "3", "--shuffle=5");
        assertThat(first.out()).contains("9 passed", "(repetition 2 of 3)", "--shuffle=5");
        assertThat(first.steady()).isEqualTo(again.steady());
    }

    @Test
    void theRunHasATimeoutToo() {
        Command command = Command.with(
                Map.of(), "test \"a\" { wait 1m; check 1 == 1 }\n" + PASSES, "run", "-", "--run-timeout", "200ms");
        assertThat(command.out()).contains("the run's time of 200 ms was over");
        assertThat(command.exitCode()).isEqualTo(3);
    }

    @Test
    void groovyCanBeForbidden() {
        String script = "test \"g\" { check [1].size() == 1 }\n";
        assertThat(Command.with(Map.of(), script, "run", "-").exitCode()).isZero();
        assertThat(Command.with(Map.of(), script, "run", "-", "--groovy", "off").exitCode())
                .isEqualTo(2);
    }

    @Test
    void listShowsWhatWouldRun() {
        String script = PASSES + FAILS;
        assertThat(Command.with(Map.of(), script, "list", "-").out()).contains("<stdin>:1  good", "<stdin>:2  bad");
        assertThat(Command.with(Map.of(), script, "list", "-", "--format", "json")
                        .out())
                .contains("\"name\" : \"good\"", "\"tags\" : [ \"quick\" ]", "\"line\" : 1");
    }

    @Test
    void checkNeedsNoNetworkAndFindsAll() {
        Command command = Command.with(Map.of(), WRONG + "test \"x\" { sned \"a\" }\n", "check", "-");
        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.out())
                .contains("<stdin>:1:16", "did you mean `expect`?", "<stdin>:2:12", "did you mean `send`?");
        assertThat(command.out()).contains("1 script checked, 2 errors");
    }

    @Test
    void aScriptFromStandardInputIsCheckedAgainFromThere() {
        assertThat(Command.with(Map.of(), WRONG, "run", "-").out()).contains("again: parley check -\n");
        assertThat(Command.with(Map.of(), WRONG, "list", "-").err())
                .contains("The script `<stdin>` cannot run; `parley check -` says why.");
    }

    @Test
    void theReportIsWrittenWholeOrSaysWhyNot() throws Exception {
        Path report = directory.resolve("deep/report.xml");
        Command command = Command.with(Map.of(), PASSES + FAILS, "run", "-", "--report-junit", report.toString());
        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(Files.readString(report)).contains("<testcase name=\"bad\"", "</testsuites>");
        try (Stream<Path> files = Files.list(report.getParent())) {
            assertThat(files).containsExactly(report);
        }
        Command refused = Command.with(Map.of(), PASSES, "run", "-", "--report-junit", report + "/below.xml");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("cannot be written");
    }

    @Test
    void noPasswordReachesAnyOutput() throws Exception {
        Path report = directory.resolve("report.xml");
        Map<String, Fault> faults =
                Map.of("PASS", new Fault.Says("-ERR no, not s3cret-word, and not czNjcmV0LXdvcmQ=\r\n"));
        try (FaultyServer server = FaultyServer.plain(faults)) {
            String script = "test \"t\" { connect; expect +OK; log alice.password; login alice }\n";
            Command command = Command.with(
                    Map.of("SECRET", "s3cret-word"),
                    script,
                    "run",
                    "-",
                    "-v",
                    "--server",
                    server.endpoint().toString(),
                    "--user",
                    "alice",
                    "--password-env",
                    "SECRET",
                    "--report-junit",
                    report.toString());
            assertThat(command.exitCode()).isEqualTo(1);
            String all = command.out() + command.err() + Files.readString(report);
            assertThat(all).contains("********").doesNotContain("s3cret-word", "czNjcmV0LXdvcmQ=");
        }
    }

    @Test
    void helpAndVersionAnswer() {
        assertThat(Command.run("--help").exitCode()).isZero();
        assertThat(Command.run("run", "--help").out()).contains("--tls-address");
        assertThat(Command.run("--version").out()).startsWith("parley ");
    }
}
