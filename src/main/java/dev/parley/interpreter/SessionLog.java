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
 * @param exchanges each command and its reply; empty unless the run keeps them
 */
public record SessionLog(
        String name,
        String address,
        String security,
        List<Event> events,
        List<Finding> findings,
        List<Exchange> exchanges) {
    private static final int TAIL = 12;

    public SessionLog {
        events = List.copyOf(events);
        findings = List.copyOf(findings);
        exchanges = List.copyOf(exchanges);
    }

    /** All of a session. */
    static SessionLog whole(LiveSession session) {
        return of(session, Integer.MAX_VALUE, session.wire().findings(), session.exchanges());
    }

    /** What a session exchanged last. */
    static SessionLog tail(LiveSession session) {
        return of(session, TAIL, List.of(), List.of());
    }

    private static SessionLog of(LiveSession session, int most, List<Finding> findings, List<Exchange> exchanges) {
        List<Event> events = session.wire().transcript();
        return new SessionLog(
                session.name(),
                session.wire().endpoint().toString(),
                session.security(),
                events.subList(Math.max(0, events.size() - most), events.size()),
                findings,
                exchanges);
    }
}
