package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.peer.EchoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is printed and written of a run beside its failures. */
class OutputTest {
    private static final String TWO = """
        test "passes" { connect; expect +OK; note "seen"; log "logged"; quit }
        test "fails" { connect; expect -ERR }
        """;

    @TempDir
    private Path directory;

    private static Command run(String... options) {
        List<String> arguments = new ArrayList<>(List.of("run", "-"));
        arguments.addAll(List.of(options));
        return Command.with(Map.of(), TWO, arguments.toArray(String[]::new));
    }

    @Test
    void eachStepOfVerbosityTellsMore() {
        assertThat(run("-q").out()).doesNotContain("PASS").contains("FAIL  fails", "1 passed, 1 failed");
        assertThat(run().out()).contains("PASS  passes").doesNotContain("seen", "C  QUIT");
        assertThat(run("-v").out())
                .contains("note, line 1: seen", "log, line 1: logged")
                .doesNotContain("C  QUIT");
        assertThat(run("-vv").out()).contains("note, line 1: seen", "C  QUIT");
        Command debug = run("--debug");
        assertThat(debug.out()).contains("C  QUIT");
        assertThat(debug.err()).contains("debug: ", "Java ", "server embedded").doesNotContain("alice-secret");
    }

    @Test
    void aFailureShowsAsMuchOfItsTranscriptAsIsAskedFor() {
        assertThat(run("--transcript", "none").out()).doesNotContain("session main");
        assertThat(run("--transcript", "full").out()).contains("session main", "S  +OK");
    }

    @Test
    void aLongValueIsShownWholeWhenAllIsAskedFor() throws Exception {
        String text = "y".repeat(2000);
        try (EchoServer server = new EchoServer("+OK " + text + "\r\n", line -> "-ERR\r\n")) {
            String script = "test \"t\" { connect; expect +OK \"x\" }";
            String address = server.endpoint().toString();
            Command cut = Command.with(Map.of(), script, "run", "-", "--server", address);
            assertThat(cut.out()).doesNotContain(text).contains("more characters (--transcript full)");
            Command whole = Command.with(Map.of(), script, "run", "-", "--server", address, "--transcript", "full");
            assertThat(whole.out()).contains(text);
        }
    }

    @Test
    void transcriptsGoToAFileEachOfASafeName() throws IOException {
        String script = """
            test "../../a: <b>|\\u{202E}c" { connect; expect +OK; login alice; quit }
            test "../../a: <b>|\\u{202D}c" for each n in 1..1 { connect; expect +OK; login alice; quit }
            test "none" { check 1 == 1 }
            """;
        Path file = directory.resolve("some script.parley");
        Files.writeString(file, script);
        Path target = directory.resolve("transcripts");
        Command command = Command.run("run", file.toString(), "--transcript-dir", target.toString());
        assertThat(command.exitCode()).as(command.out() + command.err()).isZero();
        try (Stream<Path> files = Files.list(target)) {
            List<Path> all = files.sorted().toList();
            assertThat(all)
                    .hasSize(3)
                    .allSatisfy(transcript ->
                            assertThat(transcript.getFileName().toString()).matches("[\\p{L}\\p{N}.-]+\\.txt"));
            assertThat(Files.readString(all.getFirst()))
                    .contains("C  USER alice", "C  PASS ********")
                    .doesNotContain("alice-secret");
        }
    }

    @Test
    void colorIsForTerminalsUnlessItIsAskedFor() {
        assertThat(run().out()).doesNotContain("\u001b");
        assertThat(run("--color", "always").out())
                .contains("\u001b[31mFAIL", "\u001b[1;31mfailure\u001b[0m", "\u001b[1;31m^^^^\u001b[0m");
        assertThat(Command.with(Map.of("FORCE_COLOR", "1"), TWO, "run", "-").out())
                .contains("\u001b[32mPASS");
        assertThat(Command.with(Map.of("FORCE_COLOR", "1"), TWO, "run", "-", "--color", "never")
                        .out())
                .doesNotContain("\u001b");
    }

    @Test
    void reportsHaveNoColor() throws IOException {
        Path junit = directory.resolve("colored.xml");
        Path transcripts = directory.resolve("colored");
        run("--color", "always", "--report-junit", junit.toString(), "--transcript-dir", transcripts.toString());
        assertThat(Files.readString(junit)).contains("The server answered").doesNotContain("[31m", "[1;3");
        try (Stream<Path> files = Files.list(transcripts)) {
            assertThat(files.toList())
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(file).content().doesNotContain("[0m"));
        }
    }

    @Test
    void allOfABodyIsShownOnDemand() throws Exception {
        String body = IntStream.rangeClosed(1, 500)
                .mapToObj(n -> n + " " + "x".repeat(400))
                .collect(java.util.stream.Collectors.joining("\r\n"));
        String script = """
            test "t" { connect; expect +OK; send "RETR 1"; expect +OK { message contains "never" } }
            """;
        Path transcripts = directory.resolve("all");
        try (EchoServer server = new EchoServer("+OK\r\n", line -> "+OK\r\n" + body + "\r\n.\r\n")) {
            String address = server.endpoint().toString();
            Command tail = Command.with(
                    Map.of(), script, "run", "-", "--server", address, "--transcript-dir", transcripts.toString());
            assertThat(tail.out())
                    .contains("S  5 xxx", "…  495 more lines (--transcript full)")
                    .doesNotContain("S  6 x");
            Command full = Command.with(Map.of(), script, "run", "-", "--server", address, "--transcript", "full");
            assertThat(full.out()).contains("S  500 " + "x".repeat(400) + "\n").doesNotContain("(--transcript full)");
        }
        try (Stream<Path> files = Files.list(transcripts)) {
            assertThat(files.toList())
                    .singleElement()
                    .satisfies(file -> assertThat(Files.readString(file))
                            .contains("S  500 " + "x".repeat(400) + "\n    0.")
                            .doesNotContain("more lines"));
        }
    }

    @Test
    void gitHubActionsGetsAnnotationsAndASummary() throws IOException {
        Path summary = directory.resolve("summary.md");
        Path script = directory.resolve("tests/a,b.parley");
        Files.createDirectories(script.getParent());
        Files.writeString(script, """
            test "100%: a | <b>" {
                connect
                expect -ERR
            }
            """);
        Map<String, String> environment = new HashMap<>(Map.of(
                "GITHUB_ACTIONS", "true",
                "GITHUB_WORKSPACE", directory.toString(),
                "GITHUB_STEP_SUMMARY", summary.toString()));
        Command command = Command.with(environment, "", "run", script.toString());
        assertThat(command.out())
                .contains("::error file=tests/a%2Cb.parley,line=3,title=100%25%3A a | <b>::The server answered +OK")
                .contains("%0Aexpected: -ERR%0Aactual:   \"+OK");
        assertThat(Files.readString(summary))
                .contains("| 0 | 1 | 0 |", "FAIL 100%: a &#124; &#60;b&#62;", "```text", "again: parley run");
        // What stands between is not read for commands.
        String[] parts = command.out().split("::(?:stop-commands::)?[0-9a-f-]{36}(?:::)?\n");
        assertThat(parts).hasSize(3);
        assertThat(parts[0]).isEmpty();
        assertThat(parts[1]).contains("0 passed, 1 failed").doesNotContain("::error");
        environment.remove("GITHUB_ACTIONS");
        assertThat(Command.with(environment, "", "run", script.toString()).out())
                .doesNotContain("::error");
    }
}
