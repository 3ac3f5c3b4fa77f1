package dev.parley.parse;

/** Where the id of a row of the catalogue ends: letters and digits, dots and dashes. */
final class RowId {
    private RowId() {}

    /** Whether one begins with this character. */
    static boolean begins(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    /** @param from an offset within it */
    static int end(String text, int from) {
        int end = from;
        while (end < text.length() && goesOn(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean goesOn(char c) {
        return begins(c) || c >= '0' && c <= '9' || c == '.' || c == '-';
    }
}
