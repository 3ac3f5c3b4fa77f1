package dev.parley.report;

import dev.parley.source.DiagnosticRenderer;
import dev.parley.source.Page;
import dev.parley.source.Page.Ink;
import dev.parley.source.Span;
import dev.parley.source.Visible;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The block that says why a test failed: where, what was expected, what came, and what was exchanged. */
public final class FailureText {
    private static final int TAIL = 12;

    /** So much of a value is shown unless all was asked for. */
    private static final int LONGEST = 300;

    /** A line of a transcript that is longer; what is cut is cut by more than the words that say so. */
    private static final int LONGEST_LINE = 400;

    private final Page page;
    private final Extent extent;

    private FailureText(Extent extent, boolean colored) {
        this.page = new Page(colored);
        this.extent = extent;
    }

    /** How much of a transcript is shown. */
    public enum Extent {
        NONE,
        TAIL,
        FULL
    }

    /** The whole block, without the line that names the test, and without colours. */
    public static String of(TestRecord test, Extent transcript) {
        return of(test, transcript, false);
    }

    /** The whole block, without the line that names the test. */
    public static String of(TestRecord test, Extent transcript, boolean colored) {
        FailureText text = new FailureText(transcript, colored);
        text.problems(test);
        text.sessions(test.sessions());
        text.again(test);
        return text.page.toString();
    }

    /**
     * What went wrong, without what was exchanged and without colours.
     *
     * @param whole whether long values are shown to their end
     */
    public static String problems(TestRecord test, boolean whole) {
        FailureText text = new FailureText(whole ? Extent.FULL : Extent.NONE, false);
        text.problems(test);
        text.again(test);
        return text.page.toString();
    }

    /** What was exchanged in all sessions, without colours. */
    public static String transcripts(List<SessionRecord> sessions, Extent extent) {
        return transcripts(sessions, extent, false);
    }

    /** What was exchanged in all sessions. */
    public static String transcripts(List<SessionRecord> sessions, Extent extent, boolean colored) {
        FailureText text = new FailureText(extent, colored);
        text.sessions(sessions);
        return text.page.toString();
    }

    private void problems(TestRecord test) {
        for (ProblemRecord problem : test.problems()) {
            problem(problem);
            page.end();
        }
    }

    private void again(TestRecord test) {
        page.add("  ")
                .add(Ink.STRONG, "again:")
                .add(" " + Visible.line(test.again()))
                .end();
    }

    private void problem(ProblemRecord problem) {
        Span span = problem.span();
        page.add(Ink.ERROR, word(problem.kind()))
                .add(Ink.STRONG, ": " + Visible.line(problem.message()))
                .end();
        DiagnosticRenderer.excerpt(page, span, problem.label(), Ink.ERROR);
        boolean cut = extent != Extent.FULL;
        fact(span, Ink.STRONG, "expected: ", Ink.EXPECTED, problem.expected(), cut);
        fact(span, Ink.STRONG, "actual:   ", Ink.ACTUAL, problem.actual(), cut);
        problem.notes().forEach(note -> fact(span, Ink.STRONG, "note: ", Ink.PLAIN, note, cut));
        fact(span, Ink.HELP, "help: ", Ink.PLAIN, problem.hint(), false);
        for (Span call : problem.calls()) {
            fact(span, Ink.STRONG, "called at ", Ink.PLAIN, call.place(), false);
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

    private void fact(Span span, Ink titleInk, String title, Ink ink, @Nullable String text, boolean cut) {
        if (text == null) {
            return;
        }
        String[] lines = Visible.block(text).split("\n", -1);
        DiagnosticRenderer.title(page, span, titleInk, title);
        for (int i = 0; i < lines.length; i++) {
            if (i > 0) {
                page.add(DiagnosticRenderer.gutter(span) + " ".repeat(title.length() + 2));
            }
            line(ink, lines[i], cut);
        }
    }

    private void line(Ink ink, String line, boolean cut) {
        if (!cut || line.length() <= LONGEST) {
            page.add(ink, line).end();
            return;
        }
        int end = end(line, LONGEST);
        page.add(ink, line.substring(0, end))
                .add(Ink.FAINT, " … " + (line.length() - end) + " more characters (--transcript full)")
                .end();
    }

    private static int end(String text, int most) {
        return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    }

    private void sessions(List<SessionRecord> sessions) {
        if (extent != Extent.NONE) {
            sessions.forEach(session -> session(extent == Extent.FULL ? session : session.folded()));
        }
    }

    private void session(SessionRecord session) {
        List<SessionRecord.Line> lines = session.lines();
        boolean tls = lines.stream().anyMatch(SessionRecord.Line::tls);
        page.add("  ")
                .add(
                        Ink.STRONG,
                        Visible.line("session " + session.name() + ", " + session.address() + ", " + session.security())
                                + (tls ? " (* through TLS)" : ""))
                .end();
        int from = extent == Extent.FULL ? 0 : Math.max(0, lines.size() - TAIL);
        if (from > 0) {
            leftOut(from + (from == 1 ? " earlier line" : " earlier lines") + " (--transcript full)");
        }
        lines.subList(from, lines.size()).forEach(this::line);
        page.end();
    }

    private void line(SessionRecord.Line line) {
        if (line.kind() == SessionRecord.Kind.LEFT_OUT) {
            leftOut(Visible.line(line.text()));
            return;
        }
        page.add("    ").add(Ink.FAINT, Seconds.of(line.at(), 3)).add("  ");
        String star = line.tls() ? "* " : "  ";
        String text = Visible.line(line.text());
        if (extent != Extent.FULL && text.length() > LONGEST_LINE) {
            int end = end(text, LONGEST);
            text = text.substring(0, end) + "… " + (text.length() - end) + " more characters (--transcript full)";
        }
        switch (line.kind()) {
            case SENT -> page.add(Ink.SENT, "C" + star + text);
            case RECEIVED, BODY -> page.add("S" + star + text);
            case NOTE, LEFT_OUT -> page.add(Ink.FAINT, "-- " + text);
        }
        page.end();
    }

    private void leftOut(String what) {
        page.add("           ").add(Ink.FAINT, "…  " + what).end();
    }
}
