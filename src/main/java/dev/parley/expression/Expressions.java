package dev.parley.expression;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Compiles expressions and keeps what it compiled by source text. Literals, paths and one comparison of them are read
 * without loading Groovy, with Groovy's own notion of equality.
 *
 * <p>Safe for use by several threads.
 */
public final class Expressions {
    /** What came of compiling: the expression, or why not. */
    public sealed interface Result {
        record Ready(Compiled compiled) implements Result {}

        record Wrong(ExpressionError error) implements Result {}
    }

    private final boolean groovy;
    private final ConcurrentMap<String, Result> results = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Result> groovyResults = new ConcurrentHashMap<>();
    private final @Nullable Path kept;
    private @Nullable GroovyExpressions groovyExpressions;

    /**
     * @param groovy whether Groovy may be used; if not, an expression that needs it is wrong and says so
     */
    public Expressions(boolean groovy) {
        this(groovy, null);
    }

    /**
     * @param groovy whether Groovy may be used
     * @param kept the directory, of this build of Parley and of Java only, where what Groovy has compiled outlives the run;
     *     null for none
     */
    public Expressions(boolean groovy, @Nullable Path kept) {
        this.groovy = groovy;
        this.kept = kept;
    }

    /**
     * @param text Groovy, in which durations, sizes and {@code #} comments of the language may stand
     */
    public Result compile(String text) {
        return results.computeIfAbsent(text, this::compileAnew);
    }

    /** Equality as {@code ==} has it in Groovy: numbers by value, strings by characters, lists by elements. */
    public static boolean areEqual(@Nullable Object a, @Nullable Object b) {
        return Comparison.areEqual(a, b);
    }

    /**
     * The value of a variable, or of a property of one.
     *
     * @param names such as {@code tls} and {@code version}
     * @throws EvaluationException when there is none
     */
    public static @Nullable Object read(Scope scope, List<String> names) {
        return Paths.read(scope, names);
    }

    /** The functions that every expression can call. */
    public static List<String> functions() {
        return Functions.NAMES;
    }

    private Result compileAnew(String text) {
        SmallExpression small = SmallReader.read(text, () -> groovyOrThrow(text));
        return small != null ? new Result.Ready(small) : withGroovy(text);
    }

    private Compiled groovyOrThrow(String text) {
        return switch (withGroovy(text)) {
            case Result.Ready ready -> ready.compiled();
            case Result.Wrong wrong ->
                throw new EvaluationException(wrong.error().message());
        };
    }

    private Result withGroovy(String text) {
        if (!groovy) {
            return new Result.Wrong(new ExpressionError(
                    0, text.length(), "This expression needs Groovy, which is switched off.", null));
        }
        return groovyResults.computeIfAbsent(text, groovyExpressions()::compile);
    }

    private synchronized GroovyExpressions groovyExpressions() {
        if (groovyExpressions == null) {
            groovyExpressions = new GroovyExpressions(kept);
        }
        return groovyExpressions;
    }
}
