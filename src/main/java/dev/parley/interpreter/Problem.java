package dev.parley.interpreter;

import dev.parley.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that went wrong.
 *
 * @param kind whose fault it is, as far as can be told
 * @param span the word of the script it is about
 * @param message one sentence
 * @param label a few words behind the carets, or null
 * @param expected what should have come, ready to print, several lines allowed; or null
 * @param actual what came, likewise; or null
 * @param notes further facts, a sentence each
 * @param hint what to do, or null
 * @param calls where the procedures were called that led here, innermost first
 */
public record Problem(
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
        /** The server disagreed with the script. */
        FAILURE,
        /** The script cannot do what it says: a wrong address, an expression without a value. */
        SCRIPT,
        /** It could not be run: no connection, no TLS, a time-out outside of an expectation. */
        COULD_NOT_RUN,
        /** A fault of Parley's own. */
        INTERNAL
    }

    public Problem {
        notes = List.copyOf(notes);
        calls = List.copyOf(calls);
    }

    Problem withNote(String note) {
        List<String> all = new java.util.ArrayList<>(notes);
        all.add(note);
        return new Problem(kind, span, message, label, expected, actual, all, hint, calls);
    }
}
