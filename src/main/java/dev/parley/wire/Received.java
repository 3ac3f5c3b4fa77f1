package dev.parley.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of waiting for the peer: each case is an outcome of its own, and only the first is a reply. */
public sealed interface Received {
    /** A whole reply. */
    record Answered(Reply reply) implements Received {}

    /**
     * The stream ended in order.
     *
     * @param partial what came of an unfinished line or body
     * @param closeNotify under TLS, whether the peer announced the end; null in plaintext
     */
    record Closed(Octets partial, @Nullable Boolean closeNotify) implements Received {}

    /** The connection was reset. */
    record ResetByPeer(Octets partial) implements Received {}

    /** The deadline passed. */
    record TimedOut(Octets partial, Duration waited) implements Received {}

    /** A line came that is no status line; the problem is a sentence. */
    record Malformed(Octets line, String problem) implements Received {}

    /**
     * More came than may be kept.
     *
     * @param limit what was exceeded, such as {@code line} or {@code body}
     * @param octets the limit
     * @param option the command line option that raises it
     * @param partial the beginning of what came
     */
    record TooLong(String limit, long octets, String option, Octets partial) implements Received {}

    /** TLS failed beneath the data: an alert or a broken record. */
    record TlsBroken(String problem, Octets partial) implements Received {}

    /** Octets came where an end or silence was waited for; they stay unread. */
    record Unasked(Octets octets) implements Received {}

    /** Nothing came for the whole time. */
    record Silence(Duration time) implements Received {}

    /** Octets collected without framing, as many as were asked for or came in time or until the end. */
    record Collected(Octets octets) implements Received {}
}
