package dev.parley.syntax;

import dev.parley.source.Span;

/** What {@code then} and {@code otherwise} lead to: one verdict, or a block. */
public sealed interface Outcome extends Node {
    /** {@code then deviation "…"}. */
    record Judged(Verdict verdict) implements Outcome {
        @Override
        public Span span() {
            return verdict.span();
        }
    }

    /** <code>then { … }</code>. */
    record Continued(Block block) implements Outcome {
        @Override
        public Span span() {
            return block.span();
        }
    }
}
