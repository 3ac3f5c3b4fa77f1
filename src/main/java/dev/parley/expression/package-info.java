/**
 * Compiles and runs one embedded expression; the only home of Groovy.
 *
 * <p>Depends on {@code source}, and on {@code sasl} for the function {@code scram}. Read {@link dev.parley.expression.Expressions},
 * {@link dev.parley.expression.Compiled}, {@link dev.parley.expression.Scope}.
 */
@NullMarked
package dev.parley.expression;

import org.jspecify.annotations.NullMarked;
