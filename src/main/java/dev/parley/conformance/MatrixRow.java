package dev.parley.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the catalogue and what is known of it on one server.
 *
 * @param level as {@code MUST NOT}
 * @param partly a pass or a note where other tests of the row were skipped
 * @param reasons why it was skipped, not judged or not covered, or what {@code partly} leaves out
 * @param tests those that cover the row and were selected
 * @param observations whatever is no plain pass
 * @param waiver the one that speaks of this row, or null
 */
public record MatrixRow(
        String id,
        String rfc,
        String section,
        String level,
        String title,
        int tier,
        boolean contested,
        Verdict verdict,
        boolean partly,
        List<String> reasons,
        List<RowTest> tests,
        List<Observation> observations,
        @Nullable WaiverUse waiver) {
    public MatrixRow {
        reasons = List.copyOf(reasons);
        tests = List.copyOf(tests);
        observations = List.copyOf(observations);
    }

    /**
     * A test of the row.
     *
     * @param verdict what this test says of the row
     * @param reason why it was skipped or not judged, or what {@code pass} said; or null
     */
    public record RowTest(
            String name,
            String file,
            int line,
            Verdict verdict,
            @Nullable String reason) {}

    /** Whether it counts as less than it is. */
    public boolean waived() {
        return waiver != null && waiver.holds();
    }

    /** {@code RFC 1939 §5}, or the practice and registry it is from. */
    public String place() {
        String source = rfc.startsWith("RFC") ? "RFC " + rfc.substring(3) : rfc;
        return section.isEmpty() ? source : source + " §" + section;
    }

    MatrixRow with(@Nullable WaiverUse use) {
        return new MatrixRow(
                id, rfc, section, level, title, tier, contested, verdict, partly, reasons, tests, observations, use);
    }
}
