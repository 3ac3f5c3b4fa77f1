package dev.parley.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something on the wire that breaks the protocol without breaking the test.
 *
 * @param kind what it is
 * @param message one sentence, with figures
 * @param requirement the row of the catalogue, or null
 * @param seen the octets, cut to a few hundred
 * @param at from the opening of the session
 */
public record Finding(Kind kind, String message, @Nullable String requirement, Octets seen, Duration at) {
    /** What is watched for. */
    public enum Kind {
        LONG_LINE,
        BARE_LF,
        BARE_CR,
        NUL,
        UNSOLICITED,
        DATA_AFTER_STLS,
        WRONG_TERMINATOR,
        NO_CLOSE_NOTIFY,
        STAT_DISAGREES_WITH_LIST,
        LIST_DISAGREES_WITH_RETR
    }

    /** The octets seen that are worth a line, to the 80th. */
    public String excerpt() {
        return seen.part(0, Math.min(80, seen.length())).text() + (seen.length() > 80 ? "…" : "");
    }
}
