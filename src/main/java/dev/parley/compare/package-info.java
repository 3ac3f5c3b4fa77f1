/**
 * What an upgrade changed: the same scripts, the same questions and the same maildrops on two servers, or on one before
 * and after.
 *
 * <p>Depends on {@code difference}, {@code interpreter}, {@code inventory}, {@code report}, {@code server}, {@code wire}. Read {@link
 * dev.parley.compare.Baseline}, {@link dev.parley.compare.Comparison}, {@link dev.parley.compare.Difference}.
 */
@NullMarked
package dev.parley.compare;

import org.jspecify.annotations.NullMarked;
