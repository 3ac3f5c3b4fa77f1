package dev.parley.wire;

import java.nio.charset.StandardCharsets;

/**
 * Octets as text and back, without loss.
 *
 * <p>Well-formed UTF-8 is decoded; any other octet becomes the lone surrogate U+DC00 + octet, which UTF-8 cannot
 * produce. So a server's text can be matched as characters, and every string of a script stands for exactly one
 * sequence of octets.
 */
public final class WireText {
    private static final int ESCAPE = 0xDC00;

    private WireText() {}

    public static String decode(byte[] octets) {
        return decode(octets, 0, octets.length);
    }

    /** The text of the octets from {@code from} to before {@code to}. */
    public static String decode(byte[] octets, int from, int to) {
        int at = from;
        while (at < to && octets[at] >= 0) {
            at++;
        }
        if (at == to) {
            return new String(octets, from, to - from, StandardCharsets.ISO_8859_1);
        }
        StringBuilder out = new StringBuilder(to - from);
        for (at = from; at < to; ) {
            int length = wellFormed(octets, at, to);
            if (length == 1) {
                out.append((char) octets[at]);
            } else if (length == 0) {
                out.append((char) (ESCAPE + (octets[at] & 0xFF)));
                length = 1;
            } else {
                out.append(new String(octets, at, length, StandardCharsets.UTF_8));
            }
            at += length;
        }
        return out.toString();
    }

    /** The octets a text stands for. */
    public static byte[] encode(String text) {
        if (!holdsEscapedOctet(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream(text.length());
        int plain = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean escaped = isEscapedOctet(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
            if (escaped) {
                out.writeBytes(text.substring(plain, at).getBytes(StandardCharsets.UTF_8));
                out.write(c - ESCAPE);
                plain = at + 1;
            }
        }
        out.writeBytes(text.substring(plain).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** The text with octets that together are well-formed UTF-8 turned into the character they encode. */
    public static String canonical(String text) {
        return holdsEscapedOctet(text) ? decode(encode(text)) : text;
    }

    /** A loop and no stream: each command is looked through. */
    private static boolean holdsEscapedOctet(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isEscapedOctet(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The character that stands for an octet of 0x80 to 0xFF; below that, the octet itself. */
    public static char octet(int value) {
        return (char) (value < 0x80 ? value : ESCAPE + value);
    }

    private static boolean isEscapedOctet(int c) {
        return c >= ESCAPE + 0x80 && c <= ESCAPE + 0xFF;
    }

    /** The length of the well-formed UTF-8 sequence at an offset, or 0 (Unicode, table 3-7). */
    private static int wellFormed(byte[] octets, int at, int to) {
        int first = octets[at] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        int length = first >= 0xC2 && first <= 0xDF
                ? 2
                : first >= 0xE0 && first <= 0xEF ? 3 : first >= 0xF0 && first <= 0xF4 ? 4 : 0;
        if (length == 0 || at + length > to) {
            return 0;
        }
        int second = octets[at + 1] & 0xFF;
        int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < low || second > high) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((octets[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
