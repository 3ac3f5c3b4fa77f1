package dev.parley.interpreter;

import dev.parley.wire.ConnectFailure;
import dev.parley.wire.Endpoint;
import dev.parley.wire.HandshakeFailure;
import dev.parley.wire.Received;
import java.time.Duration;

/** What was seen of the server when a step failed: all that a diagnosis may go by. */
sealed interface Sight {
    /** The branch whose step it was. */
    Branch branch();

    /** Something came on a session, or nothing did. */
    record OfSession(Branch branch, LiveSession session, Received received) implements Sight {}

    /** No connection came about. */
    record OfConnecting(Branch branch, Endpoint endpoint, ConnectFailure failure) implements Sight {}

    /**
     * No TLS came about.
     *
     * @param implicit whether TLS was to start with the connection, and not after STLS
     * @param time how long the handshake took
     */
    record OfHandshake(Branch branch, LiveSession session, boolean implicit, HandshakeFailure failure, Duration time)
            implements Sight {}
}
