package dev.parley.syntax;

import dev.parley.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be expected of the peer in one step. */
public sealed interface Expectation extends Node {
    /** The step's deadline from {@code within}, or null for the customary one. */
    @Nullable
    Value within();

    List<Assertion> assertions();

    /** The status of a reply. */
    enum Status {
        OK,
        ERR,
        /** {@code +}: a SASL continuation. */
        CONTINUATION,
        /** {@code any}: {@code +OK} or {@code -ERR}. */
        ANY
    }

    /** How the reply is framed, where it is said. */
    enum Form {
        /** By what was sent. */
        BY_COMMAND,
        SINGLE,
        MULTI,
        /** {@code single or multi line}: not known beforehand. */
        EITHER
    }

    /** What is said of the response code. */
    sealed interface Code extends Node {
        /** {@code [IN-USE]}; fits by level, case ignored. */
        record Is(Span span, String code) implements Code {}

        /** {@code no code}. */
        record None(Span span) implements Code {}
    }

    /** {@code expect +OK [CODE] "text" single line within 2s { … }}. At most one of text and pattern is given. */
    record Reply(
            Span span,
            Status status,
            @Nullable Code code,
            @Nullable Template text,
            @Nullable Pattern pattern,
            Form form,
            @Nullable Value within,
            List<Assertion> assertions)
            implements Expectation {
        public Reply {
            assertions = List.copyOf(assertions);
        }
    }

    /** How a stream ends. */
    enum Ending {
        /** {@code close}: an orderly end. */
        CLOSE,
        /** {@code reset}. */
        RESET,
        /** {@code end}: either. */
        END
    }

    /** {@code expect close}, {@code expect reset}, {@code expect end}. */
    record End(Span span, Ending ending, @Nullable Value within) implements Expectation {
        @Override
        public List<Assertion> assertions() {
            return List.of();
        }
    }

    /** {@code expect nothing for 500ms}. */
    record Nothing(Span span, Value time) implements Expectation {
        @Override
        public @Nullable Value within() {
            return null;
        }

        @Override
        public List<Assertion> assertions() {
            return List.of();
        }
    }

    /** How long octets are collected. */
    sealed interface Extent {
        /** {@code until end}. */
        record UntilEnd() implements Extent {}

        /** {@code for 1s}. */
        record For(Value time) implements Extent {}

        /** {@code 5}: exactly so many. */
        record Count(Value octets) implements Extent {}
    }

    /** {@code expect octets …}: no typed reply. */
    record Octets(Span span, Extent extent, @Nullable Value within, List<Assertion> assertions) implements Expectation {
        public Octets {
            assertions = List.copyOf(assertions);
        }
    }

    /** {@code expect replies for 1s { … }}. */
    record Replies(Span span, Value time, List<Assertion> assertions) implements Expectation {
        public Replies {
            assertions = List.copyOf(assertions);
        }

        @Override
        public @Nullable Value within() {
            return null;
        }
    }
}
