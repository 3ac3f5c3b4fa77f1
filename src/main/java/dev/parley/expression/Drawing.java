package dev.parley.expression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Draws an expression with the values of its parts beneath, each under the place it was recorded at. */
final class Drawing {
    /**
     * A value of a part.
     *
     * @param offset where in the text the part is marked: at a name's start, an operator's sign
     * @param hidden whether it comes of a secret
     */
    record Recorded(int offset, @Nullable Object value, boolean hidden) {
        Recorded(int offset, @Nullable Object value) {
            this(offset, value, false);
        }
    }

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+|\\S");

    private final List<StringBuilder> lines = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();

    private Drawing() {}

    static String draw(String text, List<Recorded> values, Derivation derivation) {
        Drawing drawing = new Drawing();
        OneLine source = OneLine.of(text);
        drawing.lines.add(new StringBuilder(source.text()));
        drawing.starts.add(0);
        drawing.lines.add(new StringBuilder());
        drawing.starts.add(0);
        NavigableMap<Integer, String> outermost = new TreeMap<>();
        values.forEach(
                value -> outermost.put(source.column(value.offset()), derivation.shown(value.value(), value.hidden())));
        outermost.descendingMap().forEach((column, shown) -> drawing.place(column, shown));
        drawing.lines.forEach(
                line -> line.setLength(line.toString().stripTrailing().length()));
        longValues(text, values, derivation, drawing.lines);
        return String.join("\n", drawing.lines);
    }

    /** Values that are too long to stand in the drawing, each by the word it was recorded at. */
    private static void longValues(
            String text, List<Recorded> values, Derivation derivation, List<StringBuilder> lines) {
        Set<String> told = new LinkedHashSet<>();
        for (Recorded value : values) {
            if (!value.hidden() && Words.brief(value.value()).endsWith("…")) {
                Matcher word = WORD.matcher(text);
                String name = word.find(Math.clamp(value.offset(), 0, text.length())) ? word.group() : "it";
                told.add("`" + name + "`: " + derivation.shownWhole(value.value()));
            }
        }
        told.forEach(line -> lines.add(new StringBuilder(line)));
    }

    /** On the first line with room to its right, with bars above it; a line with room has nothing left of the end. */
    private void place(int column, String shown) {
        for (int row = 1; row < lines.size(); row++) {
            int end = column + shown.length();
            if (row > 1 && end < starts.get(row)) {
                put(row, column, shown);
                return;
            }
            put(row, column, "|");
        }
        lines.add(new StringBuilder());
        starts.add(Integer.MAX_VALUE);
        put(lines.size() - 1, column, shown);
    }

    private void put(int row, int column, String shown) {
        StringBuilder line = lines.get(row);
        while (line.length() < column + shown.length()) {
            line.append(' ');
        }
        line.replace(column, column + shown.length(), shown);
        if (row > 1) {
            starts.set(row, shown.equals("|") ? column + 1 : column);
        }
    }

    /** A text of several lines on one, blanks run together. */
    private record OneLine(String text, int[] columns) {
        static OneLine of(String text) {
            StringBuilder out = new StringBuilder();
            int[] columns = new int[text.length() + 1];
            int at = 0;
            for (; at < text.length(); at++) {
                columns[at] = out.length();
                char c = text.charAt(at);
                boolean blank = c == '\n' || c == '\r' || c == '\t' || c == ' ' && afterLineEnd(text, at);
                if (!blank) {
                    out.append(c);
                } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
                    out.append(' ');
                }
            }
            columns[at] = out.length();
            return new OneLine(out.toString(), columns);
        }

        private static boolean afterLineEnd(String text, int at) {
            int before = at - 1;
            while (before >= 0 && text.charAt(before) == ' ') {
                before--;
            }
            return before < 0 || text.charAt(before) == '\n' || text.charAt(before) == '\r';
        }

        int column(int offset) {
            return columns[Math.clamp(offset, 0, columns.length - 1)];
        }
    }
}
