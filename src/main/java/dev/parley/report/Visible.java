package dev.parley.report;

import java.util.Locale;

/** Text of a server made safe to show: no control character, no octet that is no character, no hidden character. */
public final class Visible {
    private Visible() {}

    /** One line: line ends are escaped too. */
    public static String line(String text) {
        return escape(text, false);
    }

    /** Several lines. */
    public static String block(String text) {
        return escape(text, true);
    }

    private static String escape(String text, boolean keepLines) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c == '\n' && keepLines) {
                out.append('\n');
            } else if (c >= 0xDC80 && c <= 0xDCFF) {
                // An octet that is not part of well-formed UTF-8, by the convention of scripts.
                out.append(String.format(Locale.ROOT, "\\x%02x", c & 0xFF));
            } else if (c == '\r') {
                out.append("\\r");
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\t') {
                out.append("\\t");
            } else if (c < 0x20 || c == 0x7F) {
                out.append(String.format(Locale.ROOT, "\\x%02x", c));
            } else if (hidden(c)) {
                out.append(String.format(Locale.ROOT, "\\u{%x}", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
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
