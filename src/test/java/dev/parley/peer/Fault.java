package dev.parley.peer;

import java.time.Duration;

/** How a {@link FaultyServer} misbehaves in answer to one command, or at the greeting. */
public sealed interface Fault {
    /** Says nothing and keeps the connection. */
    record Silence() implements Fault {}

    /** Sends the right reply an octet at a time. */
    record OctetByOctet(Duration pause) implements Fault {}

    /** Closes in place of a reply. */
    record Close() implements Fault {}

    /** Sends the beginning of the reply, then closes. */
    record CloseMidLine() implements Fault {}

    /** Sends the beginning of the reply, then resets. */
    record Reset() implements Fault {}

    /** Sends a line that never ends, up to a bound the tests never reach. */
    record EndlessLine() implements Fault {}

    /** Sends +OK and lines without an end, up to a bound the tests never reach. */
    record EndlessBody() implements Fault {}

    /** Sends exactly this text, by octets of ISO 8859-1. */
    record Says(String text) implements Fault {}

    /** Sends the right reply, and this with it in one segment. */
    record SaysToo(String text) implements Fault {}

    /** Sends the right reply and closes without close_notify under TLS. */
    record ReplyAndDrop() implements Fault {}

    /** After STLS's +OK, in place of a handshake, these octets. */
    record InPlaceOfHandshake(String text) implements Fault {}

    /** After STLS's +OK closes when the handshake begins. */
    record CloseInHandshake() implements Fault {}
}
