package dev.parley.source;

import java.util.List;
import java.util.Locale;

/**
 * Draws a diagnostic the way compilers do: the sentence, the place, the source line, carets under the words meant.
 *
 * <p>The result has no colour and ends with a line end. Control characters of the script are shown as escapes.
 */
public final class DiagnosticRenderer {
    private DiagnosticRenderer() {}

    /** The whole block for one diagnostic. */
    public static String render(Diagnostic diagnostic) {
        StringBuilder out = new StringBuilder();
        out.append(diagnostic.severity().name().toLowerCase(Locale.ROOT))
                .append(": ")
                .append(diagnostic.message())
                .append('\n');
        excerpt(out, diagnostic.span(), diagnostic.label());
        String gutter = gutter(diagnostic.span());
        if (diagnostic.hint() != null) {
            out.append(gutter).append("= help: ").append(diagnostic.hint()).append('\n');
        }
        for (String note : diagnostic.notes()) {
            out.append(gutter).append("= note: ").append(note).append('\n');
        }
        return out.toString();
    }

    /** All of them, an empty line between two. */
    public static String render(List<Diagnostic> diagnostics) {
        StringBuilder out = new StringBuilder();
        for (Diagnostic diagnostic : diagnostics) {
            if (!out.isEmpty()) {
                out.append('\n');
            }
            out.append(render(diagnostic));
        }
        return out.toString();
    }

    /** The place, the source line and the carets, framed by empty gutter lines. */
    public static void excerpt(StringBuilder out, Span span, @org.jspecify.annotations.Nullable String label) {
        String gutter = gutter(span);
        String empty = gutter.stripTrailing() + " |\n";
        String line = span.file().line(span.line());
        int from = span.start() - span.file().startOfLine(span.line());
        int to = Math.min(from + Math.max(1, span.end() - span.start()), Math.max(line.length(), from + 1));
        out.append(gutter, 0, gutter.length() - 1)
                .append("--> ")
                .append(span.place())
                .append('\n');
        out.append(empty);
        out.append(span.line()).append(" | ").append(visible(line)).append('\n');
        out.append(gutter).append("| ");
        out.append(" ".repeat(width(line, 0, from)));
        out.append("^".repeat(Math.max(1, width(line, from, to))));
        if (label != null) {
            out.append(' ').append(label);
        }
        out.append('\n').append(empty);
    }

    private static String gutter(Span span) {
        return " ".repeat(Integer.toString(span.line()).length() + 1);
    }

    private static int width(String line, int from, int to) {
        int end = Math.min(to, line.length());
        int inside = from < end
                ? visible(line.substring(from, end)).codePoints().map(c -> 1).sum()
                : 0;
        return inside + Math.max(0, to - Math.max(from, line.length()));
    }

    private static String visible(String line) {
        StringBuilder out = new StringBuilder(line.length());
        line.codePoints().forEach(c -> {
            if (c == '\t') {
                out.append("    ");
            } else if (Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.SURROGATE) {
                out.append(String.format(Locale.ROOT, "\\u{%x}", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
