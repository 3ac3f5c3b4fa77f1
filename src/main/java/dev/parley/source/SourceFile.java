package dev.parley.source;

import java.util.Arrays;

/**
 * The text of one script and its name as the user wrote it.
 *
 * <p>Two files are the same only if they are the same object: positions of different loads never mix.
 */
public final class SourceFile {
    /** What a script is called that was read from standard input. */
    public static final String STANDARD_INPUT = "<stdin>";

    private final String name;
    private final String text;
    private final int[] lineStarts;

    /**
     * @param name the path as it is shown to the user, or {@link #STANDARD_INPUT}
     * @param text the decoded text; line ends as they stand in the file, a leading byte order mark removed
     */
    public SourceFile(String name, String text) {
        this.name = name;
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    /** The 1-based line of a character offset. */
    public int lineOf(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The 1-based column of a character offset, in code points. */
    public int columnOf(int offset) {
        return text.codePointCount(lineStarts[lineOf(offset) - 1], offset) + 1;
    }

    /** The number of lines; a final line end does not begin another one. */
    public int lineCount() {
        int last = lineStarts.length - 1;
        return lineStarts[last] == text.length() && last > 0 ? last : last + 1;
    }

    /** The offset of the first character of a 1-based line. */
    public int startOfLine(int line) {
        return lineStarts[line - 1];
    }

    /** The text of a 1-based line without its line end. */
    public String line(int line) {
        int start = lineStarts[line - 1];
        int end = line < lineStarts.length ? lineStarts[line] : text.length();
        while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(start, end);
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = at + 1;
        }
        return Arrays.copyOf(starts, count);
    }

    @Override
    public String toString() {
        return name;
    }
}
