package dev.parley.compare;

import dev.parley.difference.Severity;
import dev.parley.report.HtmlPage;
import dev.parley.source.Visible;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A comparison as one page that needs nothing beside it. The template is {@code comparison.html}. */
public final class ComparisonHtml {
    private static final String TEMPLATE = "comparison.html";
    /** So many lines of one difference are on the page. */
    private static final int MOST_LINES = 200;

    private ComparisonHtml() {}

    record Page(String before, String after, List<Group> groups, boolean hasTimings, List<Time> timings) {}

    record Group(String word, String title, long count, boolean shown, List<Entry> entries) {}

    record Entry(
            String severity,
            String kind,
            String sentence,
            String subject,
            String place,
            @Nullable String reason,
            boolean hasLines,
            List<AlignedLine> lines,
            int more) {}

    record Time(String command, String before, String after, String ratio, String verdict, String style) {}

    /** @throws java.io.UncheckedIOException when the target cannot be written */
    public static void write(Comparison comparison, Writer target) {
        Page page = new Page(
                Visible.line(comparison.before()),
                Visible.line(comparison.after()),
                Arrays.stream(Severity.values())
                        .map(severity -> group(severity, comparison))
                        .toList(),
                !comparison.timings().isEmpty(),
                comparison.timings().stream().map(ComparisonHtml::time).toList());
        HtmlPage.write(ComparisonHtml.class, TEMPLATE, page, target);
    }

    private static Group group(Severity severity, Comparison comparison) {
        String word = severity.word();
        return new Group(
                word,
                word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1),
                comparison.count(severity),
                severity != Severity.VOLATILE,
                comparison.differences().stream()
                        .filter(difference -> difference.severity() == severity)
                        .map(ComparisonHtml::entry)
                        .toList());
    }

    private static Entry entry(Difference difference) {
        List<AlignedLine> lines = lines(difference);
        List<AlignedLine> shown = lines.subList(0, Math.min(MOST_LINES, lines.size()));
        return new Entry(
                difference.severity().word(),
                difference.kind().word(),
                difference.kind().sentence(),
                Visible.line(difference.subject()),
                Visible.line(difference.place()),
                difference.reason() == null ? null : Visible.line(difference.reason()),
                !lines.isEmpty(),
                shown,
                lines.size() - shown.size());
    }

    /** The dialogues up to the step, and what differs where they do not show it themselves. */
    private static List<AlignedLine> lines(Difference difference) {
        List<AlignedLine> lines = new ArrayList<>();
        for (Difference.Line line : difference.context()) {
            String before = line.before() == null ? null : Visible.line(line.before());
            String after = line.after() == null ? null : Visible.line(line.after());
            boolean nothing = (before == null || before.isEmpty()) && (after == null || after.isEmpty());
            if (!nothing) {
                lines.add(AlignedLine.of(before, after));
            }
        }
        Difference.Line last =
                difference.context().isEmpty() ? null : difference.context().getLast();
        boolean told =
                last != null && (ends(last.before(), difference.before()) || ends(last.after(), difference.after()));
        if (!told) {
            lines.addAll(AlignedLine.all(split(difference.before()), split(difference.after())));
        }
        return lines;
    }

    private static boolean ends(@Nullable String line, @Nullable String told) {
        return line != null && told != null && !told.isEmpty() && line.endsWith(told);
    }

    private static List<String> split(@Nullable String text) {
        return text == null ? List.of() : text.lines().map(Visible::line).toList();
    }

    private static Time time(Timing timing) {
        return new Time(
                Visible.line(timing.command()),
                Comparison.shown(timing.before()),
                Comparison.shown(timing.after()),
                String.format(Locale.ROOT, "%.2f", timing.ratio()),
                timing.verdict().words(),
                switch (timing.verdict()) {
                    case SLOWER -> "notable";
                    case TOO_FEW, THE_SAME, FASTER -> "volatile";
                });
    }
}
