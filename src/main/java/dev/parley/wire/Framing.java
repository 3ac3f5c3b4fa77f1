package dev.parley.wire;

/** How a +OK reply is framed; -ERR and {@code +} are always one line. */
public enum Framing {
    /** One line (RFC 1939 §3). */
    SINGLE,
    /** A status line, lines, and a line with a dot alone (RFC 1939 §3). */
    MULTI,
    /** Not known beforehand: a body follows if more octets follow the status line at once. */
    EITHER
}
