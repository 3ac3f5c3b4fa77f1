/**
 * The script as data: what a file says, each part with the place where it stands.
 *
 * <p>Depends on {@code source} only. Read {@link dev.parley.syntax.Script}, {@link dev.parley.syntax.Statement},
 * {@link dev.parley.syntax.Expectation}, {@link dev.parley.syntax.Assertion}, {@link dev.parley.syntax.Value}.
 */
@NullMarked
package dev.parley.syntax;

import org.jspecify.annotations.NullMarked;
