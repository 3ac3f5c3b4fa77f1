package dev.parley.expression;

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

    /**
     * @param groovy whether Groovy may be used; if not, an expression that needs it is wrong and says so
     */
    public Expressions(boolean groovy) {
        throw new UnsupportedOperationException();
    }

    /**
     * @param text Groovy, in which durations, sizes and {@code #} comments of the language may stand
     */
    public Result compile(String text) {
        throw new UnsupportedOperationException();
    }

    /** Equality as {@code ==} has it in Groovy: numbers by value, strings by characters, lists by elements. */
    public static boolean areEqual(@org.jspecify.annotations.Nullable Object a, @org.jspecify.annotations.Nullable Object b) {
        throw new UnsupportedOperationException();
    }
}
