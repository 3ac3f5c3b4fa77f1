package dev.parley.cli;

import dev.parley.report.FailureText;
import dev.parley.report.RemarkRecord;
import dev.parley.report.RunRecord;
import dev.parley.report.Seconds;
import dev.parley.report.TestRecord;
import dev.parley.source.Page;
import dev.parley.source.Visible;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run prints: a line a test as it ends, the failures after the rest, the counts. */
final class Console {
    private static final int WORD_WIDTH = 5;
    private static final int NAME_WIDTH = 72;
    private static final int MOST_FINDINGS = 20;

    /** How much is printed. */
    enum Verbosity {
        QUIET,
        NORMAL,
        VERBOSE,
        VERY_VERBOSE
    }

    private final PrintWriter out;
    private final Verbosity verbosity;
    private final FailureText.Extent transcript;
    private final boolean color;
    private final boolean progress;
    private int done;
    private long total;

    Console(PrintWriter out, Verbosity verbosity, FailureText.Extent transcript, boolean color, boolean progress) {
        this.out = out;
        this.verbosity = verbosity;
        this.transcript = transcript;
        this.color = color;
        this.progress = progress;
    }

    /** How many tests are to come. */
    void expect(long tests) {
        total = tests;
    }

    /** A test has ended. */
    void finished(TestRecord test) {
        done++;
        clearProgress();
        if (verbosity != Verbosity.QUIET) {
            out.println(line(test));
            if (verbosity.compareTo(Verbosity.VERBOSE) >= 0) {
                remarks(test);
            }
            if (verbosity == Verbosity.VERY_VERBOSE) {
                out.print(FailureText.transcripts(test.sessions(), FailureText.Extent.FULL, color));
            }
        }
        if (progress && done < total) {
            out.print("  " + done + " of " + total);
            out.flush();
        }
    }

    private void clearProgress() {
        if (progress) {
            out.print("\r\033[K");
        }
    }

    private String line(TestRecord test) {
        String reason = test.reason() == null ? "" : "   " + Visible.line(test.reason());
        return new Page(color).add(ink(test), padded(test.outcome().word(), WORD_WIDTH)) + " "
                + padded(Visible.line(test.name()), NAME_WIDTH) + "  "
                + Visible.line(test.file()) + ":" + test.line() + "   "
                + Seconds.of(test.duration(), 2) + " s" + reason;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static Page.Ink ink(TestRecord test) {
        return switch (test.outcome()) {
            case PASSED -> Page.Ink.PASSED;
            case FAILED, ERRORED -> Page.Ink.FAILED;
            case SKIPPED, KNOWN_ISSUE, KNOWN_ISSUE_GONE -> Page.Ink.OTHER;
        };
    }

    private void remarks(TestRecord test) {
        for (RemarkRecord remark : test.remarks()) {
            out.println("      " + remark.kind().name().toLowerCase(Locale.ROOT) + ", line " + remark.line() + ": "
                    + Visible.line(remark.text()));
        }
        test.findings().forEach(finding -> out.println("      finding: " + Visible.line(finding)));
    }

    /** The failures once more, each with all that is known, and the counts. */
    void conclude(RunRecord run) {
        clearProgress();
        run.tests().stream().filter(TestRecord::isBad).forEach(test -> {
            out.println();
            out.println(line(test));
            out.println();
            out.print(FailureText.of(test, transcript, color));
        });
        if (verbosity != Verbosity.QUIET) {
            findings(run);
        }
        out.println();
        out.println(summary(run));
    }

    /** What was found on the wire, each kind of it once, most of all where it was first. */
    private void findings(RunRecord run) {
        Map<String, List<TestRecord>> found = new LinkedHashMap<>();
        run.tests()
                .forEach(test -> test.findings()
                        .forEach(finding -> found.computeIfAbsent(finding, _ -> new ArrayList<>())
                                .add(test)));
        if (found.isEmpty()) {
            return;
        }
        out.println();
        out.println("Wire findings, which break the protocol and no test (--strict-wire makes them failures):");
        found.entrySet().stream().limit(MOST_FINDINGS).forEach(entry -> {
            TestRecord first = entry.getValue().getFirst();
            int times = entry.getValue().size();
            out.println("  " + Visible.line(entry.getKey()));
            out.println("      " + Visible.line(first.file()) + ":" + first.line()
                    + (times == 1 ? "" : " and " + (times - 1) + (times == 2 ? " more time" : " more times")));
        });
        if (found.size() > MOST_FINDINGS) {
            out.println("  … " + (found.size() - MOST_FINDINGS) + " more (-v shows them with each test)");
        }
    }

    private static String summary(RunRecord run) {
        StringBuilder summary = new StringBuilder();
        summary.append(run.count(TestRecord.Outcome.PASSED) + run.count(TestRecord.Outcome.KNOWN_ISSUE_GONE))
                .append(" passed, ")
                .append(run.count(TestRecord.Outcome.FAILED))
                .append(" failed, ")
                .append(run.count(TestRecord.Outcome.ERRORED))
                .append(" errored, ")
                .append(run.count(TestRecord.Outcome.SKIPPED))
                .append(" skipped");
        also(summary, run.count(TestRecord.Outcome.KNOWN_ISSUE), "known issue", "known issues");
        also(summary, run.count(TestRecord.Outcome.KNOWN_ISSUE_GONE), "known issue gone", "known issues gone");
        also(summary, run.remarks(RemarkRecord.Kind.DEVIATION), "deviation", "deviations");
        also(summary, run.remarks(RemarkRecord.Kind.NOTE), "note", "notes");
        also(summary, run.findings(), "wire finding", "wire findings");
        return summary.append("; ")
                .append(Visible.line(run.server()))
                .append(", ")
                .append(Seconds.of(run.duration(), 2))
                .append(" s")
                .append(run.cutShort() == null ? "" : "; cut short: " + Visible.line(run.cutShort()))
                .toString();
    }

    private static void also(StringBuilder summary, long count, String one, String several) {
        if (count > 0) {
            summary.append(", ").append(count).append(' ').append(count == 1 ? one : several);
        }
    }
}
