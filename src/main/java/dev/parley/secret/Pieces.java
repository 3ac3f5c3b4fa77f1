package dev.parley.secret;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Cuts a long secret, such as a password of a megabyte that a test sends, in pieces which are masked each for itself: a
 * text that holds all of it holds them one behind the other, and one that holds a part of it most of them.
 */
final class Pieces {
    /** A longer secret is cut. */
    static final int LONGEST = 1024;

    private static final int SEARCHED = 64;

    /** Characters from here on may join with the one before when a text is normalised. */
    private static final char COMBINING = 0x300;

    private Pieces() {}

    /** Each piece once. */
    static Set<String> of(String text) {
        Set<String> pieces = new LinkedHashSet<>();
        for (int start = 0; start < text.length(); ) {
            int end = end(text, start);
            pieces.add(text.substring(start, end));
            start = end;
        }
        return pieces;
    }

    /** Where a piece can end so that nothing that is made of the whole differs there from what is made of the piece. */
    private static int end(String text, int start) {
        int most = start + LONGEST;
        // What is left must not be so short that it is not masked.
        if (text.length() <= most + SEARCHED) {
            return text.length();
        }
        for (int end = most; end > most - SEARCHED; end--) {
            if (text.charAt(end) < COMBINING && text.charAt(end - 1) < COMBINING) {
                return end;
            }
        }
        return Character.isLowSurrogate(text.charAt(most)) ? most - 1 : most;
    }
}
