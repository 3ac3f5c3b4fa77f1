package dev.parley.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One reply (RFC 1939 §3, RFC 2449 §8).
 *
 * @param status from the status line
 * @param code the response code without brackets, as sent; null when there is none
 * @param text what follows status and code, without the space between and without the line end
 * @param rawStatus the status line as it came, line end included
 * @param body what follows a multi-line status; null for a single line
 * @param command what it answers; null for the greeting and for a line nobody asked for
 * @param elapsed from sending the command (or the opening) to the last octet
 */
public record Reply(
        Status status,
        @Nullable String code,
        String text,
        Octets rawStatus,
        @Nullable Body body,
        @Nullable Command command,
        Duration elapsed) {

    /** The three indicators a line can begin with. */
    public enum Status {
        OK("+OK"),
        ERR("-ERR"),
        /** A SASL challenge (RFC 5034 §4). */
        CONTINUATION("+");

        private final String indicator;

        Status(String indicator) {
            this.indicator = indicator;
        }

        public String indicator() {
            return indicator;
        }
    }

    /** The whole reply as it came. */
    public Octets raw() {
        return body == null ? rawStatus : rawStatus.plus(body.raw());
    }

    /** The status line without its line end. */
    public String statusLine() {
        return rawStatus.text().stripTrailing();
    }
}
