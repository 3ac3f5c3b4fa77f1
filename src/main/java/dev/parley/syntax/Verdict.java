package dev.parley.syntax;

import dev.parley.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * A verdict word with its reason: {@code deviation "STAT is not the sum of LIST"}.
 *
 * @param requirement the row it speaks of, where a test covers several; or null
 */
public record Verdict(Span span, Kind kind, @Nullable Name requirement, Template reason) implements Node {
    /** What a verdict does to the test. */
    public enum Kind {
        /** Recorded; the test goes on. */
        DEVIATION,
        /** Recorded; the test goes on. */
        NOTE,
        /** Ends the test well. */
        PASS,
        /** Ends the test as skipped. */
        SKIP,
        /** Ends the test as failed. */
        FAIL
    }
}
