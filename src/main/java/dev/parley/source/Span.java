package dev.parley.source;

/**
 * A stretch of a script.
 *
 * @param file the script
 * @param start offset of the first character
 * @param end offset behind the last character; equal to {@code start} for a place between two characters
 */
public record Span(SourceFile file, int start, int end) {
    public Span {
        if (start < 0 || end < start || end > file.text().length()) {
            throw new IllegalArgumentException("span " + start + ".." + end + " outside of " + file);
        }
    }

    /** The 1-based line where this begins. */
    public int line() {
        return file.lineOf(start);
    }

    /** The 1-based column, in code points, where this begins. */
    public int column() {
        return file.columnOf(start);
    }

    public String text() {
        return file.text().substring(start, end);
    }

    /** From the start of this to the end of another one of the same file. */
    public Span to(Span last) {
        return new Span(file, start, Math.max(end, last.end));
    }

    /** A part of this, by offsets from its start; cut to what lies inside. */
    public Span part(int from, int to) {
        int first = Math.min(start + from, end);
        return new Span(file, first, Math.clamp(start + to, first, end));
    }

    /** {@code file:line:column}, as compilers write it. */
    public String place() {
        return file.name() + ":" + line() + ":" + column();
    }

    @Override
    public String toString() {
        return place();
    }
}
