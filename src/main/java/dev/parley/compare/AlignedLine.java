package dev.parley.compare;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line before and the line after that stands for it, with what each has of its own.
 *
 * @param before its parts in order; none when only the later one has it
 * @param after its parts in order; none when only the earlier one has it
 * @param same whether nothing differs
 */
record AlignedLine(List<Part> before, List<Part> after, boolean same) {
    /** Words, blanks, and every other character for itself. */
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}_]+|\\s+|.", Pattern.DOTALL);

    /**
     * A part of a line.
     *
     * @param own whether the other line has it not
     */
    record Part(String text, boolean own) {}

    AlignedLine {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** Either may be null, where only the other has such a line. */
    static AlignedLine of(@Nullable String before, @Nullable String after) {
        if (before == null || after == null) {
            return new AlignedLine(whole(before), whole(after), false);
        }
        if (before.equals(after)) {
            List<Part> parts = List.of(new Part(before, false));
            return new AlignedLine(parts, parts, true);
        }
        List<String> old = tokens(before);
        List<String> now = tokens(after);
        List<Part> left = new ArrayList<>();
        List<Part> right = new ArrayList<>();
        int at = 0;
        int other = 0;
        boolean alike = false;
        for (AbstractDelta<String> delta : DiffUtils.diff(old, now).getDeltas()) {
            int start = delta.getSource().getPosition();
            String common = String.join("", old.subList(at, start));
            alike |= !common.isBlank();
            // A blank between two that differ is no more than a hole in the mark.
            boolean own = at > 0 && common.isBlank();
            add(left, common, own);
            add(right, common, own);
            add(left, String.join("", delta.getSource().getLines()), true);
            add(right, String.join("", delta.getTarget().getLines()), true);
            at = start + delta.getSource().size();
            other = delta.getTarget().getPosition() + delta.getTarget().size();
        }
        String rest = String.join("", old.subList(at, old.size()));
        alike |= !rest.isBlank();
        add(left, rest, false);
        add(right, String.join("", now.subList(other, now.size())), false);
        return alike ? new AlignedLine(left, right, false) : new AlignedLine(whole(before), whole(after), false);
    }

    /** Several lines, those that differ side by side. */
    static List<AlignedLine> all(List<String> before, List<String> after) {
        List<AlignedLine> lines = new ArrayList<>();
        int left = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
            for (; left < delta.getSource().getPosition(); left++) {
                lines.add(of(before.get(left), before.get(left)));
            }
            List<String> old = delta.getSource().getLines();
            List<String> now = delta.getTarget().getLines();
            for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
                lines.add(of(i < old.size() ? old.get(i) : null, i < now.size() ? now.get(i) : null));
            }
            left += old.size();
        }
        for (; left < before.size(); left++) {
            lines.add(of(before.get(left), before.get(left)));
        }
        return lines;
    }

    private static List<Part> whole(@Nullable String line) {
        return line == null ? List.of() : List.of(new Part(line, true));
    }

    private static void add(List<Part> parts, String text, boolean own) {
        if (text.isEmpty()) {
            return;
        }
        if (!parts.isEmpty() && parts.getLast().own() == own) {
            parts.set(parts.size() - 1, new Part(parts.getLast().text() + text, own));
        } else {
            parts.add(new Part(text, own));
        }
    }

    private static List<String> tokens(String line) {
        return TOKEN.matcher(line).results().map(MatchResult::group).toList();
    }
}
