package dev.parley.conformance;

import dev.parley.requirement.Catalogue;
import dev.parley.requirement.Requirement;
import java.util.ArrayList;
import java.util.List;

/** Matrices as runs would give them, with what a hostile server might have sent. */
final class Samples {
    static final String HOSTILE =
            "</pre><script>document.title='stolen'</script><img src=x onerror=alert(1)>\"'`|&amp;";

    private Samples() {}

    /** All rows, the verdicts in turn. */
    static Matrix matrix(String server) {
        List<MatrixRow> rows = new ArrayList<>();
        Verdict[] verdicts = Verdict.values();
        for (Requirement row : Catalogue.rows()) {
            rows.add(row(row, verdicts[rows.size() % verdicts.length]));
        }
        return Matrix.of("1.0", server, "2026-11-25T22:00:00Z", 12.5, 300, null, rows);
    }

    static MatrixRow row(Requirement row, Verdict verdict) {
        boolean wrong = verdict == Verdict.VIOLATION || verdict == Verdict.DEVIATION;
        return new MatrixRow(
                row.id(),
                row.rfc(),
                row.section(),
                row.level().words(),
                row.title(),
                row.tier(),
                row.contested(),
                verdict,
                false,
                verdict == Verdict.SKIPPED ? List.of("no account bob is known") : List.of(),
                List.of(),
                wrong ? List.of(observation(verdict)) : List.of(),
                null);
    }

    private static Observation observation(Verdict verdict) {
        return new Observation(
                verdict,
                "The text is " + HOSTILE,
                "+OK",
                HOSTILE,
                List.of("RFC 1939 §5"),
                "a test",
                "a.parley",
                7,
                List.of(new Observation.Exchange(
                        "main",
                        "127.0.0.1:110",
                        "TLSv1.3",
                        List.of(
                                new Observation.Line(0.01, "client", true, "RETR 1"),
                                new Observation.Line(0.02, "server", true, "+OK " + "x".repeat(500)),
                                new Observation.Line(0.03, "server", true, HOSTILE),
                                new Observation.Line(0.04, "none", false, "closed by the server")))));
    }
}
