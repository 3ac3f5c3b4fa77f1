package dev.parley.cli;

import dev.parley.report.ProblemRecord;
import dev.parley.report.SessionRecord;
import dev.parley.report.TestRecord;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what a run remembers of its transcripts, so that one of 100,000 tests needs no more memory than one of 10,000.
 * Of tests that passed, the first ones keep theirs, of the others it is only known that there was a session; of tests
 * that failed, the first ones keep all of theirs, and the others the beginning of each body and of each value.
 */
final class KeptTranscripts {
    private static final long MOST_OF_PASSED = 15_000_000;
    private static final long MOST_OF_FAILED = 50_000_000;

    /** What a line takes beside its text, in characters. */
    private static final int OVERHEAD = 100;

    private long ofPassed;
    private long ofFailed;

    /** What is kept of one more test. */
    TestRecord keep(TestRecord test) {
        List<SessionRecord> sessions = test.sessions();
        if (test.outcome() == TestRecord.Outcome.PASSED) {
            if (ofPassed >= MOST_OF_PASSED) {
                return test.with(
                        test.problems(),
                        sessions.stream().map(KeptTranscripts::withoutLines).toList());
            }
            ofPassed += size(sessions);
        } else if (ofFailed >= MOST_OF_FAILED) {
            return test.with(
                    test.problems().stream().map(ProblemRecord::shortened).toList(),
                    sessions.stream().map(SessionRecord::folded).toList());
        } else {
            ofFailed += size(sessions)
                    + test.problems().stream().mapToLong(KeptTranscripts::size).sum();
        }
        return test;
    }

    private static long size(List<SessionRecord> sessions) {
        return sessions.stream()
                .flatMap(session -> session.lines().stream())
                .mapToLong(line -> OVERHEAD + line.text().length())
                .sum();
    }

    private static long size(ProblemRecord problem) {
        return length(problem.expected())
                + length(problem.actual())
                + problem.notes().stream().mapToLong(String::length).sum();
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    private static SessionRecord withoutLines(SessionRecord session) {
        int count = session.lines().size();
        SessionRecord.Line instead = new SessionRecord.Line(
                Duration.ZERO,
                SessionRecord.Kind.LEFT_OUT,
                count + " lines left out: the test passed, and the run is long",
                false);
        return new SessionRecord(session.name(), session.address(), session.security(), List.of(instead));
    }
}
