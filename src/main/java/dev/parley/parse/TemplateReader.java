package dev.parley.parse;

import dev.parley.source.Span;
import dev.parley.syntax.Pattern;
import dev.parley.syntax.Template;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Reads strings, text blocks and regular expressions: escapes, insertions, indentation. */
final class TemplateReader {
    private final Building building;
    private final String text;

    TemplateReader(Building building) {
        this.building = building;
        this.text = building.file().text();
    }

    Template string(Token token) {
        Span span = building.span(token);
        int end = span.end();
        if (token.getType() == ParleyLexer.RAW_STRING) {
            boolean closed = end - span.start() > 1 && text.charAt(end - 1) == '\'';
            return new Template(
                    span, List.of(new Template.Characters(text.substring(span.start() + 1, closed ? end - 1 : end))));
        }
        if (text.startsWith("\"\"\"", span.start())) {
            return textBlock(span);
        }
        boolean closed = end - span.start() > 1 && text.charAt(end - 1) == '"';
        Pieces pieces = new Pieces();
        read(pieces, span.start() + 1, closed ? end - 1 : end);
        return new Template(span, pieces.done());
    }

    Pattern pattern(Token token) {
        Span span = building.span(token);
        int close = span.end();
        while (close > span.start() + 1 && text.charAt(close - 1) != '/') {
            close--;
        }
        boolean closed = close > span.start() + 1;
        String flags = closed ? text.substring(close, span.end()) : "";
        int end = closed ? close - 1 : span.end();
        Pieces pieces = new Pieces();
        for (int at = span.start() + 1; at < end; ) {
            if (text.startsWith("\\/", at)) {
                pieces.add('/');
                at += 2;
            } else if (text.charAt(at) == '\\' && at + 1 < end) {
                pieces.add('\\');
                pieces.add(text.charAt(at + 1));
                at += 2;
            } else if (text.startsWith("${", at)) {
                at = insert(pieces, at);
            } else {
                pieces.add(text.charAt(at++));
            }
        }
        return new Pattern(span, pieces.done(), flags);
    }

    /** As in Java, but lines are joined with CRLF and blanks at their ends are kept. */
    private Template textBlock(Span span) {
        int bodyEnd = text.startsWith("\"\"\"", span.end() - 3) && span.end() - span.start() >= 6
                ? span.end() - 3
                : span.end();
        int first = text.indexOf('\n', span.start());
        if (first < 0
                || first >= bodyEnd
                || !text.substring(span.start() + 3, first).isBlank()) {
            building.error(
                    span.part(0, 3),
                    "A text block begins on the line after `\"\"\"`.",
                    "put its text on lines of its own");
            return new Template(span, List.of());
        }
        List<int[]> lines = lines(first + 1, bodyEnd);
        int indentation = indentation(lines);
        Pieces pieces = new Pieces();
        for (int i = 0; i < lines.size(); i++) {
            int[] line = lines.get(i);
            boolean last = i == lines.size() - 1;
            boolean blank = text.substring(line[0], line[1]).isBlank();
            if (!(last && blank)) {
                read(pieces, Math.min(line[0] + indentation, line[1]), line[1]);
            }
            if (!last) {
                pieces.add('\r');
                pieces.add('\n');
            }
        }
        return new Template(span, pieces.done());
    }

