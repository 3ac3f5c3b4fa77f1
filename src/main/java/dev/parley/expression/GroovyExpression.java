package dev.parley.expression;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;
import org.jspecify.annotations.Nullable;

/** An expression compiled by Groovy; each evaluation has its own instance of the compiled class. */
final class GroovyExpression implements Compiled {
    private final String text;
    private final Constructor<? extends ExpressionScript> constructor;
    private final Map<String, Object> measures;
    private final Map<String, Integer> freeNames;
    private final Set<String> paths;

    GroovyExpression(
            String text,
            Constructor<? extends ExpressionScript> constructor,
            Map<String, Object> measures,
            Map<String, Integer> freeNames,
            Set<String> paths) {
        this.text = text;
        this.constructor = constructor;
        this.measures = measures;
        this.freeNames = freeNames;
        this.paths = paths;
    }

    @Override
    public @Nullable Object evaluate(Scope scope) {
        Derivation derivation = new Derivation(scope, text);
        return derivation.concluded(plain(run(scope, derivation, null)));
    }

    @Override
    public Checked check(Scope scope) {
        List<Drawing.Recorded> recorded = new ArrayList<>();
        Derivation derivation = new Derivation(scope, text);
        Object value = run(scope, derivation, recorded);
        boolean holds = isTrue(value);
        return new Checked(holds, holds ? "" : Drawing.draw(text, recorded, derivation));
    }

    @Override
    public Map<String, Integer> freeNames() {
        return freeNames;
    }

    @Override
    public Set<String> paths() {
        return paths;
    }

    private @Nullable Object run(Scope scope, Derivation derivation, @Nullable List<Drawing.Recorded> recorded) {
        try {
            ExpressionScript script = constructor.newInstance();
            script.prepare(scope, measures, derivation, recorded);
            return script.run();
        } catch (Exception | AssertionError | StackOverflowError failure) {
            EvaluationException translated = Failures.translate(failure);
            throw derivation.isSecret()
                    ? new EvaluationException(derivation.shown(String.valueOf(translated.getMessage())))
                    : translated;
        }
    }

    private static boolean isTrue(@Nullable Object value) {
        try {
            return DefaultTypeTransformation.castToBoolean(value);
        } catch (RuntimeException failure) {
            throw Failures.translate(failure);
        }
    }

    /** Without Groovy's own texts, which are equal to strings only for Groovy. */
    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case List<?> list
            when list.stream().anyMatch(GroovyExpression::isGroovyText) -> {
                List<@Nullable Object> plain = new ArrayList<>();
                list.forEach(element -> plain.add(text(element)));
                yield plain;
            }
            case Map<?, ?> map
            when map.keySet().stream().anyMatch(GroovyExpression::isGroovyText)
                    || map.values().stream().anyMatch(GroovyExpression::isGroovyText) -> {
                Map<@Nullable Object, @Nullable Object> plain = new LinkedHashMap<>();
                map.forEach((key, element) -> plain.put(text(key), text(element)));
                yield plain;
            }
            case null, default -> text(value);
        };
    }

    private static boolean isGroovyText(@Nullable Object value) {
        return value instanceof groovy.lang.GString;
    }

    private static @Nullable Object text(@Nullable Object value) {
        return value instanceof groovy.lang.GString text ? text.toString() : value;
    }
}
