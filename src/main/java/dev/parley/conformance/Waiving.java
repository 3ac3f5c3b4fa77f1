package dev.parley.conformance;

import dev.parley.config.Waiver;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds waivers against a matrix. */
public final class Waiving {
    private final Matrix matrix;
    private final List<Waiver> waivers;
    private final LocalDate today;

    /** @param today decides which waivers are over */
    public Waiving(Matrix matrix, List<Waiver> waivers, LocalDate today) {
        this.matrix = matrix;
        this.waivers = waivers.stream()
                .filter(waiver -> waiver.server() == null || waiver.server().equals(matrix.server()))
                .toList();
        this.today = today;
    }

    /** The matrix with each waiver at its row, also those that are over. */
    public Matrix applied() {
        return matrix.with(matrix.rows().stream()
                .map(row -> {
                    Waiver waiver = isWrong(row) ? of(row) : null;
                    return waiver == null
                            ? row
                            : row.with(new WaiverUse(
                                    waiver.reason(), waiver.until().toString(), holds(waiver)));
                })
                .toList());
    }

    /** A sentence for each waiver that is over, and for each that nothing needs. */
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (Waiver waiver : waivers) {
            MatrixRow row = matrix.rows().stream()
                    .filter(candidate -> candidate.id().equals(waiver.row()))
                    .findFirst()
                    .orElse(null);
            if (row == null) {
                continue;
            }
            String place = waiver.span().place() + ": The waiver of " + waiver.row();
            if (!isWrong(row)) {
                complaints.add(
                        place + " is not needed: the row is " + row.verdict().words() + ".");
            } else if (!holds(waiver)) {
                complaints.add(place + " was good until " + waiver.until() + ".");
            }
        }
        return complaints;
    }

    private @Nullable Waiver of(MatrixRow row) {
        return waivers.stream()
                .filter(waiver -> waiver.row().equals(row.id()))
                .findFirst()
                .orElse(null);
    }

    private boolean holds(Waiver waiver) {
        return !waiver.until().isBefore(today);
    }

    private static boolean isWrong(MatrixRow row) {
        return row.verdict() == Verdict.VIOLATION || row.verdict() == Verdict.DEVIATION;
    }
}
