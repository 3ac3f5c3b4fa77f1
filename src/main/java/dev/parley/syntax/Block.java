package dev.parley.syntax;

import dev.parley.source.Span;
import java.util.List;

/** Statements between braces. */
public record Block(Span span, List<Statement> statements) implements Node {
    public Block {
        statements = List.copyOf(statements);
    }
}
