/**
 * The ways in which two servers can differ, how much each matters, and what a team has decided of it.
 *
 * <p>Depends on nothing. Read {@link dev.parley.difference.Kind}, {@link dev.parley.difference.Rule}.
 */
@NullMarked
package dev.parley.difference;

import org.jspecify.annotations.NullMarked;
