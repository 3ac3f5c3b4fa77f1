package dev.parley.conformance;

import dev.parley.report.ProblemRecord;
import dev.parley.report.RemarkRecord;
import dev.parley.report.RunRecord;
import dev.parley.report.SessionRecord;
import dev.parley.report.TestRecord;
import dev.parley.requirement.Requirement;
import dev.parley.source.Visible;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the tests of a run say of the rows of the catalogue. */
public final class Judging {
    private static final int TAIL = 14;

    private final RunRecord run;
    private final Coverage coverage;

    /** @param coverage of the whole suite, so that what was not selected is told from what has no test */
    public Judging(RunRecord run, Coverage coverage) {
        this.run = run;
        this.coverage = coverage;
    }

    /** The matrix of these rows. */
    public Matrix matrix(List<Requirement> rows, String parley, String date) {
        return Matrix.of(
                parley,
                run.server(),
                date,
                Math.round(run.duration().toMillis() / 10.0) / 100.0,
                run.tests().size(),
                run.cutShort(),
                rows.stream().map(this::row).toList());
    }

    private MatrixRow row(Requirement row) {
        List<MatrixRow.RowTest> tests = new ArrayList<>();
        List<Observation> observations = new ArrayList<>();
        for (TestRecord test : run.tests()) {
            if (test.tellsOf(row.id())) {
                List<Observation> seen = observations(row, test);
                observations.addAll(seen);
                tests.add(test(row, test, seen));
            }
        }
        Verdict verdict = tests.stream()
                .map(MatrixRow.RowTest::verdict)
                .min(Comparator.naturalOrder())
                .orElse(withoutTests(row));
        boolean kept = verdict == Verdict.PASS || verdict == Verdict.NOTE;
        boolean partly = kept && tests.stream().anyMatch(test -> test.verdict() == Verdict.SKIPPED);
        return new MatrixRow(
                row.id(),
                row.rfc(),
                row.section(),
                row.level().words(),
                row.title(),
                row.tier(),
                row.contested(),
                verdict,
                partly,
                reasons(row, verdict, tests),
                tests,
                observations,
                null);
    }

    private Verdict withoutTests(Requirement row) {
        if (coverage.testsOf(row).isEmpty()) {
            return Verdict.NOT_COVERED;
        }
        return hasNotBegun() ? Verdict.NOT_JUDGED : Verdict.SKIPPED;
    }

    /** Whether the run was cut short before any test. */
    private boolean hasNotBegun() {
        return run.cutShort() != null && run.tests().isEmpty();
    }

    private List<String> reasons(Requirement row, Verdict verdict, List<MatrixRow.RowTest> tests) {
        if (verdict == Verdict.NOT_COVERED) {
            return List.of(coverage.reason(row));
        }
        if (tests.isEmpty()) {
            return List.of(
                    hasNotBegun() ? Visible.line(String.valueOf(run.cutShort())) : "its tests were not selected");
        }
        Set<String> reasons = new LinkedHashSet<>();
        for (MatrixRow.RowTest test : tests) {
            if ((test.verdict() == Verdict.SKIPPED || test.verdict() == Verdict.NOT_JUDGED) && test.reason() != null) {
                reasons.add(test.reason());
            }
        }
        return List.copyOf(reasons);
    }

    private MatrixRow.RowTest test(Requirement row, TestRecord test, List<Observation> seen) {
        Verdict worst = seen.stream()
                .map(Observation::verdict)
                .min(Comparator.naturalOrder())
                .orElse(Verdict.PASS);
        Verdict verdict = decides(worst, row, test) ? worst : undecided(test);
        return new MatrixRow.RowTest(
                Visible.line(test.name()), test.file(), test.line(), verdict, reason(test, verdict));
    }

