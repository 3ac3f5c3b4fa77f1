package dev.parley.interpreter;

import dev.parley.wire.Event;
import dev.parley.wire.Finding;
import java.util.List;

/**
 * What one session of a test exchanged.
 *
 * @param name {@code main} for the unnamed one
 * @param address host and port
 * @param security {@code plaintext} or the TLS version
 */
public record SessionLog(String name, String address, String security, List<Event> events, List<Finding> findings) {
    private static final int TAIL = 12;

    public SessionLog {
        events = List.copyOf(events);
        findings = List.copyOf(findings);
    }

    /** All of a session. */
    static SessionLog whole(LiveSession session) {
        return of(session, Integer.MAX_VALUE, session.wire().findings());
    }

    /** What a session exchanged last. */
    static SessionLog tail(LiveSession session) {
        return of(session, TAIL, List.of());
    }

    private static SessionLog of(LiveSession session, int most, List<Finding> findings) {
        List<Event> events = session.wire().transcript();
        return new SessionLog(
                session.name(),
                session.wire().endpoint().toString(),
                session.security(),
                events.subList(Math.max(0, events.size() - most), events.size()),
                findings);
    }
}
