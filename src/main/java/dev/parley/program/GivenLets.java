package dev.parley.program;

import dev.parley.expression.Compiled;
import dev.parley.expression.Expressions;
import dev.parley.expression.Scope;
import dev.parley.source.Diagnostic;
import dev.parley.source.SourceFile;
import dev.parley.source.Span;
import dev.parley.syntax.Expression;
import dev.parley.syntax.Item;
import dev.parley.syntax.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes of the variables from outside declarations like those of a file. A value is a text; where it replaces a literal
 * number, duration, size or truth value of the script, it is read as one too.
 */
final class GivenLets {
    /** What a literal of the script is, and what is then wanted from outside. */
    private enum Kind {
        NUMBER("a number", "\\d+(\\.\\d+)?"),
        DURATION("a duration", "\\d+(\\.\\d+)?(ms|s|m)"),
        SIZE("a size", "\\d+(B|KB|MB|GB)"),
        TRUTH("`true` or `false`", "true|false");

        private final String words;
        private final Pattern form;

        Kind(String words, String form) {
            this.words = words;
            this.form = Pattern.compile(form);
        }
    }

    private final Map<Expression, Compiled> compiled;
    private final Findings findings;
    private final List<Item.Let> lets = new ArrayList<>();

    /** @param compiled takes over what the variables are */
    GivenLets(Map<String, String> given, List<Item> items, Map<Expression, Compiled> compiled, Findings findings) {
        this.compiled = compiled;
        this.findings = findings;
        new TreeMap<>(given).forEach((name, value) -> add(name, value, items));
    }

    /** By name. */
    List<Item.Let> all() {
        return lets;
    }

    private void add(String name, String value, List<Item> items) {
        // Neither name nor text of a file: what it holds may be a secret, and a place in it is never shown.
        Span nowhere = new Span(new SourceFile("<given>", ""), 0, 0);
        Expression expression = new Expression(nowhere, "");
        Object read = value;
        for (Item item : items) {
            if (item instanceof Item.Let let && let.name().text().equals(name)) {
                read = as(kind(let), let, value);
            }
        }
        compiled.put(expression, new Constant(read));
        lets.add(new Item.Let(nowhere, new Name(nowhere, name), expression));
    }

    private static @Nullable Kind kind(Item.Let let) {
        String text = let.expression().text().strip();
        for (Kind kind : Kind.values()) {
            if (kind.form.matcher(text).matches()) {
                return kind;
            }
        }
        return null;
    }

    private @Nullable Object as(@Nullable Kind kind, Item.Let let, String value) {
        if (kind == null) {
            return value;
        }
        if (!kind.form.matcher(value).matches()) {
            findings.add(Diagnostic.error(
                            let.name().span(),
                            "`" + let.name().text() + "` is given from outside and is not " + kind.words
                                    + ", as this one is.")
                    .withHint("give it as it could stand here"));
            return value;
        }
        return new Expressions(false).compile(value) instanceof Expressions.Result.Ready(Compiled literal)
                ? literal.evaluate(NoScope.NONE)
                : value;
    }

    /** A value that needs no computing. */
    private record Constant(@Nullable Object value) implements Compiled {
        @Override
        public @Nullable Object evaluate(Scope scope) {
            return value;
        }

        @Override
        public Checked check(Scope scope) {
            throw new IllegalStateException("A variable is no check.");
        }

        @Override
        public Map<String, Integer> freeNames() {
            return Map.of();
        }

        @Override
        public Set<String> paths() {
            return Set.of();
        }
    }

    /** Literals see nothing. */
    private enum NoScope implements Scope {
        NONE;

        @Override
        public boolean has(String name) {
            return false;
        }

        @Override
        public @Nullable Object get(String name) {
            throw new IllegalStateException(name);
        }

        @Override
        public Set<String> names() {
            return Set.of();
        }

        @Override
        public dev.parley.expression.Surroundings surroundings() {
            throw new IllegalStateException("A literal asks for nothing.");
        }
    }
}
