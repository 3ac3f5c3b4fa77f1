package dev.parley.syntax;

import dev.parley.source.Span;

/**
 * An extent of Groovy.
 *
 * @param span from the first to the last character of the Groovy text, without what encloses it
 * @param text the characters of the span, each {@code #} comment overwritten with blanks, so that offsets agree
 */
public record Expression(Span span, String text) implements Node {}
