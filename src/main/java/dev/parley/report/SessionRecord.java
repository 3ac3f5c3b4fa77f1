package dev.parley.report;

import java.time.Duration;
import java.util.List;

/** What one session of a test exchanged. */
public record SessionRecord(String name, String address, String security, List<Line> lines) {
    /**
     * One line of the transcript.
     *
     * @param direction {@code C} for what was sent, {@code S} for what came, a blank for what happened
     * @param tls whether it went through TLS
     */
    public record Line(Duration at, char direction, String text, boolean tls) {}

    public SessionRecord {
        lines = List.copyOf(lines);
    }
}
