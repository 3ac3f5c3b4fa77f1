package dev.parley.conformance;

import dev.parley.report.FileRecord;
import dev.parley.report.ProblemRecord;
import dev.parley.report.RunRecord;
import dev.parley.report.TestRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The matrix as a run in which every row is a test, so that reports of runs can show it: a file a source. */
public final class MatrixRun {
    private final Matrix matrix;
    private final RunRecord run;

    /** @param run the run the matrix is of */
    public MatrixRun(Matrix matrix, RunRecord run) {
        this.matrix = matrix;
        this.run = run;
    }

    /** The rows as tests: violations that no waiver speaks for fail, what was not judged is an error. */
    public RunRecord record() {
        Map<String, List<TestRecord>> sources = new LinkedHashMap<>();
        for (MatrixRow row : matrix.rows()) {
            sources.computeIfAbsent(row.rfc(), _ -> new ArrayList<>()).add(test(row));
        }
        List<FileRecord> files = new ArrayList<>();
        sources.forEach((source, tests) -> files.add(new FileRecord(source, source, tests)));
        return new RunRecord(run.server(), files, run.duration(), run.cutShort());
    }

    private TestRecord test(MatrixRow row) {
        List<TestRecord> tests =
                run.tests().stream().filter(test -> test.tellsOf(row.id())).toList();
        List<TestRecord> telling = tests.stream()
                .filter(test -> row.verdict() == Verdict.VIOLATION
                        ? test.broken().contains(row.id())
                        : row.verdict() == Verdict.NOT_JUDGED && test.isBad())
                .toList();
        List<ProblemRecord> problems =
                telling.stream().flatMap(test -> test.problems().stream()).toList();
        return new TestRecord(
                row.id() + ": " + row.title(),
                row.rfc(),
                1,
                outcome(row),
                problems,
                List.of(),
                reason(row),
                telling.stream().flatMap(test -> test.sessions().stream()).toList(),
                List.of(),
                tests.stream().map(TestRecord::duration).reduce(Duration.ZERO, Duration::plus),
                List.of(row.level().replace(' ', '-'), "tier-" + row.tier()),
                List.of(row.id()),
                "parley conform --rows " + row.id());
    }

    private static TestRecord.Outcome outcome(MatrixRow row) {
        return switch (row.verdict()) {
            case VIOLATION -> row.waived() ? TestRecord.Outcome.KNOWN_ISSUE : TestRecord.Outcome.FAILED;
            case NOT_JUDGED -> TestRecord.Outcome.ERRORED;
            case DEVIATION, NOTE, PASS -> TestRecord.Outcome.PASSED;
            case SKIPPED, NOT_COVERED -> TestRecord.Outcome.SKIPPED;
        };
    }

    private static String reason(MatrixRow row) {
        WaiverUse waiver = row.waiver();
        if (waiver != null && waiver.holds()) {
            return waiver.reason();
        }
        return row.reasons().isEmpty() ? row.verdict().words() : String.join("; ", row.reasons());
    }
}
