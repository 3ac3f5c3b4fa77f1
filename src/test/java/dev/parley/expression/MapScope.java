package dev.parley.expression;

import dev.parley.wire.WireText;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A scope over a map, for tests. */
record MapScope(Map<String, @Nullable Object> variables, Surroundings surroundings) implements Scope {
    static MapScope of(Object... namesAndValues) {
        Map<String, @Nullable Object> variables = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new MapScope(variables, surroundings(Path.of(".")));
    }

    static Surroundings surroundings(Path directory) {
        return new Surroundings(
                directory,
                name -> "PARLEY_TEST".equals(name) ? "set" : null,
                new Random(1),
                () -> Instant.EPOCH,
                WireText::decode,
                WireText::encode);
    }

    @Override
    public boolean has(String name) {
        return variables.containsKey(name);
    }

    @Override
    public @Nullable Object get(String name) {
        return variables.get(name);
    }

    @Override
    public Set<String> names() {
        return variables.keySet();
    }
}
