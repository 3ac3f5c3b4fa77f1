package dev.parley.syntax;

import dev.parley.source.Span;

/** What a {@code for each} goes over. */
public sealed interface Source extends Node {
    /** A list, a range, a variable or an expression; a map gives key and value. */
    record Of(Value value) implements Source {
        @Override
        public Span span() {
            return value.span();
        }
    }

    /** {@code csv "accounts.csv"}: a row at a time, columns by the names in the first line. */
    record Csv(Span span, Template path) implements Source {}

    /** {@code json "cases.json"}: a list; of objects, their members are the names. */
    record Json(Span span, Template path) implements Source {}
}