    private List<int[]> lines(int from, int to) {
        List<int[]> lines = new ArrayList<>();
        int start = from;
        while (start <= to) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 || feed >= to ? to : feed;
            int content = end > start && end < to && text.charAt(end - 1) == '\r' ? end - 1 : end;
            lines.add(new int[] {start, content});
            start = end + 1;
        }
        return lines;
    }

    /** The blanks that all lines begin with; that of the closing quotes counts, other blank lines do not. */
    private int indentation(List<int[]> lines) {
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < lines.size(); i++) {
            String line = text.substring(lines.get(i)[0], lines.get(i)[1]);
            if (!line.isBlank()) {
                least = Math.min(least, line.length() - line.stripLeading().length());
            } else if (i == lines.size() - 1) {
                least = Math.min(least, line.length());
            }
        }
        return least == Integer.MAX_VALUE ? 0 : least;
    }

    private void read(Pieces pieces, int from, int to) {
        for (int at = from; at < to; ) {
            char c = text.charAt(at);
            if (c == '\\') {
                at = escape(pieces, at, to);
            } else if (text.startsWith("${", at)) {
                at = insert(pieces, at);
            } else {
                pieces.add(c);
                at++;
            }
        }
    }

    private int insert(Pieces pieces, int at) {
        GroovyExtent extent = GroovyExtent.measure(text, at + 2, GroovyExtent.Until.BRACE_ON_LINE);
        if (extent.unclosed() >= 0) {
            // The lexer has said so.
            pieces.add('$');
            return at + 1;
        }
        pieces.insert(new Template.Inserted(building.expression(at + 2, extent.end())));
        return extent.end() + 1;
    }

    private int escape(Pieces pieces, int at, int to) {
        char c = at + 1 < to ? text.charAt(at + 1) : ' ';
        switch (c) {
            case 'r' -> pieces.add('\r');
            case 'n' -> pieces.add('\n');
            case 't' -> pieces.add('\t');
            case '0' -> pieces.add('\0');
            case '\\', '"', '$' -> pieces.add(c);
            case 'x' -> {
                return octet(pieces, at, to);
            }
            case 'u' -> {
                return character(pieces, at, to);
            }
            default -> wrong(at, at + 2, "There is no escape `\\" + c + "`.", "a backslash itself is written `\\\\`");
        }
        return at + 2;
    }

    /** An octet above ASCII becomes the lone surrogate that stands for it, see {@link Template}. */
    private int octet(Pieces pieces, int at, int to) {
        int end = Math.min(at + 4, to);
        String digits = text.substring(Math.min(at + 2, end), end);
        if (!digits.matches("[0-9A-Fa-f]{2}")) {
            wrong(at, end, "`\\x` needs two hexadecimal digits.", "such as `\\x0d`; a character is `\\u{…}`");
            return end;
        }
        int value = Integer.parseInt(digits, 16);
        pieces.add((char) (value < 0x80 ? value : 0xDC00 + value));
        return end;
    }

    private int character(Pieces pieces, int at, int to) {
        int close = text.indexOf('}', at);
        boolean braces = at + 2 < to && text.charAt(at + 2) == '{' && close > 0 && close < to;
        String digits = braces ? text.substring(at + 3, close) : "";
        if (!digits.matches("[0-9A-Fa-f]{1,6}")) {
            wrong(at, at + 2, "`\\u` needs hexadecimal digits in braces.", "such as `\\u{e9}`");
            return braces ? close + 1 : at + 2;
        }
        int value = Integer.parseInt(digits, 16);
        if (!Character.isValidCodePoint(value) || value >= 0xD800 && value <= 0xDFFF) {
            wrong(at, close + 1, "There is no character U+" + digits.toUpperCase(java.util.Locale.ROOT) + ".", null);
            return close + 1;
        }
        pieces.add(value);
        return close + 1;
    }

    private void wrong(int from, int to, String message, @org.jspecify.annotations.Nullable String hint) {
        building.error(new Span(building.file(), from, Math.min(to, text.length())), message, hint);
    }

    /** Collects characters and insertions. */
    private static final class Pieces {
        private final List<Template.Part> parts = new ArrayList<>();
        private final StringBuilder characters = new StringBuilder();

        void add(int c) {
            characters.appendCodePoint(c);
        }

        void insert(Template.Inserted inserted) {
            flush();
            parts.add(inserted);
        }

        List<Template.Part> done() {
            flush();
            return parts;
        }

        private void flush() {
            if (!characters.isEmpty()) {
                parts.add(new Template.Characters(characters.toString()));
                characters.setLength(0);
            }
        }
    }
}
