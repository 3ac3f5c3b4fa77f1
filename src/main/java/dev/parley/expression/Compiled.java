package dev.parley.expression;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An expression ready to run, any number of times and by several threads. */
public interface Compiled {
    /**
     * The value; strings always {@link String}, never GString, also inside lists and maps at the top level.
     *
     * @throws EvaluationException when it cannot be computed
     */
    @Nullable
    Object evaluate(Scope scope);

    /**
     * Evaluates it as a check.
     *
     * @throws EvaluationException when it cannot be computed
     */
    Checked check(Scope scope);

    /** The names it takes from the scope, each with its offset in the expression's text at the first use. */
    java.util.Map<String, Integer> freeNames();

    /** The first properties read of free names, as {@code tls.version}, for a check at load. */
    Set<String> paths();

    /**
     * What came of a check.
     *
     * @param holds Groovy's truth of the value
     * @param drawing when it does not hold, the expression with the values of its sub-expressions beneath, line by
     *     line; else empty
     */
    record Checked(boolean holds, String drawing) {}
}
