package dev.parley.report;

import dev.parley.source.DiagnosticRenderer;
import dev.parley.source.Span;
import dev.parley.source.Visible;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The block that says why a test failed: where, what was expected, what came, and what was exchanged. */
public final class FailureText {
    private static final int TAIL = 12;

    /** So much of a value is shown unless all was asked for. */
    private static final int LONGEST = 300;

    private FailureText() {}

    /** How much of a transcript is shown. */
    public enum Extent {
        NONE,
        TAIL,
        FULL
    }

    /** The whole block, without the line that names the test. */
    public static String of(TestRecord test, Extent transcript) {
        StringBuilder out = new StringBuilder();
        for (ProblemRecord problem : test.problems()) {
            problem(out, problem, transcript != Extent.FULL);
            out.append('\n');
        }
        transcripts(out, test.sessions(), transcript);
        out.append("  again: ").append(Visible.line(test.again())).append('\n');
        // What the script and its path hold is not to be trusted with a terminal either.
        return Visible.block(out.toString());
    }

    /** What was exchanged in all sessions. */
    public static String transcripts(List<SessionRecord> sessions, Extent extent) {
        StringBuilder out = new StringBuilder();
        transcripts(out, sessions, extent);
        return Visible.block(out.toString());
    }

    private static void problem(StringBuilder out, ProblemRecord problem, boolean cut) {
        out.append(word(problem.kind()))
                .append(": ")
                .append(Visible.line(problem.message()))
                .append('\n');
        Span span = problem.span();
        DiagnosticRenderer.excerpt(out, span, problem.label() == null ? null : Visible.line(problem.label()));
        String gutter = " ".repeat(Integer.toString(span.line()).length() + 1);
        fact(out, gutter, "expected: ", problem.expected(), cut);
        fact(out, gutter, "actual:   ", problem.actual(), cut);
        problem.notes().forEach(note -> fact(out, gutter, "note: ", note, cut));
        fact(out, gutter, "help: ", problem.hint(), false);
        for (Span call : problem.calls()) {
            fact(out, gutter, "called at ", call.place(), false);
        }
    }

    private static String word(ProblemRecord.Kind kind) {
        return switch (kind) {
            case FAILURE -> "failure";
            case SCRIPT -> "error";
            case COULD_NOT_RUN -> "could not run";
            case INTERNAL -> "internal error";
        };
    }

    private static void fact(StringBuilder out, String gutter, String title, @Nullable String text, boolean cut) {
        if (text == null) {
            return;
        }
        String[] lines = Visible.block(text).split("\n", -1);
        out.append(gutter).append("= ").append(title).append(cut(lines[0], cut)).append('\n');
        for (int i = 1; i < lines.length; i++) {
            out.append(gutter)
                    .append(" ".repeat(title.length() + 2))
                    .append(cut(lines[i], cut))
                    .append('\n');
        }
    }

    private static String cut(String line, boolean cut) {
        if (!cut || line.length() <= LONGEST) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return line.substring(0, end) + " … " + (line.length() - end) + " more characters (--transcript full)";
    }

    private static void transcripts(StringBuilder out, List<SessionRecord> sessions, Extent extent) {
        if (extent == Extent.NONE) {
            return;
        }
        for (SessionRecord session : sessions) {
            boolean tls = session.lines().stream().anyMatch(SessionRecord.Line::tls);
            out.append("  session ")
                    .append(session.name())
                    .append(", ")
                    .append(session.address())
                    .append(", ")
                    .append(session.security())
                    .append(tls ? " (* through TLS)" : "")
                    .append('\n');
            List<SessionRecord.Line> lines = session.lines();
            int from = extent == Extent.FULL ? 0 : Math.max(0, lines.size() - TAIL);
            if (from > 0) {
                out.append("           …  ").append(from).append(from == 1 ? " earlier line" : " earlier lines");
                out.append(" (--transcript full)\n");
            }
            lines.subList(from, lines.size()).forEach(line -> line(out, line));
            out.append('\n');
        }
    }

    private static void line(StringBuilder out, SessionRecord.Line line) {
        out.append("    ").append(seconds(line.at())).append("  ");
        switch (line.direction()) {
            case ' ' -> out.append("-- ");
            default -> out.append(line.direction()).append(line.tls() ? "* " : "  ");
        }
        out.append(Visible.line(line.text())).append('\n');
    }

    /** Seconds with three decimals. */
    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
    }
}
