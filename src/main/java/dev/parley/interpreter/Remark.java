package dev.parley.interpreter;

import dev.parley.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something recorded while the test went on.
 *
 * @param requirement the row it speaks of, or null
 * @param seen what was exchanged last when it was made
 */
public record Remark(
        Kind kind, Span span, String text, @Nullable String requirement, List<SessionLog> seen) {
    public Remark {
        seen = List.copyOf(seen);
    }

    /** The same of this row, if it names none. */
    Remark orOf(String row) {
        return requirement == null && kind != Kind.LOG ? new Remark(kind, span, text, row, seen) : this;
    }

    /** What it is. */
    public enum Kind {
        DEVIATION,
        NOTE,
        LOG
    }
}
