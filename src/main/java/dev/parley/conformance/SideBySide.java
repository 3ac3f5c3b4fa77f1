package dev.parley.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several matrices as columns, row by row. */
final class SideBySide {
    private final List<Matrix> matrices;
    private final Map<String, List<MatrixRow>> rows = new LinkedHashMap<>();

    SideBySide(List<Matrix> matrices) {
        this.matrices = List.copyOf(matrices);
        Map<String, MatrixRow> first = new LinkedHashMap<>();
        for (Matrix matrix : matrices) {
            matrix.rows().forEach(row -> first.putIfAbsent(row.id(), row));
        }
        for (Matrix matrix : matrices) {
            Map<String, MatrixRow> known = new HashMap<>();
            matrix.rows().forEach(row -> known.put(row.id(), row));
            first.forEach((id, any) ->
                    rows.computeIfAbsent(id, _ -> new ArrayList<>()).add(known.getOrDefault(id, missing(any))));
        }
    }

    /** The servers, in the order of the columns. */
    List<String> servers() {
        return matrices.stream().map(Matrix::server).toList();
    }

    List<Matrix> matrices() {
        return matrices;
    }

    /** Each row on every server, in the order of the columns. */
    List<List<MatrixRow>> rows() {
        return List.copyOf(rows.values());
    }

    private static MatrixRow missing(MatrixRow row) {
        return new MatrixRow(
                row.id(),
                row.rfc(),
                row.section(),
                row.level(),
                row.title(),
                row.tier(),
                row.contested(),
                Verdict.SKIPPED,
                false,
                List.of("this run did not look at the row"),
                List.of(),
                List.of(),
                null);
    }
}
