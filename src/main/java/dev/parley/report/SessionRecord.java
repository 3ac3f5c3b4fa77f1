package dev.parley.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one session of a test exchanged. */
public record SessionRecord(String name, String address, String security, List<Line> lines) {
    /** So many lines of a body stand for it where not all is shown. */
    private static final int BODY_LINES = 5;

    /**
     * One line of the transcript.
     *
     * @param kind who did it
     * @param tls whether it went through TLS
     */
    public record Line(Duration at, Kind kind, String text, boolean tls) {}

    /** Whose line it is. */
    public enum Kind {
        SENT,
        RECEIVED,
        /** Received as a line of a body. */
        BODY,
        /** What happened. */
        NOTE,
        /** How much is missing here, and why. */
        LEFT_OUT
    }

    public SessionRecord {
        lines = List.copyOf(lines);
    }

    /** The same with the first lines of each body only. */
    public SessionRecord folded() {
        List<Line> folded = new ArrayList<>();
        for (int at = 0; at < lines.size(); ) {
            int end = at;
            while (end < lines.size() && lines.get(end).kind() == Kind.BODY) {
                end++;
            }
            // The line that ends a body is told by what follows it, as long as nothing is missing.
            int shown = end - at <= BODY_LINES + 1 ? end - at : BODY_LINES;
            folded.addAll(lines.subList(at, at + shown));
            if (shown < end - at) {
                Line last = lines.get(end - 1);
                int more = end - at - shown - (last.text().equals(".") ? 1 : 0);
                folded.add(new Line(
                        last.at(),
                        Kind.LEFT_OUT,
                        more + (more == 1 ? " more line" : " more lines") + " (--transcript full)",
                        last.tls()));
            }
            at = Math.max(end, at + 1);
            if (shown == 0) {
                folded.add(lines.get(at - 1));
            }
        }
        return folded.size() == lines.size() ? this : new SessionRecord(name, address, security, folded);
    }
}
