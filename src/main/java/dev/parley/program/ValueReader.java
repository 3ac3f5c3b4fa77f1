package dev.parley.program;

import dev.parley.expression.Compiled;
import dev.parley.expression.Scope;
import dev.parley.syntax.Expression;
import dev.parley.syntax.Pattern;
import dev.parley.syntax.Template;
import dev.parley.syntax.Value;
import org.jspecify.annotations.Nullable;

/** STUB until the program room is merged. */
public final class ValueReader {
    public ValueReader(Program program) {
        throw new UnsupportedOperationException();
    }

    public @Nullable Object read(Value value, Scope scope) {
        throw new UnsupportedOperationException();
    }

    public String read(Template template, Scope scope) {
        throw new UnsupportedOperationException();
    }

    public com.google.re2j.Pattern read(Pattern pattern, Scope scope) {
        throw new UnsupportedOperationException();
    }

    public Compiled of(Expression expression) {
        throw new UnsupportedOperationException();
    }
}
