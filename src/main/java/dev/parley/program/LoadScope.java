package dev.parley.program;

import dev.parley.expression.Compiled;
import dev.parley.expression.EvaluationException;
import dev.parley.expression.Scope;
import dev.parley.expression.Surroundings;
import dev.parley.syntax.Expression;
import dev.parley.syntax.Item;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What can be seen while a script is loaded: its lets, computed when they are wanted, and the values of one row. */
final class LoadScope implements Scope {
    private final Map<String, Expression> lets;
    private final Map<Expression, Compiled> compiled;
    private final Set<String> later;
    private final Surroundings surroundings;
    private final Map<String, @Nullable Object> values;
    private final Set<String> underWay = new HashSet<>();

    /** @param later names that are known only while a test runs */
    LoadScope(List<Item.Let> lets, Map<Expression, Compiled> compiled, Set<String> later, Surroundings surroundings) {
        this.lets = new HashMap<>();
        lets.forEach(let -> this.lets.putIfAbsent(let.name().text(), let.expression()));
        this.compiled = compiled;
        this.later = later;
        this.surroundings = surroundings;
        this.values = new HashMap<>();
    }

    private LoadScope(LoadScope outer, Map<String, @Nullable Object> row) {
        this.lets = new HashMap<>(outer.lets);
        this.compiled = outer.compiled;
        this.later = outer.later;
        this.surroundings = outer.surroundings;
        this.values = new HashMap<>(outer.values);
        this.values.putAll(row);
    }

    LoadScope with(Map<String, @Nullable Object> row) {
        return new LoadScope(this, row);
    }

    @Override
    public boolean has(String name) {
        return values.containsKey(name) || lets.containsKey(name) || later.contains(name);
    }

    @Override
    public @Nullable Object get(String name) {
        if (!values.containsKey(name)) {
            values.put(name, compute(name));
        }
        return values.get(name);
    }

    private @Nullable Object compute(String name) {
        Expression expression = lets.get(name);
        if (expression == null) {
            throw new EvaluationException("`" + name + "` is known only while a test runs.");
        }
        Compiled let = compiled.get(expression);
        if (let == null || !underWay.add(name)) {
            throw new EvaluationException("`" + name + "` cannot be computed.");
        }
        try {
            return let.evaluate(this);
        } finally {
            underWay.remove(name);
        }
    }

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>(lets.keySet());
        names.addAll(values.keySet());
        return names;
    }

    @Override
    public Surroundings surroundings() {
        return surroundings;
    }
}
