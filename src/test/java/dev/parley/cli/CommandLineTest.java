package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Account;
import dev.parley.server.TestServer;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** How a command line is read, and what is said when it cannot be. */
class CommandLineTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "run x --tgs y          | There is no option `--tgs`; did you mean `--tags`?",
                "run x --zzzzzz         | There is no option `--zzzzzz`.",
                "rum x                  | There is no command `rum`; did you mean `run`?",
                "--jobs 2 run x         | `--jobs` stands after the command, as in `parley run --jobs`.",
                "run                    | No path is given: name files, directories or globs, or `-` for standard"
                        + " input.",
                "run x --jobs           | \"`--jobs` needs a value, N|auto.\"",
                "run x --jobs 1 -j 2    | `--jobs` is given more than once.",
                "run x --color alway    | `--color` is `auto`, `always` or `never`, not `alway`; did you mean"
                        + " `always`?",
                "run x --max-fail many  | `--max-fail` is a whole number, not `many`.",
                "run x --timeout 0s     | `--timeout`: `0s` is no duration above zero; write it as 250ms, 2s or 5m.",
                "run x --max-line 100   | `--max-line`: `100` is too small: a limit is at least 512 octets.",
                "run x --max-line big   | `--max-line`: `big` is no size; write it as 64KB or 20MB.",
            })
    void wrongUseIsASentenceAndOneLineOfUsage(String line, String sentence) {
        Command command = Command.run(line.split(" "));
        assertThat(command.exitCode()).isEqualTo(64);
        assertThat(command.out()).isEmpty();
        assertThat(command.err().lines().toList())
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("parley: " + sentence),
                        second -> assertThat(second).startsWith("Usage: parley"));
    }

    @ParameterizedTest
    @CsvSource({"--password=hunter2hunter2", "--password hunter2hunter2", "--passwort=hunter2hunter2"})
    void aPasswordThatWasGivenIsNotRepeated(String option) {
        Command command = Command.run(("run x " + option).split(" "));
        assertThat(command.exitCode()).isEqualTo(64);
        assertThat(command.err()).contains("--password-").doesNotContain("hunter2");
    }

    @Test
    void aWrongValueInAVariableIsToldWithItsName() {
        Command command = Command.with(Map.of("PARLEY_COLOR", "blue", "PARLEY_JOBS", ""), "", "run", "examples");
        assertThat(command.err()).startsWith("parley: In the variable PARLEY_COLOR: `--color` is ");
        assertThat(command.exitCode()).isEqualTo(64);
    }

    @Test
    void shuffleTakesNoPathForItsSeed() throws Exception {
        Path script = Files.writeString(directory.resolve("a.parley"), "test \"a\" { check 1 == 1 }\n");
        Command command = Command.run("run", "--shuffle", script.toString());
        assertThat(command.exitCode()).as(command.err()).isZero();
        assertThat(command.out()).containsPattern("--shuffle=\\d+\\.");
    }

    @Test
    void pathsAreDirectoriesGlobsAndLines() throws Exception {
        Files.writeString(
                directory.resolve("a.parley"), "test \"a\" { check 1 == 1 }\n\ntest \"b\" { check 1 == 1 }\n");
        Files.writeString(directory.resolve("b.parley"), "test \"c\" { check 1 == 1 }\n");
        assertThat(Command.run("list", directory.toString()).out().lines()).hasSize(3);
        assertThat(Command.run("list", directory + "/b*.parley").out()).endsWith("b.parley:1  c\n");
        assertThat(Command.run("list", directory + "/a.parley:3").out()).endsWith("a.parley:3  b\n");
        Command none = Command.run("run", directory + "/x*.parley");
        assertThat(none.err()).isEqualTo("parley: No script is called like `" + directory + "/x*.parley`.\n");
        assertThat(none.exitCode()).isEqualTo(2);
        Command between = Command.run("run", directory + "/a.parley:2");
        assertThat(between.err()).contains("No test stands on line 2 of", "its tests begin on lines 1 and 3.");
        assertThat(between.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "smoke-and-mirrors            | 1",
                "not smoke-and-mirrors        | 2",
                "tls AND (slow or quick)      | 1",
                "not-slow                     | 0",
                "!tls & !smoke-and-mirrors    | 1",
            })
    void tagsHoldHyphensAndTheWordsBetweenThem(String expression, int tests) {
        String script = """
            test "a" { tags smoke-and-mirrors; check 1 == 1 }
            test "b" { tags tls, slow; check 1 == 1 }
            test "c" { check 1 == 1 }
            """;
        Command command = Command.with(Map.of(), script, "list", "-", "--tags", expression);
        assertThat(command.out().lines()).as(command.err()).hasSize(tests);
    }

    @Test
    void aScriptThatCannotRunIsNeverFilteredAway() throws Exception {
        Files.writeString(directory.resolve("a.parley"), "test \"a\" { tags x; check 1 == 1 }\n");
        Files.writeString(directory.resolve("b.parley"), "tst \"b\" { tags y; check 1 == 1 }\n");
        Command command = Command.run("run", directory.toString(), "--tags", "x", "--name", "a");
        assertThat(command.out()).contains("1 passed, 0 failed, 1 errored");
        assertThat(command.exitCode()).isEqualTo(2);
        Command list = Command.run("list", directory.toString());
        assertThat(list.err()).contains("b.parley` cannot run; `parley check ");
        assertThat(list.exitCode()).isEqualTo(2);
    }

    @Test
    void aReportOfAnEarlierRunDoesNotStandForOneWithoutTests() throws Exception {
        Path report = Files.writeString(directory.resolve("report.xml"), "of an earlier run");
        Command command = Command.with(Map.of(), "suite \"empty\"\n", "run", "-", "--report-junit", report.toString());
        assertThat(command.exitCode()).isEqualTo(4);
        assertThat(report).content().contains("<testsuites", "tests=\"0\"").doesNotContain("earlier");
    }

    @Test
    void quietPrintsEachFailureOnceAndTheCounts() {
        Command command = Command.with(
                Map.of(), "test \"bad\" { check 1 == 2 }\ntest \"good\" { check 1 == 1 }\n", "run", "-", "--quiet");
        assertThat(command.out()).containsOnlyOnce("FAIL  bad").doesNotContain("good");
    }

    @Test
    void theNthPasswordIsThatOfTheNthUserHoweverItIsGiven() throws Exception {
        Path file = Files.writeString(directory.resolve("password"), "of bob\r\nand more\n");
        Streams streams = new Streams(
                InputStream.nullInputStream(),
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()),
                false,
                Map.of("ONE", "of alice", "THREE", "of carol"));
        CommandLine line = new CommandLine(new ListCommand(streams));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.parseArgs(
                "--server",
                "a:110",
                "--user",
                "a@example.org",
                "--user",
                "bob=b",
                "--user",
                "carol=c",
                "--password-env",
                "ONE",
                "--password-file",
                file.toString(),
                "--password-env=THREE",
                "x");
        ServerOptions options = (ServerOptions)
                line.getCommandSpec().mixins().get(ServerOptions.MIXIN).userObject();
        try (TestServer server = options.server(streams)) {
            assertThat(server.accounts())
                    .containsEntry("alice", new Account("alice", "a@example.org", "of alice"))
                    .containsEntry("bob", new Account("bob", "b", "of bob"))
                    .containsEntry("carol", new Account("carol", "c", "of carol"));
            assertThat(server.facts().options())
                    .isEqualTo("--server a:110 --user a@example.org --user bob=b --user carol=c"
                            + " --password-env ONE --password-file " + file + " --password-env THREE");
        }
    }

    @Test
    void passwordsComeFromTheEnvironmentOfTheCommandToo() {
        Map<String, String> environment = Map.of(
                "PARLEY_SERVER", "127.0.0.1:1",
                "PARLEY_USER", "a,bob=b",
                "PARLEY_PASSWORD_ENV", "ONE,TWO",
                "ONE", "first-secret",
                "TWO", "second-secret");
        Command command = Command.with(environment, "test \"a\" { check alice.password == 'x' }\n", "run", "-");
        assertThat(command.exitCode()).as(command.err()).isEqualTo(1);
        assertThat(command.out()).contains("********", "--password-env ONE --password-env TWO");
    }

    @Test
    void theCommandThatRunsATestAgainCanBePasted() throws Exception {
        Path script = Files.writeString(directory.resolve("it's a.parley"), "test \"a\" { check 1 == 2 }\n");
        Command command = Command.run("run", script.toString(), "--strict-wire");
        assertThat(command.out()).contains("again: parley run '" + directory + "/it'\\''s a.parley:1' --strict-wire");
    }
}
