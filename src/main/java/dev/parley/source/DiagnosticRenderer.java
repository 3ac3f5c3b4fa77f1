package dev.parley.source;

import dev.parley.source.Page.Ink;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Draws a diagnostic the way compilers do: the sentence, the place, the source line, carets under the words meant.
 *
 * <p>The result ends with a line end. Control characters of the script are shown as escapes.
 */
public final class DiagnosticRenderer {
    private static final String TAB = "    ";

    private DiagnosticRenderer() {}

    /** The whole block for one diagnostic, without colours. */
    public static String render(Diagnostic diagnostic) {
        return render(diagnostic, false);
    }

    /** The whole block for one diagnostic. */
    public static String render(Diagnostic diagnostic, boolean colored) {
        Page page = new Page(colored);
        Ink ink = diagnostic.isError() ? Ink.ERROR : Ink.WARNING;
        page.add(ink, diagnostic.severity().name().toLowerCase(Locale.ROOT))
                .add(Ink.STRONG, ": " + diagnostic.message())
                .end();
        excerpt(page, diagnostic.span(), diagnostic.label(), ink);
        if (diagnostic.hint() != null) {
            title(page, diagnostic.span(), Ink.HELP, "help: ")
                    .add(diagnostic.hint())
                    .end();
        }
        for (String note : diagnostic.notes()) {
            title(page, diagnostic.span(), Ink.STRONG, "note: ").add(note).end();
        }
        return page.toString();
    }

    /** All of them, an empty line between two, without colours. */
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

    /**
     * The place, the source line and the carets, framed by empty gutter lines.
     *
     * @param ink of the carets
     */
    public static void excerpt(Page page, Span span, @Nullable String label, Ink ink) {
        String gutter = gutter(span);
        String line = span.file().line(span.line());
        int from = span.start() - span.file().startOfLine(span.line());
        int to = Math.min(from + Math.max(1, span.end() - span.start()), Math.max(line.length(), from + 1));
        page.add(Ink.FRAME, gutter.substring(1) + "-->").add(" " + span.place()).end();
        page.add(Ink.FRAME, gutter + "|").end();
        page.add(Ink.FRAME, span.line() + " |").add(" " + visible(line)).end();
        page.add(Ink.FRAME, gutter + "|").add(" " + " ".repeat(width(line, 0, from)));
        page.add(ink, "^".repeat(Math.max(1, width(line, from, to))) + (label == null ? "" : " " + Visible.line(label)))
                .end();
        page.add(Ink.FRAME, gutter + "|").end();
    }

    /** The beginning of a fact under an excerpt. */
    public static Page title(Page page, Span span, Ink ink, String words) {
        return page.add(Ink.FRAME, gutter(span) + "=").add(" ").add(ink, words);
    }

    /** As wide as the number of the line, and a blank. */
    public static String gutter(Span span) {
        return " ".repeat(Integer.toString(span.line()).length() + 1);
    }

    private static int width(String line, int from, int to) {
        int end = Math.min(to, line.length());
        int inside = from < end
                ? visible(line.substring(from, end))
                        .codePoints()
                        .map(DiagnosticRenderer::columns)
                        .sum()
                : 0;
        return inside + Math.max(0, to - Math.max(from, line.length()));
    }

    private static String visible(String line) {
        return Visible.line(line.replace("\t", TAB));
    }

    /** How many columns of a terminal a character takes: two for the wide ones of East Asia and for pictures. */
    private static int columns(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        boolean wide = c >= 0x1100 && c <= 0x115F
                || c >= 0x2E80 && c <= 0xA4CF && c != 0x303F
                || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFE30 && c <= 0xFE6F
                || c >= 0xFF00 && c <= 0xFF60
                || c >= 0xFFE0 && c <= 0xFFE6
                || c >= 0x20000 && c <= 0x3FFFD
                || Character.isEmojiPresentation(c);
        return wide ? 2 : 1;
    }
}
