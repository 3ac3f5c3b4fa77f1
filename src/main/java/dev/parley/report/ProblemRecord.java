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

    public ProblemRecord {
        notes = List.copyOf(notes);
        calls = List.copyOf(calls);
    }
}
