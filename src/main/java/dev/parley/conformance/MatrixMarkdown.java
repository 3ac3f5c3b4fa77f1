package dev.parley.conformance;

import java.util.List;
import java.util.stream.Collectors;

/** The matrix as a page of Markdown: the counts, what is wrong with the octets, and every row. */
public final class MatrixMarkdown {
    private final SideBySide columns;

    private MatrixMarkdown(SideBySide columns) {
        this.columns = columns;
    }

    /** @param matrices the servers as columns, at least one */
    public static String of(List<Matrix> matrices) {
        return new MatrixMarkdown(new SideBySide(matrices)).page();
    }

    private String page() {
        StringBuilder out = new StringBuilder("# POP3 conformance\n\n");
        counts(out);
        for (Matrix matrix : columns.matrices()) {
            wrong(out, matrix);
        }
        rows(out);
        return out.toString();
    }

    private void counts(StringBuilder out) {
        out.append("| server | date |");
        for (Verdict verdict : Verdict.values()) {
            out.append(' ').append(verdict.words()).append(" |");
        }
        out.append("\n|---|---|").append("--:|".repeat(Verdict.values().length)).append('\n');
        for (Matrix matrix : columns.matrices()) {
            out.append("| ")
                    .append(cell(matrix.server()))
                    .append(" | ")
                    .append(cell(matrix.date()))
                    .append(" |");
            for (Verdict verdict : Verdict.values()) {
                out.append(' ').append(matrix.count(verdict)).append(" |");
            }
            out.append('\n');
        }
        for (Matrix matrix : columns.matrices()) {
            if (matrix.cutShort() != null) {
                out.append("\n**")
                        .append(cell(matrix.server()))
                        .append(" was not tested to the end:** ")
                        .append(cell(matrix.cutShort()))
                        .append('\n');
            }
        }
    }

    private static void wrong(StringBuilder out, Matrix matrix) {
        for (Verdict verdict : List.of(Verdict.VIOLATION, Verdict.DEVIATION)) {
            List<MatrixRow> rows = matrix.rows(verdict);
            if (!rows.isEmpty()) {
                out.append("\n## ")
                        .append(verdict == Verdict.VIOLATION ? "Violations" : "Deviations")
                        .append(" of ")
                        .append(cell(matrix.server()))
                        .append('\n');
                rows.forEach(row -> detail(out, row));
            }
        }
    }

    private static void detail(StringBuilder out, MatrixRow row) {
        out.append("\n### ").append(code(row.id())).append("\n\n");
        out.append(row.level())
                .append(", ")
                .append(cell(row.place()))
                .append(row.contested() ? ", contested" : "")
                .append(": ")
                .append(cell(row.title()))
                .append(".\n");
        WaiverUse waiver = row.waiver();
        if (waiver != null) {
            out.append("\n*")
                    .append(waiver.holds() ? "Waived until " : "The waiver was good until ")
                    .append(cell(waiver.until() + ": " + waiver.reason()))
                    .append("*\n");
        }
        for (Observation seen : row.observations()) {
            if (seen.verdict() == row.verdict()) {
                observation(out, seen);
            }
        }
    }

    private static void observation(StringBuilder out, Observation seen) {
        out.append("\n- ")
                .append(code(seen.file() + ":" + seen.line()))
                .append(' ')
                .append(cell(seen.text()))
                .append('\n');
        StringBuilder block = new StringBuilder();
        if (seen.expected() != null) {
            block.append("expected: ").append(seen.expected()).append('\n');
        }
        if (seen.actual() != null) {
            block.append("actual:   ").append(seen.actual()).append('\n');
        }
        for (Observation.Exchange exchange : seen.exchanges()) {
            block.append("session ")
                    .append(exchange.session())
                    .append(", ")
                    .append(exchange.security())
                    .append('\n');
            exchange.lines().forEach(line -> block.append(MatrixText.line(line)).append('\n'));
        }
        // Indented, so that no line of a server's can end the block.
        out.append('\n')
                .append(block.toString()
                        .lines()
                        .map(line -> "      " + line + "\n")
                        .collect(Collectors.joining()));
    }

    private void rows(StringBuilder out) {
        out.append("\n## All rows\n\n| row | level | source |");
        columns.servers().forEach(server -> out.append(' ').append(cell(server)).append(" |"));
        out.append("\n|---|---|---|")
                .append("---|".repeat(columns.servers().size()))
                .append('\n');
        for (List<MatrixRow> row : columns.rows()) {
            MatrixRow first = row.getFirst();
            out.append("| ")
                    .append(code(first.id()))
                    .append(" | ")
                    .append(first.level())
                    .append(" | ")
                    .append(cell(first.place()))
                    .append(" |");
            for (MatrixRow on : row) {
                out.append(' ').append(verdict(on)).append(" |");
            }
            out.append('\n');
        }
    }

    private static String verdict(MatrixRow row) {
        String words = switch (row.verdict()) {
            case VIOLATION, DEVIATION -> "**" + row.verdict().words() + "**" + (row.waived() ? ", waived" : "");
            case PASS, NOTE -> row.verdict().words() + (row.partly() ? ", partly" : "");
            case SKIPPED, NOT_JUDGED, NOT_COVERED -> row.verdict().words();
        };
        return row.reasons().isEmpty() ? words : words + ": " + cell(String.join("; ", row.reasons()));
    }

    private static String code(String text) {
        return "`" + text.replace("`", "'") + "`";
    }

    /** Text where Markdown and HTML have no meaning. */
    private static String cell(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\r') {
                out.append(' ');
            } else if (c == '<') {
                out.append("&lt;");
            } else if (c == '&') {
                out.append("&amp;");
            } else if ("\\`*_[]|#!~".indexOf(c) >= 0) {
                out.append('\\').appendCodePoint(c);
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
