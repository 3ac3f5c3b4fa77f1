package dev.parley.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The matrix as a console shows it: what is wrong with what was exchanged, then the counts. */
public final class MatrixText {
    private static final Verdict[] COLUMNS = {
        Verdict.PASS,
        Verdict.VIOLATION,
        Verdict.DEVIATION,
        Verdict.NOTE,
        Verdict.SKIPPED,
        Verdict.NOT_JUDGED,
        Verdict.NOT_COVERED
    };

    private MatrixText() {}

    /** All of it; lines end with LF. */
    public static String of(Matrix matrix) {
        StringBuilder out = new StringBuilder();
        matrix.rows(Verdict.VIOLATION).forEach(row -> detail(out, row));
        List<MatrixRow> deviations = matrix.rows(Verdict.DEVIATION);
        deviations.forEach(row -> brief(out, row));
        if (!deviations.isEmpty()) {
            out.append('\n');
        }
        notJudged(out, matrix);
        table(out, matrix);
        out.append('\n').append(summary(matrix)).append('\n');
        return out.toString();
    }

    private static void head(StringBuilder out, MatrixRow row) {
        out.append(String.format(Locale.ROOT, "%-9s", row.verdict().words().toUpperCase(Locale.ROOT)))
                .append("  ")
                .append(row.id())
                .append("   ")
                .append(row.level())
                .append(", ")
                .append(row.place())
                .append(row.contested() ? ", contested" : "")
                .append('\n');
    }

    private static void waiver(StringBuilder out, MatrixRow row) {
        WaiverUse waiver = row.waiver();
        if (waiver != null) {
            out.append(waiver.holds() ? "    waived until " : "    its waiver expired on ")
                    .append(waiver.until())
                    .append(": ")
                    .append(waiver.reason())
                    .append('\n');
        }
    }

    private static void detail(StringBuilder out, MatrixRow row) {
        head(out, row);
        out.append("    ").append(row.title()).append('\n');
        waiver(out, row);
        for (Observation seen : row.observations()) {
            if (seen.verdict() == Verdict.VIOLATION) {
                observation(out, seen);
            }
        }
        out.append('\n');
    }

    private static void observation(StringBuilder out, Observation seen) {
        out.append("    ")
                .append(seen.file())
                .append(':')
                .append(seen.line())
                .append("  ")
                .append(seen.text())
                .append('\n');
        fact(out, "expected: ", seen.expected());
        fact(out, "actual:   ", seen.actual());
        for (Observation.Exchange exchange : seen.exchanges()) {
            out.append("      session ")
                    .append(exchange.session())
                    .append(", ")
                    .append(exchange.address())
                    .append(", ")
                    .append(exchange.security())
                    .append('\n');
            exchange.lines()
                    .forEach(line -> out.append("      ").append(line(line)).append('\n'));
        }
    }

    private static void fact(StringBuilder out, String title, @Nullable String text) {
        if (text != null) {
            text.lines()
                    .forEach(line ->
                            out.append("      ").append(title).append(line).append('\n'));
        }
    }

    /** {@code 0.021  C* RETR 2}; the star stands for TLS. */
    static String line(Observation.Line line) {
        String who = switch (line.from()) {
            case "client" -> line.tls() ? "C*" : "C ";
            case "server" -> line.tls() ? "S*" : "S ";
            default -> "--";
        };
        return String.format(Locale.ROOT, "%7.3f  %s %s", line.at(), who, line.text());
    }

    private static void brief(StringBuilder out, MatrixRow row) {
        head(out, row);
        waiver(out, row);
        row.observations().stream()
                .filter(seen -> seen.verdict() == Verdict.DEVIATION)
                .forEach(seen -> out.append("    ")
                        .append(seen.file())
                        .append(':')
                        .append(seen.line())
                        .append("  ")
                        .append(seen.text())
                        .append('\n'));
    }

    /** Rows that share a reason stand together: one fault keeps many tests from telling anything. */
    private static void notJudged(StringBuilder out, Matrix matrix) {
        Map<String, Integer> reasons = new LinkedHashMap<>();
        matrix.rows(Verdict.NOT_JUDGED)
                .forEach(row -> row.reasons().forEach(reason -> reasons.merge(reason, 1, Integer::sum)));
        reasons.forEach((reason, rows) -> out.append("NOT JUDGED  ")
                .append(rows)
                .append(rows == 1 ? " row: " : " rows: ")
                .append(reason)
                .append('\n'));
        if (!reasons.isEmpty()) {
            out.append('\n');
        }
    }

    private static void table(StringBuilder out, Matrix matrix) {
        Map<String, Map<Verdict, Integer>> sources = new LinkedHashMap<>();
        for (MatrixRow row : matrix.rows()) {
            sources.computeIfAbsent(row.rfc(), _ -> new LinkedHashMap<>()).merge(row.verdict(), 1, Integer::sum);
        }
        out.append(String.format(Locale.ROOT, "%-8s", ""));
        for (Verdict verdict : COLUMNS) {
            out.append(String.format(Locale.ROOT, "  %11s", verdict.words()));
        }
        out.append('\n');
        sources.forEach((source, counts) -> {
            out.append(String.format(Locale.ROOT, "%-8s", source));
            for (Verdict verdict : COLUMNS) {
                int count = counts.getOrDefault(verdict, 0);
                out.append(String.format(Locale.ROOT, "  %11s", count == 0 ? "" : Integer.toString(count)));
            }
            out.append('\n');
        });
    }

    /** One line. */
    static String summary(Matrix matrix) {
        StringBuilder out = new StringBuilder();
        out.append(matrix.rows().size()).append(matrix.rows().size() == 1 ? " row: " : " rows: ");
        for (Verdict verdict : COLUMNS) {
            out.append(verdict == COLUMNS[0] ? "" : ", ")
                    .append(matrix.count(verdict))
                    .append(' ')
                    .append(verdict.words());
        }
        return out.append("; ")
                .append(matrix.tests())
                .append(" tests, ")
                .append(matrix.server())
                .append(String.format(Locale.ROOT, ", %.2f s", matrix.seconds()))
                .append(matrix.cutShort() == null ? "" : "; cut short: " + matrix.cutShort())
                .toString();
    }
}
