package dev.parley.source;

import java.util.Locale;

/**
 * Text made safe to show on a terminal and in any report: no control character, no octet that is no character, no
 * hidden character and none that changes the direction of others. What is safe already stays as it is.
 */
public final class Visible {
    private Visible() {}

    /** One line: line ends are escaped too. */
    public static String line(String text) {
        return escape(text, false, false);
    }

    /** Several lines. */
    public static String block(String text) {
        return escape(text, true, false);
    }

    /** One line as the language writes it between quotes, without them. */
    public static String quotable(String text) {
        return escape(text, false, true);
    }

    private static String escape(String text, boolean keepLines, boolean quotable) {
        if (!quotable && isPlain(text, keepLines)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c == '\n' && keepLines) {
                out.append('\n');
            } else if (quotable && (c == '\\' || c == '"')) {
                out.append('\\').append((char) c);
            } else if (c >= 0xDC80 && c <= 0xDCFF) {
                // An octet that is not part of well-formed UTF-8, by the convention of scripts.
                hex(out, c & 0xFF);
            } else if (c == '\r') {
                out.append("\\r");
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\t') {
                out.append("\\t");
            } else if (c < 0x20 || c == 0x7F) {
                hex(out, c);
            } else if (hidden(c)) {
                out.append(String.format(Locale.ROOT, "\\u{%x}", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }

    /** Most texts are. */
    private static boolean isPlain(String text, boolean keepLines) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 0x20 || c > 0x7E) && !(keepLines && c == '\n')) {
                return false;
            }
        }
        return true;
    }

    private static void hex(StringBuilder out, int octet) {
        out.append("\\x").append(Character.forDigit(octet >> 4, 16)).append(Character.forDigit(octet & 15, 16));
    }

    private static boolean hidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> (c & 0xFFFE) == 0xFFFE;
        };
    }
}
