/**
 * Turns text into a tree, or into diagnostics; the only home of ANTLR.
 *
 * <p>Depends on {@code source} and {@code syntax}. Read {@link dev.parley.parse.ScriptParser}, the grammar in {@code
 * grammar/}, then {@link dev.parley.parse.ParleyLexerBase} and {@link dev.parley.parse.ErrorRecovery} for what the
 * grammar does not say, and {@link dev.parley.parse.ItemBuilder} for the tree.
 */
@NullMarked
package dev.parley.parse;

import org.jspecify.annotations.NullMarked;
