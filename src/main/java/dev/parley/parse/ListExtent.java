package dev.parley.parse;

/** Whether a list that begins somewhere also ends, looked for no further than the next brace of a block. */
final class ListExtent {
    private ListExtent() {}

    /** @param start the offset of the opening bracket */
    static boolean isClosed(String text, int start) {
        int depth = 1;
        int at = start + 1;
        while (at < text.length() && depth > 0) {
            switch (text.charAt(at)) {
                case '[' -> depth++;
                case ']' -> depth--;
                case '"', '\'' -> at = endOfQuoted(text, at);
                case '#' -> at = lineEnd(text, at);
                case '(' -> at = behind(text, at, at + 1, GroovyExtent.Until.PARENTHESIS);
                case '$' -> {
                    if (text.startsWith("${", at)) {
                        at = behind(text, at, at + 2, GroovyExtent.Until.BRACE_ON_LINE);
                    }
                }
                case '{', '}' -> {
                    return false;
                }
                default -> {}
            }
            at++;
        }
        return depth == 0;
    }

    /** The last character of an extent of Groovy, or of its opener if it does not end. */
    private static int behind(String text, int opener, int start, GroovyExtent.Until until) {
        GroovyExtent extent = GroovyExtent.measure(text, start, until);
        return extent.unclosed() >= 0 ? opener : extent.end();
    }

    private static int endOfQuoted(String text, int start) {
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != text.charAt(start) && text.charAt(at) != '\n') {
            at += text.charAt(at) == '\\' && text.charAt(start) == '"' ? 2 : 1;
        }
        return at;
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end - 1;
    }
}
