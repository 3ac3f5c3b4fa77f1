package dev.parley.expression;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Expressions compiled, and evaluated over a scope with a value of each kind. */
final class Evaluation {
    static final Expressions EXPRESSIONS = new Expressions(true);

    static final MapScope SCOPE = MapScope.of(
            "count",
            2L,
            "text",
            "abc",
            "list",
            List.of("1 120", "2 200"),
            "map",
            Map.of("a", 1),
            "nothing",
            null,
            "time",
            Duration.ofMillis(200),
            "tls",
            new Version("TLSv1.3"));

    private Evaluation() {}

    static Object value(String text) {
        return ready(text).evaluate(SCOPE);
    }

    static Compiled ready(String text) {
        return switch (EXPRESSIONS.compile(text)) {
            case Expressions.Result.Ready ready -> ready.compiled();
            case Expressions.Result.Wrong wrong -> throw new AssertionError(text + ": " + wrong.error());
        };
    }

    static ExpressionError error(String text) {
        return switch (EXPRESSIONS.compile(text)) {
            case Expressions.Result.Ready ready -> throw new AssertionError(text + " compiles");
            case Expressions.Result.Wrong wrong -> wrong.error();
        };
    }

    /** A value with properties. */
    public record Version(String version) implements Properties {
        @Override
        public Object get(String property) {
            if (property.equals("version")) {
                return version;
            }
            throw new NoSuchPropertyException("`tls` has no `" + property + "`.");
        }

        @Override
        public java.util.Set<String> propertyNames() {
            return java.util.Set.of("version");
        }
    }
}
