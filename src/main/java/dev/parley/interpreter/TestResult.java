package dev.parley.interpreter;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one test.
 *
 * @param problems empty unless FAILED, ERRORED or KNOWN_ISSUE
 * @param reason why it was skipped, what {@code pass} said, or the known issue; else null
 * @param sessions in the order they were opened
 */
public record TestResult(
        Outcome outcome,
        List<Problem> problems,
        List<Remark> remarks,
        @Nullable String reason,
        List<SessionLog> sessions,
        Duration duration) {
    /** The six ways a test ends. */
    public enum Outcome {
        PASSED,
        FAILED,
        /** It could not be judged: at least one problem is not a FAILURE. */
        ERRORED,
        SKIPPED,
        /** It failed as {@code known issue} said it would. */
        KNOWN_ISSUE,
        /** It passed though {@code known issue} said it would not. */
        KNOWN_ISSUE_GONE
    }

    public TestResult {
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
        sessions = List.copyOf(sessions);
    }
}
