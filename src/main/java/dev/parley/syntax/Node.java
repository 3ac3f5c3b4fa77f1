package dev.parley.syntax;

import dev.parley.source.Span;

/** Anything in a script that has a place. */
public interface Node {
    Span span();
}
