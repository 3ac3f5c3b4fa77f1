package dev.parley.compare;

import dev.parley.interpreter.Exchange;
import dev.parley.interpreter.Recorded;
import dev.parley.inventory.Maildrop;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one server did at one time; holds no secrets.
 *
 * @param server its name
 * @param software what runs there, or null when that is not known
 * @param taken when, by ISO 8601
 * @param portrait what it says of itself
 * @param tests what came of the scripts, one entry for each test and round
 * @param maildrops what the accounts held before the scripts ran; empty when that was not asked
 */
public record Baseline(
        String server,
        @Nullable String software,
        String taken,
        Portrait portrait,
        List<TestTrace> tests,
        List<Maildrop> maildrops) {
    public Baseline {
        tests = List.copyOf(tests);
        maildrops = List.copyOf(maildrops);
    }

    /** The tests that could not be run, once each; of them nothing is known. */
    public List<String> couldNotRun() {
        return tests.stream()
                .filter(test -> test.outcome().equals("ERROR"))
                .map(TestTrace::subject)
                .distinct()
                .toList();
    }

    /**
     * What came of one test.
     *
     * @param round which repetition of all tests, counted from one
     * @param outcome as the console prints it: {@code PASS}, {@code FAIL}, {@code SKIP} …
     * @param reason the first problem or why it was skipped; null when there is none
     * @param remarks its deviations and notes, each behind the word for it
     * @param recorded what its script recorded, in order
     */
    public record TestTrace(
            String file,
            String name,
            int round,
            String outcome,
            @Nullable String reason,
            List<SessionTrace> sessions,
            List<String> remarks,
            List<Recorded> recorded) {
        public TestTrace {
            remarks = List.copyOf(remarks);
            sessions = List.copyOf(sessions);
            recorded = List.copyOf(recorded);
        }

        String subject() {
            return name + " (" + file + ")";
        }
    }

    /** What one session exchanged, in order. */
    public record SessionTrace(String name, List<Exchange> exchanges) {
        public SessionTrace {
            exchanges = List.copyOf(exchanges);
        }
    }
}
