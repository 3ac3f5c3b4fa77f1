package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Golden;
import dev.parley.report.FailureText;
import dev.parley.report.FileRecord;
import dev.parley.report.ProblemRecord;
import dev.parley.report.RemarkRecord;
import dev.parley.report.RunRecord;
import dev.parley.report.TestRecord;
import dev.parley.source.SourceFile;
import dev.parley.source.Span;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a run prints, on a terminal and elsewhere. */
class ConsoleTest {
    private static final Path PAGES = Path.of("src/test/resources/console");

    private static TestRecord test(TestRecord.Outcome outcome, String name) {
        SourceFile script = new SourceFile("a.parley", "check 1 == 2\n");
        ProblemRecord problem = new ProblemRecord(
                ProblemRecord.Kind.FAILURE,
                new Span(script, 0, 5),
                "The check does not hold.",
                null,
                null,
                null,
                List.of(),
                null,
                List.of());
        boolean bad = outcome == TestRecord.Outcome.FAILED || outcome == TestRecord.Outcome.ERRORED;
        return new TestRecord(
                name,
                "a.parley",
                1,
                outcome,
                bad ? List.of(problem) : List.of(),
                List.of(
                        new RemarkRecord(RemarkRecord.Kind.DEVIATION, 3, "a surplus argument is ignored"),
                        new RemarkRecord(RemarkRecord.Kind.LOG, 4, "\u001b[2J")),
                outcome == TestRecord.Outcome.PASSED || bad ? null : "the reason",
                List.of(),
                List.of("A bare LF ended a line."),
                Duration.ofMillis(1234),
                List.of(),
                List.of(),
                "parley run a.parley:1");
    }

    private static String print(Console.Verbosity verbosity, boolean color, boolean progress) {
        StringWriter out = new StringWriter();
        Console console = new Console(new PrintWriter(out), verbosity, FailureText.Extent.TAIL, color, progress);
        List<TestRecord> tests = Stream.of(TestRecord.Outcome.values())
                .map(outcome -> test(outcome, outcome.name().toLowerCase(java.util.Locale.ROOT)))
                .toList();
        console.expect(tests.size());
        tests.forEach(console::finished);
        console.conclude(new RunRecord(
                "embedded", List.of(new FileRecord("a.parley", "a", tests)), Duration.ofMillis(4200), "it was late"));
        return out.toString();
    }

    @Test
    void elsewhereThanOnATerminalLinesArePlain() throws IOException {
        String printed = print(Console.Verbosity.NORMAL, false, false);
        assertThat(printed).doesNotContain("\033", "\r");
        Golden.check(PAGES.resolve("run-normal.txt"), printed);
    }

    @Test
    void verboseShowsDeviationsNotesAndFindings() throws IOException {
        Golden.check(PAGES.resolve("run-verbose.txt"), print(Console.Verbosity.VERBOSE, false, false));
    }

    @Test
    void quietShowsFailuresAndCounts() throws IOException {
        Golden.check(PAGES.resolve("run-quiet.txt"), print(Console.Verbosity.QUIET, false, false));
    }

    @Test
    void aTerminalShowsProgressAndColor() throws IOException {
        String printed = print(Console.Verbosity.NORMAL, true, true);
        Golden.check(
                PAGES.resolve("run-terminal.txt"),
                printed.replace("\033", "ESC").replace("\r", "CR"));
    }

    @Test
    void colorFollowsOptionAndEnvironment() {
        String script = "test \"a\" { check 1 == 1 }\n";
        assertThat(Command.with(java.util.Map.of(), script, "run", "-").out()).doesNotContain("\033");
        assertThat(Command.with(java.util.Map.of("FORCE_COLOR", "1"), script, "run", "-")
                        .out())
                .contains("\033[32m");
        assertThat(Command.with(java.util.Map.of("FORCE_COLOR", "1"), script, "run", "-", "--color", "never")
                        .out())
                .doesNotContain("\033");
        assertThat(Command.with(java.util.Map.of("NO_COLOR", "1"), script, "run", "-", "--color", "always")
                        .out())
                .contains("\033[32m");
    }
}
