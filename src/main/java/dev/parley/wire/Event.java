package dev.parley.wire;

import java.time.Duration;

/**
 * One line of a transcript.
 *
 * @param at from the opening of the session
 * @param kind who did it
 * @param text for SENT, RECEIVED and BODY the line as it may be shown, secrets masked, line end removed when it is CRLF,
 *     not yet escaped for a terminal; for NOTE a few words such as {@code TLSv1.3 TLS_AES_256_GCM_SHA384}
 * @param tls whether it went through TLS
 */
public record Event(Duration at, Kind kind, String text, boolean tls) {
    /** Who did it. */
    public enum Kind {
        SENT,
        RECEIVED,
        /** Received as a line of a body. */
        BODY,
        /** Opening, handshake, close or reset. */
        NOTE,
        /** What is not kept: {@code 8 more lines} and why. */
        LEFT_OUT
    }
}
