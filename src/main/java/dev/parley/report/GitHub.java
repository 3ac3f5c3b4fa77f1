package dev.parley.report;

import dev.parley.source.Visible;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A run as GitHub Actions shows it: annotations at the lines of scripts, and the summary of the step. */
public final class GitHub {
    private GitHub() {}

    /**
     * A workflow command for each test that went wrong, a line each.
     *
     * @param path turns a script's path into one from the root of the repository
     */
    public static String annotations(RunRecord run, UnaryOperator<String> path) {
        StringBuilder out = new StringBuilder();
        for (TestRecord test : run.tests()) {
            if (test.isBad()) {
                List<ProblemRecord> problems = test.problems();
                String file = problems.isEmpty()
                        ? test.file()
                        : problems.getFirst().span().file().name();
                int line = problems.isEmpty()
                        ? test.line()
                        : problems.getFirst().span().line();
                command(out, "error", path.apply(file), line, test.name(), message(test));
            } else if (test.outcome() == TestRecord.Outcome.KNOWN_ISSUE_GONE) {
                command(
                        out,
                        "warning",
                        path.apply(test.file()),
                        test.line(),
                        test.name(),
                        "The known issue is gone: " + test.reason());
            }
        }
        return out.toString();
    }

    private static String message(TestRecord test) {
        if (test.problems().isEmpty()) {
            return test.outcome().word();
        }
        ProblemRecord problem = test.problems().getFirst();
        StringBuilder message = new StringBuilder(problem.message());
        add(message, "expected: ", problem.expected());
        add(message, "actual:   ", problem.actual());
        problem.notes().forEach(note -> add(message, "note: ", note));
        add(message, "help: ", problem.hint());
        return message.toString();
    }

    private static void add(StringBuilder message, String title, @Nullable String text) {
        if (text != null) {
            message.append('\n').append(title).append(text);
        }
    }

    private static void command(StringBuilder out, String kind, String file, int line, String title, String message) {
        out.append("::")
                .append(kind)
                .append(" file=")
                .append(property(file))
                .append(",line=")
                .append(line)
                .append(",title=")
                .append(property(title))
                .append("::")
                .append(data(Visible.block(message)))
                .append('\n');
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(Visible.line(text)).replace(":", "%3A").replace(",", "%2C");
    }

    /** Markdown: the counts, and each failure as the console has it. */
    public static String summary(RunRecord run) {
        StringBuilder out = new StringBuilder();
        out.append("### Parley: ").append(html(run.server())).append("\n\n");
        out.append("| passed | failed | errored | skipped | known issues | wire findings |\n");
        out.append("|--:|--:|--:|--:|--:|--:|\n|");
        for (long count : new long[] {
            run.count(TestRecord.Outcome.PASSED) + run.count(TestRecord.Outcome.KNOWN_ISSUE_GONE),
            run.count(TestRecord.Outcome.FAILED),
            run.count(TestRecord.Outcome.ERRORED),
            run.count(TestRecord.Outcome.SKIPPED),
            run.count(TestRecord.Outcome.KNOWN_ISSUE),
            run.findings()
        }) {
            out.append(' ').append(count).append(" |");
        }
        out.append('\n');
        if (run.cutShort() != null) {
            out.append("\nCut short: ").append(html(run.cutShort())).append(".\n");
        }
        for (TestRecord test : run.tests()) {
            if (test.isBad()) {
                String text = FailureText.of(test, FailureText.Extent.TAIL);
                String fence = "```";
                while (text.contains(fence)) {
                    fence += "`";
                }
                out.append("\n<details><summary>")
                        .append(html(test.outcome().word() + " " + test.name() + " (" + test.file() + ":" + test.line()
                                + ")"))
                        .append("</summary>\n\n")
                        .append(fence)
                        .append("text\n")
                        .append(text)
                        .append(fence)
                        .append("\n\n</details>\n");
            }
        }
        return out.append('\n').toString();
    }

    private static String html(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : Visible.line(text).toCharArray()) {
            // Signs of Markdown and of HTML alike.
            out.append("&<>\"'|*_`[]\\#~!$@".indexOf(c) >= 0 ? "&#" + (int) c + ";" : Character.toString(c));
        }
        return out.toString();
    }
}
