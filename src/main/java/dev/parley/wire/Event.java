package dev.parley.wire;

import java.time.Duration;

/**
 * One line of a transcript.
 *
 * @param at from the opening of the session
 * @param kind who did it
 * @param text for SENT and RECEIVED the line as it may be shown, secrets masked, line end removed when it is CRLF,
 *     not yet escaped for a terminal; for NOTE a few words such as {@code TLSv1.3 TLS_AES_256_GCM_SHA384}
 * @param tls whether it went through TLS
 */
public record Event(Duration at, Kind kind, String text, boolean tls) {
    /** Who did it. */
    public enum Kind {
        SENT,
        RECEIVED,
        /** Opening, handshake, close, reset, or {@code … 8 more lines} of a body. */
        NOTE
    }
}
