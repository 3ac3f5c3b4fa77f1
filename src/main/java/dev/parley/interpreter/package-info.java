/**
 * Runs a program against sessions and returns what happened.
 *
 * <p>Depends on {@code program}, {@code wire}, {@code sasl}, {@code server} and what is below them. Read
 * {@link dev.parley.interpreter.TestRun}, {@link dev.parley.interpreter.TestResult}.
 */
@NullMarked
package dev.parley.interpreter;

import org.jspecify.annotations.NullMarked;