    /** A note on a row that is kept says nothing against it: only a MAY has a verdict of its own for it. */
    private static boolean decides(Verdict seen, Requirement row, TestRecord test) {
        return seen.compareTo(Verdict.NOTE) < 0
                || seen == Verdict.NOTE
                        && row.level() == Requirement.Level.MAY
                        && test.outcome() == TestRecord.Outcome.PASSED;
    }

    private static Verdict undecided(TestRecord test) {
        return switch (test.outcome()) {
            case FAILED, ERRORED, KNOWN_ISSUE -> Verdict.NOT_JUDGED;
            case SKIPPED -> Verdict.SKIPPED;
            case PASSED, KNOWN_ISSUE_GONE -> test.complete() ? Verdict.PASS : Verdict.NOT_JUDGED;
        };
    }

    private static @Nullable String reason(TestRecord test, Verdict verdict) {
        if (verdict != Verdict.NOT_JUDGED) {
            return test.reason() == null ? null : Visible.line(test.reason());
        }
        if (!test.broken().isEmpty()) {
            return "the test ended with a violation of " + String.join(", ", test.broken());
        }
        return test.problems().isEmpty()
                ? "the test ended early"
                : Visible.line(test.problems().getFirst().message());
    }

    private static List<Observation> observations(Requirement row, TestRecord test) {
        List<Observation> seen = new ArrayList<>();
        for (RemarkRecord remark : test.remarks()) {
            if (row.id().equals(remark.requirement())) {
                Verdict verdict = switch (remark.kind()) {
                    case DEVIATION -> Verdict.DEVIATION;
                    case NOTE -> Verdict.NOTE;
                    case LOG -> null;
                };
                if (verdict != null) {
                    seen.add(new Observation(
                            verdict,
                            Visible.line(remark.text()),
                            null,
                            null,
                            List.of(),
                            Visible.line(test.name()),
                            test.file(),
                            remark.line(),
                            exchanges(remark.seen())));
                }
            }
        }
        if (test.broken().contains(row.id())) {
            seen.add(violation(test));
        }
        return seen;
    }

    /** All alternatives that did not fit are one observation: one thing came. */
    private static Observation violation(TestRecord test) {
        ProblemRecord first = test.problems().getFirst();
        Set<String> expected = new LinkedHashSet<>();
        Set<String> notes = new LinkedHashSet<>();
        for (ProblemRecord problem : test.problems()) {
            if (problem.expected() != null) {
                expected.add(problem.expected());
            }
            notes.addAll(problem.notes());
            if (problem != first && !problem.message().equals(first.message())) {
                notes.add(problem.message());
            }
        }
        return new Observation(
                Verdict.VIOLATION,
                Visible.line(first.message()),
                expected.isEmpty() ? null : Visible.block(String.join("\nor ", expected)),
                visible(first.actual()),
                notes.stream().map(Visible::line).toList(),
                Visible.line(test.name()),
                test.file(),
                first.span().line(),
                exchanges(test.sessions()));
    }

    private static @Nullable String visible(@Nullable String text) {
        return text == null ? null : Visible.block(text);
    }

    private static List<Observation.Exchange> exchanges(List<SessionRecord> sessions) {
        return sessions.stream().map(Judging::exchange).toList();
    }

    private static Observation.Exchange exchange(SessionRecord session) {
        List<SessionRecord.Line> lines = session.lines();
        return new Observation.Exchange(
                session.name(),
                session.address(),
                session.security(),
                lines.subList(Math.max(0, lines.size() - TAIL), lines.size()).stream()
                        .map(Judging::line)
                        .toList());
    }

    private static Observation.Line line(SessionRecord.Line line) {
        String from = switch (line.kind()) {
            case SENT -> "client";
            case RECEIVED, BODY -> "server";
            case NOTE, LEFT_OUT -> "none";
        };
        String text = line.kind() == SessionRecord.Kind.LEFT_OUT ? "… " + line.text() : line.text();
        return new Observation.Line(line.at().toMillis() / 1000.0, from, line.tls(), Visible.line(text));
    }
}
