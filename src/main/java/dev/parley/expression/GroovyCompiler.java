package dev.parley.expression;

/** Compiles one expression with Groovy. */
final class GroovyCompiler {
    Expressions.Result compile(String text) {
        throw new UnsupportedOperationException(text);
    }
}
