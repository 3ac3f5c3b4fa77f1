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
    public SessionLog {
        events = List.copyOf(events);
        findings = List.copyOf(findings);
    }
}
