package dev.parley.program;

import dev.parley.expression.Compiled;
import dev.parley.expression.ExpressionError;
import dev.parley.expression.Expressions;
import dev.parley.source.Diagnostic;
import dev.parley.syntax.Expression;
import dev.parley.syntax.Node;
import java.nio.file.Path;
import java.util.IdentityHashMap;

/** Compiles the expressions of a program. */
final class Compilation {
    private final Expressions expressions;
    private final Findings findings;
    private final IdentityHashMap<Expression, Compiled> compiled = new IdentityHashMap<>();

    Compilation(Expressions expressions, Findings findings) {
        this.expressions = expressions;
        this.findings = findings;
    }

    IdentityHashMap<Expression, Compiled> compiled() {
        return compiled;
    }

    /** @param root what the script's own paths are relative to */
    void compile(Unit unit, Path root) {
        for (Node node : unit.nodes()) {
            if (node instanceof Expression expression) {
                compile(expression, unit.directory(), root);
            }
        }
    }

    private void compile(Expression expression, Path directory, Path root) {
        switch (expressions.compile(expression.text())) {
            case Expressions.Result.Ready ready ->
                compiled.put(
                        expression,
                        directory.equals(root) ? ready.compiled() : new Relocated(ready.compiled(), directory));
            case Expressions.Result.Wrong wrong -> {
                // An extent that the parser had to cut says nothing new about its place.
                if (!findings.isBlamed(expression.span())) {
                    findings.add(diagnostic(expression, wrong.error()));
                }
            }
        }
    }

    private static Diagnostic diagnostic(Expression expression, ExpressionError error) {
        return Diagnostic.error(expression.span().part(error.start(), error.end()), error.message())
                .withHint(error.hint());
    }
}
