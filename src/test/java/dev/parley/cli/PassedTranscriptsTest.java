package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.report.SessionRecord;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassedTranscriptsTest {
    private static final SessionRecord.Line LINE = new SessionRecord.Line(Duration.ZERO, 'C', "NOOP", false);

    private static List<SessionRecord> session(int lines) {
        return List.of(new SessionRecord("main", "127.0.0.1:110", "plaintext", Collections.nCopies(lines, LINE)));
    }

    @Test
    void ofALongRunTheTranscriptsOfTheFirstTestsAreKept() {
        PassedTranscripts transcripts = new PassedTranscripts();
        long kept = 0;
        for (int i = 0; i < 100_000; i++) {
            kept += transcripts.keep(session(12)).getFirst().lines().size();
        }
        assertThat(kept).isLessThan(200_001);
        SessionRecord last = transcripts.keep(session(12)).getFirst();
        assertThat(last.name()).isEqualTo("main");
        assertThat(last.lines())
                .singleElement()
                .extracting(SessionRecord.Line::text)
                .asString()
                .contains("12 lines left out");
    }

    @Test
    void aRunOfSomeThousandTestsKeepsAll() {
        PassedTranscripts transcripts = new PassedTranscripts();
        for (int i = 0; i < 5_000; i++) {
            assertThat(transcripts.keep(session(12))).isEqualTo(session(12));
        }
    }
}
