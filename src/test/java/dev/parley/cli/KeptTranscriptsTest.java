package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.report.SessionRecord;
import dev.parley.report.TestRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeptTranscriptsTest {
    private static TestRecord test(TestRecord.Outcome outcome, List<SessionRecord.Line> lines) {
        return new TestRecord(
                "t",
                "t.parley",
                1,
                outcome,
                List.of(),
                List.of(),
                null,
                List.of(new SessionRecord("main", "127.0.0.1:110", "plaintext", lines)),
                List.of(),
                Duration.ZERO,
                List.of(),
                List.of(),
                "parley run t.parley",
                Set.of(),
                true);
    }

    private static SessionRecord.Line line(SessionRecord.Kind kind, String text) {
        return new SessionRecord.Line(Duration.ZERO, kind, text, false);
    }

    private static TestRecord passed() {
        return test(TestRecord.Outcome.PASSED, Collections.nCopies(12, line(SessionRecord.Kind.SENT, "NOOP and more")));
    }

    /** A message of so many lines, and what stands around it. */
    private static TestRecord failed(int lines) {
        List<SessionRecord.Line> all = new ArrayList<>(List.of(line(SessionRecord.Kind.SENT, "RETR 1")));
        all.add(line(SessionRecord.Kind.RECEIVED, "+OK"));
        all.addAll(Collections.nCopies(lines, line(SessionRecord.Kind.BODY, "x".repeat(1000))));
        all.add(line(SessionRecord.Kind.BODY, "."));
        return test(TestRecord.Outcome.FAILED, all);
    }

    private static List<SessionRecord.Line> lines(TestRecord test) {
        return test.sessions().getFirst().lines();
    }

    @Test
    void ofALongRunTheTranscriptsOfTheFirstTestsAreKept() {
        KeptTranscripts transcripts = new KeptTranscripts();
        long kept = 0;
        for (int i = 0; i < 100_000; i++) {
            kept += lines(transcripts.keep(passed())).size();
        }
        assertThat(kept).isLessThan(300_000);
        TestRecord last = transcripts.keep(passed());
        assertThat(last.sessions().getFirst().name()).isEqualTo("main");
        assertThat(lines(last))
                .singleElement()
                .extracting(SessionRecord.Line::text)
                .asString()
                .contains("12 lines left out");
    }

    @Test
    void aRunOfSomeThousandTestsKeepsAll() {
        KeptTranscripts transcripts = new KeptTranscripts();
        for (int i = 0; i < 5_000; i++) {
            assertThat(transcripts.keep(passed())).isEqualTo(passed());
        }
    }

    @Test
    void ofManyFailedTestsTheLastOnesKeepTheFirstLinesOfABody() {
        KeptTranscripts transcripts = new KeptTranscripts();
        assertThat(transcripts.keep(failed(1_000))).isEqualTo(failed(1_000));
        for (int i = 0; i < 100; i++) {
            transcripts.keep(failed(1_000));
        }
        List<SessionRecord.Line> last = lines(transcripts.keep(failed(1_000)));
        assertThat(last).hasSize(2 + 5 + 1);
        assertThat(last.getLast().text()).isEqualTo("995 more lines (--transcript full)");
        assertThat(lines(transcripts.keep(failed(5)))).isEqualTo(lines(failed(5)));
    }
}
