package dev.parley.conformance;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the suite says of one server. This is also the form of the JSON report.
 *
 * @param format {@link #FORMAT}
 * @param version of the format; raised when a member changes its meaning or goes
 * @param parley the version of Parley
 * @param server its name or address
 * @param date when the run began, as {@code 2026-11-25T22:00:00Z}
 * @param seconds how long it took
 * @param tests how many tests ran or were skipped
 * @param cutShort why not all tests could run; null when all could
 * @param counts how many rows have each verdict
 * @param rows in the order of the catalogue
 */
public record Matrix(
        String format,
        int version,
        String parley,
        String server,
        String date,
        double seconds,
        int tests,
        @Nullable String cutShort,
        Map<Verdict, Integer> counts,
        List<MatrixRow> rows) {
    /** The name of the format. */
    public static final String FORMAT = "parley-conformance";

    /** The version written. */
    public static final int VERSION = 1;

    public Matrix {
        // In the order of the verdicts, so that reports of the same run are the same.
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
        rows = List.copyOf(rows);
    }

    static Matrix of(
            String parley,
            String server,
            String date,
            double seconds,
            int tests,
            @Nullable String cutShort,
            List<MatrixRow> rows) {
        return new Matrix(FORMAT, VERSION, parley, server, date, seconds, tests, cutShort, count(rows), rows);
    }

    private static Map<Verdict, Integer> count(List<MatrixRow> rows) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            counts.put(verdict, 0);
        }
        rows.forEach(row -> counts.merge(row.verdict(), 1, Integer::sum));
        return counts;
    }

    /** How many rows have a verdict. */
    public int count(Verdict verdict) {
        return counts.getOrDefault(verdict, 0);
    }

    /** The rows with a verdict. */
    public List<MatrixRow> rows(Verdict verdict) {
        return rows.stream().filter(row -> row.verdict() == verdict).toList();
    }

    /** The rows with a verdict that no waiver speaks for. */
    public List<MatrixRow> unwaived(Verdict verdict) {
        return rows(verdict).stream().filter(row -> !row.waived()).toList();
    }

    Matrix with(List<MatrixRow> replaced) {
        return new Matrix(format, version, parley, server, date, seconds, tests, cutShort, counts, replaced);
    }
}
