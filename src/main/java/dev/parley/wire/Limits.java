package dev.parley.wire;

/**
 * How much of what a peer sends is kept at most, in octets.
 *
 * @param line of one line outside of a body
 * @param body of one multi-line reply as on the wire, and of what {@code expect octets} collects
 */
public record Limits(int line, long body) {
    public static final Limits CUSTOMARY = new Limits(64 * 1024, 256L * 1024 * 1024);

    public Limits {
        if (line < 512 || body < 512) {
            throw new IllegalArgumentException("A limit is at least 512 octets.");
        }
    }
}
