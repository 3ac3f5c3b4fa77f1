package dev.parley.expression;

import org.jspecify.annotations.Nullable;

/**
 * An expression that does not compile.
 *
 * @param start offset in the expression's text where the error is
 * @param end offset behind it
 * @param message a sentence for the user
 * @param hint what to write instead, or null
 */
public record ExpressionError(
        int start, int end, String message, @Nullable String hint) {}
