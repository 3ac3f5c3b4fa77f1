package dev.parley.syntax;

import dev.parley.source.Span;

/** A word that names something: a variable, an account, a session, a procedure, a tag, a requirement. */
public record Name(Span span, String text) implements Node {}
