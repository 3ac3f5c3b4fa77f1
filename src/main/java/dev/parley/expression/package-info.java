/**
 * Compiles and runs one embedded expression; the only home of Groovy.
 *
 * <p>Depends on {@code source} only. Read {@link dev.parley.expression.Expressions},
 * {@link dev.parley.expression.Compiled}, {@link dev.parley.expression.Scope}.
 */
@NullMarked
package dev.parley.expression;

import org.jspecify.annotations.NullMarked;
