package dev.parley.secret;

import org.jspecify.annotations.Nullable;

/**
 * One way in which a secret could be written.
 *
 * @param text at least {@link Secrets#SHORTEST} characters
 * @param run whether it stands within a longer word of base64, all of which must be masked with it
 */
record Form(String text, boolean run) {
    // The methods that a record has by itself are made at their first use, which takes longer than all of a secret's
    // forms.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Form form && run == form.run && text.equals(form.text);
    }

    @Override
    public int hashCode() {
        return 2 * text.hashCode() + (run ? 1 : 0);
    }

    /** Where the word of base64 around a place begins. */
    static int startOfRun(String text, int at) {
        int start = at;
        while (start > 0 && isBase64(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** Where the word of base64 around a place ends. */
    static int endOfRun(String text, int at) {
        int end = at;
        while (end < text.length() && isBase64(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isBase64(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == '+'
                || c == '/'
                || c == '-'
                || c == '_'
                || c == '=';
    }
}
