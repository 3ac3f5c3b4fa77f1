package dev.parley.report;

import dev.parley.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that went wrong.
 *
 * @param kind whose fault it is, as far as can be told; decides the exit code
 * @param expected several lines allowed
 * @param actual several lines allowed
 * @param calls where the procedures were called that led here
 */
public record ProblemRecord(
        Kind kind,
        Span span,
        String message,
        @Nullable String label,
        @Nullable String expected,
        @Nullable String actual,
        List<String> notes,
        @Nullable String hint,
        List<Span> calls) {
    /** Whose fault it is. */
    public enum Kind {
        FAILURE,
        SCRIPT,
        COULD_NOT_RUN,
        INTERNAL
    }

    private static final int SHORT = 1_000;

    /** The same with the first thousand characters of long values. */
    public ProblemRecord shortened() {
        return new ProblemRecord(
                kind,
                span,
                message,
                label,
                expected == null ? null : cut(expected),
                actual == null ? null : cut(actual),
                notes.stream().map(ProblemRecord::cut).toList(),
                hint,
                calls);
    }

    private static String cut(String text) {
        if (text.length() <= SHORT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(SHORT - 1)) ? SHORT - 1 : SHORT;
        return text.substring(0, end) + " … " + (text.length() - end)
                + " more characters, not kept because many tests failed";
    }

    public ProblemRecord {
        notes = List.copyOf(notes);
        calls = List.copyOf(calls);
    }
}
