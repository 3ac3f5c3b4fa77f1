package dev.parley.conformance;

import dev.parley.report.HtmlPage;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The matrix as one page that needs nothing beside it. The template is {@code matrix.html}.
 */
public final class MatrixHtml {
    private static final String TEMPLATE = "matrix.html";

    private MatrixHtml() {}

    record Page(
            String title,
            int total,
            List<VerdictName> verdicts,
            List<Server> servers,
            List<String> sources,
            List<Row> rows) {}

    record VerdictName(String words, String style) {}

    record Count(String words, String style, int count) {}

    record Server(
            String name,
            List<Count> counts,
            String date,
            double seconds,
            int tests,
            @Nullable String cutShort) {}

    /** @param styles the verdicts of all servers, with blanks between them */
    record Row(
            String id,
            String text,
            String level,
            boolean contested,
            String source,
            String place,
            String styles,
            List<Cell> cells) {}

    record Cell(
            String server,
            String words,
            String style,
            boolean partly,
            @Nullable String waiver,
            List<String> reasons,
            boolean hasSeen,
            List<Seen> seen) {}

    record Seen(String words, String style, String text, String place, String block) {}

    /** @param matrices the servers as columns, at least one */
    public static void write(List<Matrix> matrices, Writer target) {
        SideBySide columns = new SideBySide(matrices);
        Page page = new Page(
                String.join(", ", columns.servers()),
                columns.rows().size(),
                Arrays.stream(Verdict.values())
                        .map(verdict -> new VerdictName(verdict.words(), style(verdict)))
                        .toList(),
                matrices.stream().map(MatrixHtml::server).toList(),
                columns.rows().stream()
                        .map(row -> row.getFirst().rfc())
                        .distinct()
                        .toList(),
                columns.rows().stream().map(row -> row(row, columns.servers())).toList());
        HtmlPage.write(MatrixHtml.class, TEMPLATE, page, target);
    }

    private static String style(Verdict verdict) {
        return verdict.words().replace(' ', '-');
    }

    private static Server server(Matrix matrix) {
        return new Server(
                matrix.server(),
                Arrays.stream(Verdict.values())
                        .map(verdict -> new Count(verdict.words(), style(verdict), matrix.count(verdict)))
                        .toList(),
                matrix.date(),
                matrix.seconds(),
                matrix.tests(),
                matrix.cutShort());
    }

    private static Row row(List<MatrixRow> row, List<String> servers) {
        MatrixRow first = row.getFirst();
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            cells.add(cell(row.get(i), servers.get(i)));
        }
        return new Row(
                first.id(),
                first.title(),
                first.level(),
                first.contested(),
                first.rfc(),
                first.place(),
                String.join(" ", cells.stream().map(Cell::style).distinct().toList()),
                cells);
    }

    private static Cell cell(MatrixRow row, String server) {
        WaiverUse waiver = row.waiver();
        List<Seen> seen = row.observations().stream().map(MatrixHtml::seen).toList();
        return new Cell(
                server,
                row.verdict().words(),
                style(row.verdict()),
                row.partly(),
                waiver == null
                        ? null
                        : (waiver.holds() ? "waived until " : "the waiver was good until ") + waiver.until() + ": "
                                + waiver.reason(),
                row.reasons(),
                !seen.isEmpty(),
                seen);
    }

    private static Seen seen(Observation seen) {
        StringBuilder block = new StringBuilder();
        if (seen.expected() != null) {
            block.append("expected: ").append(seen.expected()).append('\n');
        }
        if (seen.actual() != null) {
            block.append("actual:   ").append(seen.actual()).append('\n');
        }
        seen.notes().forEach(note -> block.append("note:     ").append(note).append('\n'));
        for (Observation.Exchange exchange : seen.exchanges()) {
            block.append("session ")
                    .append(exchange.session())
                    .append(", ")
                    .append(exchange.address())
                    .append(", ")
                    .append(exchange.security())
                    .append('\n');
            exchange.lines().forEach(line -> block.append(MatrixText.line(line)).append('\n'));
        }
        return new Seen(
                seen.verdict().words(),
                style(seen.verdict()),
                seen.text(),
                seen.file() + ":" + seen.line(),
                block.toString());
    }
}
