package dev.parley.syntax;

import dev.parley.source.Span;
import java.time.Duration;
import java.util.List;

/** What may stand where the language wants a value. */
public sealed interface Value extends Node {
    /** {@code "…"}, {@code '…'} or a text block. */
    record Text(Template template) implements Value {
        @Override
        public Span span() {
            return template.span();
        }
    }

    /** A whole number ({@link Long}) or a decimal ({@link java.math.BigDecimal}). */
    record NumberLiteral(Span span, Number number) implements Value {}

    /** {@code 250ms}, {@code 2s}, {@code 5m}. */
    record DurationLiteral(Span span, Duration duration) implements Value {}

    /** {@code 64KB}, {@code 20MB}: KB is 1,024 octets. */
    record SizeLiteral(Span span, long octets) implements Value {}

    /** {@code ["a", "b"]}. */
    record ListLiteral(Span span, List<Value> elements) implements Value {
        public ListLiteral {
            elements = List.copyOf(elements);
        }
    }

    /** {@code 1..n}; empty when the end is below the start. */
    record Range(Span span, Value first, Value last) implements Value {}

    /** {@code hex "0d 0a"}. */
    record Hex(Span span, Template digits) implements Value {}

    /** {@code file "mail/plain.eml"}, relative to the script. */
    record FileContent(Span span, Template path) implements Value {}

    /** A variable, or a property of one: {@code total}, {@code tls.version}. */
    record Path(Span span, List<Name> names) implements Value {
        public Path {
            names = List.copyOf(names);
        }
    }

    /** {@code delivered 2}: what was put into the maildrop as its second message. */
    record Delivered(Span span, Value number) implements Value {}

    /** Groovy in parentheses or {@code ${…}}. The span includes what encloses it. */
    record Embedded(Span span, Expression expression) implements Value {}
}
