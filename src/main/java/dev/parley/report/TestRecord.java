package dev.parley.report;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of one test.
 *
 * @param file path of its script as the user gave it
 * @param line where it begins, counted from one
 * @param reason why it was skipped, what {@code pass} said, or the known issue; else null
 * @param again the command that runs it again
 * @param findings a sentence each
 * @param broken the rows of the catalogue that the problems break
 * @param complete whether the test went to its end, so that the rows it covers and did not remark on are kept
 */
public record TestRecord(
        String name,
        String file,
        int line,
        Outcome outcome,
        List<ProblemRecord> problems,
        List<RemarkRecord> remarks,
        @Nullable String reason,
        List<SessionRecord> sessions,
        List<String> findings,
        Duration duration,
        List<String> tags,
        List<String> requirements,
        String again,
        Set<String> broken,
        boolean complete) {
    /** How a test ends. */
    public enum Outcome {
        PASSED("PASS"),
        FAILED("FAIL"),
        ERRORED("ERROR"),
        SKIPPED("SKIP"),
        KNOWN_ISSUE("KNOWN"),
        /** Passed, though a known issue said it would not. */
        KNOWN_ISSUE_GONE("GONE");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        /** The word in console lines. */
        public String word() {
            return word;
        }
    }

    public TestRecord {
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
        sessions = List.copyOf(sessions);
        findings = List.copyOf(findings);
        tags = List.copyOf(tags);
        requirements = List.copyOf(requirements);
        broken = Set.copyOf(broken);
    }

    /** The same with other problems and sessions. */
    public TestRecord with(List<ProblemRecord> otherProblems, List<SessionRecord> others) {
        return new TestRecord(
                name,
                file,
                line,
                outcome,
                otherProblems,
                remarks,
                reason,
                others,
                findings,
                duration,
                tags,
                requirements,
                again,
                broken,
                complete);
    }

    /** Of a test that breaks no row and was not run to its end. */
    public TestRecord(
            String name,
            String file,
            int line,
            Outcome outcome,
            List<ProblemRecord> problems,
            List<RemarkRecord> remarks,
            @Nullable String reason,
            List<SessionRecord> sessions,
            List<String> findings,
            Duration duration,
            List<String> tags,
            List<String> requirements,
            String again) {
        this(
                name,
                file,
                line,
                outcome,
                problems,
                remarks,
                reason,
                sessions,
                findings,
                duration,
                tags,
                requirements,
                again,
                Set.of(),
                false);
    }

    /** Whether it covers this row of the catalogue, or broke it on its way. */
    public boolean tellsOf(String row) {
        return requirements.contains(row) || broken.contains(row);
    }

    /** Whether it counts against the run. */
    public boolean isBad() {
        return outcome == Outcome.FAILED || outcome == Outcome.ERRORED;
    }
}
