/**
 * Text, places in it, and what we say about a place.
 *
 * <p>Depends on nothing. Read {@link dev.parley.source.SourceFile}, {@link dev.parley.source.Span}, then
 * {@link dev.parley.source.Diagnostic} and {@link dev.parley.source.DiagnosticRenderer}.
 */
@NullMarked
package dev.parley.source;

import org.jspecify.annotations.NullMarked;
