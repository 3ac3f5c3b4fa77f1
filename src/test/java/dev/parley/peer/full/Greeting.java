package dev.parley.peer.full;

/** The first line of a session, and the timestamp in it that APOP is computed with (RFC 1939 §7). */
final class Greeting {
    private final Behaviour behaviour;
    private final String timestamp;

    Greeting(FullPop3Server server) {
        this.behaviour = server.behaviour();
        this.timestamp = behaviour.has(LoginFault.APOP_SAME_TIMESTAMP)
                ? "<1896.697170952@localhost>"
                : "<" + server.nextNumber() + "." + System.nanoTime() + "@localhost>";
        server.noteTimestamp(timestamp);
    }

    String timestamp() {
        return timestamp;
    }

    Reply reply() {
        Reply ready = Reply.ok(Say.READY);
        if (behaviour.has(FramingFault.GREETING_BRACKETS)) {
            return ready.withData("<the best server> " + timestamp);
        }
        return behaviour.has(Variant.NO_APOP) || behaviour.has(LoginFault.APOP_WITHOUT_TIMESTAMP)
                ? ready
                : ready.withData(timestamp);
    }
}
