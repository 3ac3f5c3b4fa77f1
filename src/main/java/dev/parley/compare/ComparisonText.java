package dev.parley.compare;

import dev.parley.difference.Kind;
import dev.parley.difference.Severity;
import dev.parley.source.Visible;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A comparison as a person reads it on a terminal: the most serious first, aligned lines where dialogues differ. */
public final class ComparisonText {
    private static final int LONGEST = 4000;
    /** Longer lines are broken by the terminal, so that marks would stand anywhere. */
    private static final int MARKED = 110;

    private ComparisonText() {}

    /** @param least what is shown: this severity and all that are more serious */
    public static String of(Comparison comparison, Severity least) {
        StringBuilder out = new StringBuilder();
        comparison.differences().stream()
                .filter(difference -> difference.severity().compareTo(least) <= 0)
                .forEach(difference -> difference(out, difference));
        timings(out, comparison);
        out.append(summary(comparison, least)).append('\n');
        return out.toString();
    }

    private static void difference(StringBuilder out, Difference difference) {
        out.append(String.format(
                        Locale.ROOT, "%-9s ", difference.severity().word().toUpperCase(Locale.ROOT)))
                .append(Visible.line(difference.subject()));
        if (!difference.place().isEmpty()) {
            out.append(", ").append(Visible.line(difference.place()));
        }
        out.append('\n')
                .append("  ")
                .append(difference.kind().sentence())
                .append("  [")
                .append(difference.kind().word())
                .append("]\n");
        if (difference.reason() != null) {
            out.append("  rule: ").append(Visible.line(difference.reason())).append('\n');
        }
        boolean course =
                difference.kind() == Kind.STATUS || difference.kind() == Kind.CODE || difference.kind() == Kind.STEPS;
        if (course && !difference.context().isEmpty()) {
            // The last of these lines is what differs.
            difference.context().forEach(line -> aligned(out, line));
        } else {
            sides(out, difference.before(), difference.after());
        }
        out.append('\n');
    }

    private static void sides(StringBuilder out, @Nullable String before, @Nullable String after) {
        if (before != null && after != null && isOneLine(before) && isOneLine(after)) {
            marked(out, AlignedLine.of(Visible.line(before), Visible.line(after)));
        } else {
            side(out, "    - ", before);
            side(out, "    + ", after);
        }
    }

    private static boolean isOneLine(String text) {
        return text.length() <= MARKED && text.lines().count() == 1;
    }

    /** Two lines with marks beneath what each has of its own. */
    private static void marked(StringBuilder out, AlignedLine line) {
        marked(out, "    - ", line.before(), line.same());
        marked(out, "    + ", line.after(), line.same());
    }

    private static void marked(StringBuilder out, String mark, List<AlignedLine.Part> parts, boolean same) {
        StringBuilder marks = new StringBuilder();
        out.append(mark);
        for (AlignedLine.Part part : parts) {
            out.append(part.text());
            marks.append((part.own() ? "^" : " ")
                    .repeat(part.text().codePointCount(0, part.text().length())));
        }
        out.append('\n');
        boolean whole = parts.stream().allMatch(AlignedLine.Part::own);
        if (!same && !whole && marks.indexOf("^") >= 0) {
            out.append("      ").append(marks.toString().stripTrailing()).append('\n');
        }
    }

    private static void side(StringBuilder out, String mark, @Nullable String text) {
        if (text == null) {
            return;
        }
        String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        shown.lines()
                .forEach(line -> out.append(mark).append(Visible.line(line)).append('\n'));
    }

    private static void aligned(StringBuilder out, Difference.Line line) {
        String before = line.before();
        String after = line.after();
        if (before != null && before.equals(after)) {
            if (!before.isEmpty()) {
                out.append("      ").append(Visible.line(before)).append('\n');
            }
            return;
        }
        sides(out, emptyToNull(before), emptyToNull(after));
    }

    /** The greeting answers no command. */
    private static @Nullable String emptyToNull(@Nullable String line) {
        return line == null || line.isEmpty() ? null : line;
    }

    private static void timings(StringBuilder out, Comparison comparison) {
        if (comparison.timings().isEmpty()) {
            return;
        }
        out.append(String.format(
                Locale.ROOT, "%-9s %8s %12s %12s %7s\n", "command", "samples", "before", "after", "ratio"));
        for (Timing timing : comparison.timings()) {
            out.append(String.format(
                    Locale.ROOT,
                    "%-9s %8s %9.2f ms %9.2f ms %6.2fx  %s\n",
                    Visible.line(timing.command()),
                    timing.before().samples() + "/" + timing.after().samples(),
                    timing.before().median().toNanos() / 1e6,
                    timing.after().median().toNanos() / 1e6,
                    timing.ratio(),
                    timing.verdict().words()));
        }
        out.append('\n');
    }

    private static String summary(Comparison comparison, Severity least) {
        long hidden = comparison.differences().stream()
                .filter(difference -> difference.severity().compareTo(least) > 0)
                .count();
        return comparison.count(Severity.BREAKING) + " breaking, " + comparison.count(Severity.NOTABLE) + " notable, "
                + comparison.count(Severity.VOLATILE) + " volatile; " + Visible.line(comparison.before()) + " → "
                + Visible.line(comparison.after())
                + (hidden > 0 ? "; " + hidden + " not shown (--show volatile)" : "");
    }
}
