package dev.parley.syntax;

import dev.parley.source.Span;

/** What an assertion says of its subject. */
public sealed interface Predicate extends Node {
    /** The six comparisons. */
    enum Operator {
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /** {@code == 3}; the span is the operator's to the value's end. */
    record Compares(Span span, Operator operator, Value value) implements Predicate {}

    /** {@code ~ /x/}, or {@code !~ /x/}. */
    record Matches(Span span, boolean negated, Pattern pattern) implements Predicate {}

    /** {@code contains "x"}. */
    record Contains(Span span, Value value) implements Predicate {}

    /** {@code starts with "x"}. */
    record StartsWith(Span span, Value value) implements Predicate {}

    /** {@code ends with "x"}. */
    record EndsWith(Span span, Value value) implements Predicate {}

    /** {@code is empty}. */
    record IsEmpty(Span span) implements Predicate {}

    /** {@code in [1, 2]}, {@code in 1..2}. */
    record In(Span span, Value values) implements Predicate {}
}
