package dev.parley.syntax;

import dev.parley.source.Span;
import java.util.List;

/** One line of an {@code expect} block. */
public sealed interface Assertion extends Node {
    /** Whether {@code not} stands before the whole. */
    boolean negated();

    /** {@code text ~ /messages/}. */
    record Of(Span span, boolean negated, Subject subject, Predicate predicate) implements Assertion {}

    /** <code>lines in any order { "TOP"; ~ /^SASL / } and nothing else</code>. */
    record LinesInAnyOrder(Span span, boolean negated, List<Predicate> lines, boolean nothingElse)
            implements Assertion {
        public LinesInAnyOrder {
            lines = List.copyOf(lines);
        }
    }
}
