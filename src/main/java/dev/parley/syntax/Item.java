package dev.parley.syntax;

import dev.parley.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands at file level. */
public sealed interface Item extends Node {
    /** {@code suite "RETR and TOP"}. */
    record Suite(Span span, Template name) implements Item {}

    /** A clause that holds for every test of the file. */
    record ForAll(Clause clause) implements Item {
        @Override
        public Span span() {
            return clause.span();
        }
    }

    /** {@code include "common.parley"}. */
    record Include(Span span, Template path) implements Item {}

    /** {@code let folder = "mail"}. */
    record Let(Span span, Name name, Expression expression) implements Item {}

    /** {@code read only}. */
    record ReadOnly(Span span) implements Item {}

    /** {@code before { … }}. */
    record Before(Span span, Block body) implements Item {}

    /** {@code after { … }}. */
    record After(Span span, Block body) implements Item {}

    /** {@code every reply { … }}. */
    record EveryReply(Span span, List<Assertion> assertions) implements Item {
        public EveryReply {
            assertions = List.copyOf(assertions);
        }
    }

    /** {@code procedure stat(expected) { … }}. */
    record Procedure(Span span, Name name, List<Name> parameters, Block body) implements Item {
        public Procedure {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * {@code test "…" for each … { … }}.
     *
     * @param header from {@code test} to before the opening brace
     * @param each null when the test runs once
     */
    record Test(
            Span span, Span header, Template name, @Nullable Each each, List<Clause> clauses, Block body)
            implements Item {
        public Test {
            clauses = List.copyOf(clauses);
        }
    }
}
