package dev.parley.interpreter;

import dev.parley.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * Something recorded while the test went on.
 *
 * @param requirement the row it speaks of, or null
 */
public record Remark(
        Kind kind, Span span, String text, @Nullable String requirement) {
    /** What it is. */
    public enum Kind {
        DEVIATION,
        NOTE,
        LOG
    }
}
