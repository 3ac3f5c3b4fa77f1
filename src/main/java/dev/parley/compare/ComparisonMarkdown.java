package dev.parley.compare;

import dev.parley.difference.Severity;
import dev.parley.source.Visible;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A comparison as Markdown, for a ticket or a step summary. */
public final class ComparisonMarkdown {
    private ComparisonMarkdown() {}

    /** All of it, the volatile differences folded away. */
    public static String of(Comparison comparison) {
        StringBuilder out = new StringBuilder();
        out.append("# ")
                .append(escaped(comparison.before()))
                .append(" → ")
                .append(escaped(comparison.after()))
                .append("\n\n")
                .append(comparison.count(Severity.BREAKING))
                .append(" breaking, ")
                .append(comparison.count(Severity.NOTABLE))
                .append(" notable, ")
                .append(comparison.count(Severity.VOLATILE))
                .append(" volatile\n");
        for (Severity severity : Severity.values()) {
            if (comparison.count(severity) > 0) {
                section(out, comparison, severity);
            }
        }
        timings(out, comparison);
        return out.toString();
    }

    private static void section(StringBuilder out, Comparison comparison, Severity severity) {
        String word = severity.word();
        out.append("\n## ")
                .append(word.substring(0, 1).toUpperCase(Locale.ROOT))
                .append(word.substring(1))
                .append("\n\n");
        boolean folded = severity == Severity.VOLATILE;
        if (folded) {
            out.append("<details><summary>").append(comparison.count(severity)).append("</summary>\n\n");
        }
        out.append("| kind | what | where | before | after |\n|---|---|---|---|---|\n");
        comparison.differences().stream()
                .filter(difference -> difference.severity() == severity)
                .forEach(difference -> out.append("| ")
                        .append(difference.kind().word())
                        .append(" | ")
                        .append(escaped(difference.subject()))
                        .append(" | ")
                        .append(escaped(difference.place()))
                        .append(difference.reason() == null ? "" : " (rule: " + escaped(difference.reason()) + ")")
                        .append(" | ")
                        .append(code(difference.before()))
                        .append(" | ")
                        .append(code(difference.after()))
                        .append(" |\n"));
        if (folded) {
            out.append("\n</details>\n");
        }
    }

    private static void timings(StringBuilder out, Comparison comparison) {
        if (comparison.timings().isEmpty()) {
            return;
        }
        out.append("\n## Times\n\n| command | before | after | ratio | verdict |\n|---|---|---|--:|---|\n");
        for (Timing timing : comparison.timings()) {
            out.append("| ")
                    .append(escaped(timing.command()))
                    .append(" | ")
                    .append(Comparison.shown(timing.before()))
                    .append(" | ")
                    .append(Comparison.shown(timing.after()))
                    .append(" | ")
                    .append(String.format(Locale.ROOT, "%.2f", timing.ratio()))
                    .append(" | ")
                    .append(timing.verdict().words())
                    .append(" |\n");
        }
    }

    /** As text between backquotes in a cell; several lines joined. */
    private static String code(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return text.lines()
                .map(line -> "`` " + Visible.line(line).replace("|", "\\|").replace("``", "` `") + " ``")
                .reduce((a, b) -> a + "<br>" + b)
                .orElse("");
    }

    /** What a server says must not become a heading, a link or a tag. */
    private static String escaped(String text) {
        return Visible.line(text).replaceAll("([\\\\`*_{}\\[\\]<>()#+!|~&-])", "\\\\$1");
    }
}
