package dev.parley.interpreter;

import dev.parley.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what there is to say about a problem. */
final class ProblemBuilder {
    private final Problem.Kind kind;
    private final Span span;
    private final String message;
    private final List<String> notes = new ArrayList<>();
    private @Nullable String label;
    private @Nullable String expected;
    private @Nullable String actual;
    private @Nullable String hint;
    private List<Span> calls = List.of();

    private ProblemBuilder(Problem.Kind kind, Span span, String message) {
        this.kind = kind;
        this.span = span;
        this.message = message;
    }

    static ProblemBuilder failure(Span span, String message) {
        return new ProblemBuilder(Problem.Kind.FAILURE, span, message);
    }

    static ProblemBuilder script(Span span, String message) {
        return new ProblemBuilder(Problem.Kind.SCRIPT, span, message);
    }

    static ProblemBuilder couldNotRun(Span span, String message) {
        return new ProblemBuilder(Problem.Kind.COULD_NOT_RUN, span, message);
    }

    static ProblemBuilder internal(Span span, String message) {
        return new ProblemBuilder(Problem.Kind.INTERNAL, span, message);
    }

    ProblemBuilder label(@Nullable String words) {
        label = words;
        return this;
    }

    ProblemBuilder expected(@Nullable String text) {
        expected = text;
        return this;
    }

    ProblemBuilder actual(@Nullable String text) {
        actual = text;
        return this;
    }

    ProblemBuilder note(@Nullable String sentence) {
        if (sentence != null && !sentence.isEmpty()) {
            notes.add(sentence);
        }
        return this;
    }

    ProblemBuilder hint(@Nullable String advice) {
        hint = advice;
        return this;
    }

    ProblemBuilder calls(List<Span> chain) {
        calls = chain;
        return this;
    }

    Problem build() {
        return new Problem(kind, span, message, label, expected, actual, notes, hint, calls);
    }
}
