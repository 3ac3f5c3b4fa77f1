package dev.parley.program;

import dev.parley.expression.Compiled;
import dev.parley.expression.Scope;
import dev.parley.expression.Surroundings;
import dev.parley.secret.Secrets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An expression of an included file, whose paths are relative to that file. */
record Relocated(Compiled expression, Path directory) implements Compiled {
    @Override
    public @Nullable Object evaluate(Scope scope) {
        return expression.evaluate(new Elsewhere(scope, directory));
    }

    @Override
    public Checked check(Scope scope) {
        return expression.check(new Elsewhere(scope, directory));
    }

    @Override
    public Map<String, Integer> freeNames() {
        return expression.freeNames();
    }

    @Override
    public Set<String> paths() {
        return expression.paths();
    }

    private record Elsewhere(Scope scope, Path directory) implements Scope {
        @Override
        public boolean has(String name) {
            return scope.has(name);
        }

        @Override
        public @Nullable Object get(String name) {
            return scope.get(name);
        }

        @Override
        public Set<String> names() {
            return scope.names();
        }

        @Override
        public Surroundings surroundings() {
            return scope.surroundings().in(directory);
        }

        @Override
        public @Nullable Secrets secrets() {
            return scope.secrets();
        }
    }
}
