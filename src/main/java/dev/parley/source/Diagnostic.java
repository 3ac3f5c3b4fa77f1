package dev.parley.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to say about a place in a script.
 *
 * @param severity whether the script can run
 * @param span what the carets stand under
 * @param message one sentence about it, from capital to full stop
 * @param label a few words behind the carets, or null
 * @param hint what to write instead, or null
 * @param notes further facts, a sentence each, such as the chain of includes
 */
public record Diagnostic(
        Severity severity,
        Span span,
        String message,
        @Nullable String label,
        @Nullable String hint,
        List<String> notes) {

    /** How bad it is. */
    public enum Severity {
        ERROR,
        WARNING
    }

    public Diagnostic {
        notes = List.copyOf(notes);
    }

    public static Diagnostic error(Span span, String message) {
        return new Diagnostic(Severity.ERROR, span, message, null, null, List.of());
    }

    public static Diagnostic warning(Span span, String message) {
        return new Diagnostic(Severity.WARNING, span, message, null, null, List.of());
    }

    public Diagnostic withLabel(@Nullable String newLabel) {
        return new Diagnostic(severity, span, message, newLabel, hint, notes);
    }

    public Diagnostic withHint(@Nullable String newHint) {
        return new Diagnostic(severity, span, message, label, newHint, notes);
    }

    public Diagnostic withNote(String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new Diagnostic(severity, span, message, label, hint, all);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
