package dev.parley.interpreter;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of one test.
 *
 * @param problems empty unless FAILED, ERRORED or KNOWN_ISSUE
 * @param reason why it was skipped, what {@code pass} said, or the known issue; else null
 * @param sessions in the order they were opened
 * @param broken the rows of the catalogue that the problems break, also of those the test does not cover; a failure in
 *     {@code given} breaks none
 * @param recorded what {@code record} kept, in order
 * @param complete whether the test went to its end, so that the rows it covers and did not remark on are kept
 */
public record TestResult(
        Outcome outcome,
        List<Problem> problems,
        List<Remark> remarks,
        @Nullable String reason,
        List<SessionLog> sessions,
        Duration duration,
        Set<String> broken,
        List<Recorded> recorded,
        boolean complete) {
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
        broken = Set.copyOf(broken);
        recorded = List.copyOf(recorded);
    }

    /** Of a test that was not run to any end. */
    public static TestResult notRun(Outcome outcome, List<Problem> problems, @Nullable String reason) {
        return new TestResult(
                outcome, problems, List.of(), reason, List.of(), Duration.ZERO, Set.of(), List.of(), false);
    }
}
