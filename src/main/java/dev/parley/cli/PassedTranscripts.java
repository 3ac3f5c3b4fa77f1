package dev.parley.cli;

import dev.parley.report.SessionRecord;
import java.time.Duration;
import java.util.List;

/**
 * Bounds what a run remembers of tests that passed, so that one of 100,000 tests needs no more memory than one of
 * 10,000: the transcripts of the first ones are kept, of the others only that there was a session.
 */
final class PassedTranscripts {
    private static final int MOST_LINES = 100_000;

    private long lines;

    /** What is kept of the sessions of one more test. */
    List<SessionRecord> keep(List<SessionRecord> sessions) {
        if (lines >= MOST_LINES) {
            return sessions.stream().map(PassedTranscripts::withoutLines).toList();
        }
        lines += sessions.stream().mapToLong(session -> session.lines().size()).sum();
        return sessions;
    }

    private static SessionRecord withoutLines(SessionRecord session) {
        int count = session.lines().size();
        SessionRecord.Line instead = new SessionRecord.Line(
                Duration.ZERO, ' ', "… " + count + " lines left out: the test passed, and the run is long", false);
        return new SessionRecord(session.name(), session.address(), session.security(), List.of(instead));
    }
}
