package dev.parley.wire;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One POP3 connection, driven by blocking calls.
 *
 * <p>Used by one thread at a time, except for {@link #interrupt}, which any thread may call. What was sent is cut at
 * CRLF; each piece is a command due one reply, and replies are read in the order of the commands. The greeting is due
 * from the opening (for implicit TLS: from the handshake). Nothing here throws because the peer closed: sending to a
 * closed connection is silent and the next receive tells.
 */
public final class Session implements AutoCloseable {
    private Session() {}

    /**
     * Opens a connection in plaintext; for implicit TLS call {@link #handshake} next.
     *
     * @param name what the session is called in transcripts
     * @throws ConnectFailure when there is no connection by the deadline
     */
    public static Session connect(String name, Endpoint endpoint, SessionSettings settings, Deadline deadline)
            throws ConnectFailure {
        throw new UnsupportedOperationException();
    }

    public String name() {
        throw new UnsupportedOperationException();
    }

    public Endpoint endpoint() {
        throw new UnsupportedOperationException();
    }

    /**
     * Does a TLS handshake in place and empties the queue of due replies, but for a greeting not yet read. Octets that
     * came in plaintext before it are given to TLS as they are, and are a finding if they are not TLS.
     *
     * @throws HandshakeFailure when TLS is not established by the deadline; the session is then over
     */
    public TlsFacts handshake(TlsSettings settings, Deadline deadline) throws HandshakeFailure {
        throw new UnsupportedOperationException();
    }

    /** What the handshake agreed on; null in plaintext. */
    public @Nullable TlsFacts tls() {
        throw new UnsupportedOperationException();
    }

    /** Sends octets as they are; each piece up to a CRLF, and a rest without one, becomes a due command. */
    public void send(Octets octets) {
        throw new UnsupportedOperationException();
    }

    /** The same, split over segments of a size with a pause between two; ends early when the deadline passes. */
    public void sendInPieces(Octets octets, int size, Duration pause, Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads the next due reply.
     *
     * @param framing what to go by instead of the command's own framing; null for that
     * @return Answered, Closed, ResetByPeer, TimedOut, Malformed, TooLong or TlsBroken
     */
    public Received receive(@Nullable Framing framing, Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    /**
     * Waits for the end of the stream; when it ends, due replies are no longer due.
     *
     * @return Closed, ResetByPeer, TimedOut, TlsBroken, or Unasked when octets came
     */
    public Received receiveEnd(Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    /**
     * Waits for nothing.
     *
     * @return Silence, Closed, ResetByPeer, TlsBroken, or Unasked
     */
    public Received receiveNothing(Duration time) {
        throw new UnsupportedOperationException();
    }

    /**
     * Collects octets until the stream ends.
     *
     * @return Collected when it ended, by close or reset; else TimedOut, TooLong or TlsBroken
     */
    public Received collectUntilEnd(Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    /**
     * Collects what comes within a time.
     *
     * @return Collected; Closed or ResetByPeer when it ended before with nothing collected; TooLong or TlsBroken
     */
    public Received collectFor(Duration time) {
        throw new UnsupportedOperationException();
    }

    /**
     * Collects a number of octets.
     *
     * @return Collected; Closed, ResetByPeer, TimedOut, TooLong or TlsBroken when there were fewer
     */
    public Received collect(int count, Deadline deadline) {
        throw new UnsupportedOperationException();
    }

    /** The replies still due, oldest first; the greeting is not among them. */
    public List<Command> due() {
        throw new UnsupportedOperationException();
    }

    /** Takes note that due replies are not waited for any more. */
    public void forgetDue() {
        throw new UnsupportedOperationException();
    }

    /** Whether the greeting is still unread. */
    public boolean greetingIsDue() {
        throw new UnsupportedOperationException();
    }

    /** The greeting, once it was read. */
    public @Nullable Reply greeting() {
        throw new UnsupportedOperationException();
    }

    /** Whether the peer has ended the stream, waiting so long for it; octets still unread do not count as an end. */
    public boolean peerHasEnded(Duration wait) {
        throw new UnsupportedOperationException();
    }

    /** Whether this session is over: ended by the peer as far as was seen, or closed or aborted here. */
    public boolean isOver() {
        throw new UnsupportedOperationException();
    }

    /** FIN for our direction only; the peer's replies can still be read. */
    public void closeSending() {
        throw new UnsupportedOperationException();
    }

    /** Closes in order: close_notify under TLS, then FIN. Idempotent; empties the queue of due replies. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    /** Closes with a reset (RST). Idempotent; empties the queue of due replies. */
    public void abort() {
        throw new UnsupportedOperationException();
    }

    /** Makes a blocked call return at once as if its deadline had passed; for cancellation. The session is over. */
    public void interrupt() {
        throw new UnsupportedOperationException();
    }

    /** What happened so far, bounded: the beginning and the latest events. */
    public List<Event> transcript() {
        throw new UnsupportedOperationException();
    }

    /** What was found on the wire so far. */
    public List<Finding> findings() {
        throw new UnsupportedOperationException();
    }
}
