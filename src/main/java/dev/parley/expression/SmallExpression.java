package dev.parley.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A literal, a path or one comparison of them, computed without Groovy.
 *
 * <p>Where a value turns up that only Groovy knows how to read, the whole is left to Groovy.
 */
final class SmallExpression implements Compiled {
    /** One side of a comparison. */
    sealed interface Operand {
        /** Offset in the text. */
        int offset();
    }

    record Literal(int offset, @Nullable Object value) implements Operand {}

    /** {@code tls.version}, with the offset of each name. */
    record Path(List<String> names, List<Integer> offsets) implements Operand {
        @Override
        public int offset() {
            return offsets.getFirst();
        }
    }

    record Elements(int offset, List<Operand> elements) implements Operand {}

    /** {@code "${folder}/plain.eml"}: literal texts and paths in turn. */
    record Joined(int offset, List<Operand> parts) implements Operand {}

    /** The six comparisons. */
    enum Operator {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL
    }

    /** The right side of a comparison; the offset is the operator's. */
    record Comparing(int offset, Operator operator, Operand right) {}

    /** A value turned up that only Groovy can read. */
    private static final class LeftToGroovy extends RuntimeException {
        private static final long serialVersionUID = 1;

        LeftToGroovy() {
            super(null, null, false, false);
        }
    }

    private final String text;
    private final Operand left;
    private final @Nullable Comparing comparing;
    private final Supplier<Compiled> groovy;

    /** @param groovy compiles the same text with Groovy, or throws an {@link EvaluationException} */
    SmallExpression(String text, Operand left, @Nullable Comparing comparing, Supplier<Compiled> groovy) {
        this.text = text;
        this.left = left;
        this.comparing = comparing;
        this.groovy = groovy;
    }

    @Override
    public @Nullable Object evaluate(Scope scope) {
        try {
            return evaluate(scope, new ArrayList<>());
        } catch (LeftToGroovy other) {
            return groovy.get().evaluate(scope);
        }
    }

    @Override
    public Checked check(Scope scope) {
        List<Drawing.Recorded> recorded = new ArrayList<>();
        try {
            Object value = evaluate(scope, recorded);
            if (!Comparison.hasKnownTruth(value)) {
                return groovy.get().check(scope);
            }
            boolean holds = Comparison.isTrue(value);
            return new Checked(holds, holds ? "" : Drawing.draw(text, recorded, new Derivation(scope, text)));
        } catch (LeftToGroovy other) {
            return groovy.get().check(scope);
        }
    }

    @Override
    public Map<String, Integer> freeNames() {
        Map<String, Integer> names = new LinkedHashMap<>();
        paths(left).forEach(path -> names.putIfAbsent(path.names().getFirst(), path.offset()));
        if (comparing != null) {
            paths(comparing.right())
                    .forEach(path -> names.putIfAbsent(path.names().getFirst(), path.offset()));
        }
        return Collections.unmodifiableMap(names);
    }

    @Override
    public Set<String> paths() {
        List<Path> all = new ArrayList<>(paths(left));
        if (comparing != null) {
            all.addAll(paths(comparing.right()));
        }
        Set<String> first = new LinkedHashSet<>();
        all.stream()
                .filter(path -> path.names().size() > 1)
                .forEach(path ->
                        first.add(path.names().get(0) + "." + path.names().get(1)));
        return Collections.unmodifiableSet(first);
    }

    private static List<Path> paths(Operand operand) {
        return switch (operand) {
            case Literal literal -> List.of();
            case Path path -> List.of(path);
            case Elements list ->
                list.elements().stream().flatMap(part -> paths(part).stream()).toList();
            case Joined joined ->
                joined.parts().stream().flatMap(part -> paths(part).stream()).toList();
        };
    }

    private @Nullable Object evaluate(Scope scope, List<Drawing.Recorded> recorded) {
        Object first = value(left, scope, recorded);
        if (comparing == null) {
            return first;
        }
        Object second = value(comparing.right(), scope, recorded);
        if (isGroovys(left, second) || isGroovys(comparing.right(), first)) {
            throw new LeftToGroovy();
        }
        boolean result = switch (comparing.operator()) {
            case EQUAL -> Comparison.areEqual(first, second);
            case NOT_EQUAL -> !Comparison.areEqual(first, second);
            case LESS -> Comparison.compare(first, second) < 0;
            case LESS_OR_EQUAL -> Comparison.compare(first, second) <= 0;
            case GREATER -> Comparison.compare(first, second) > 0;
            case GREATER_OR_EQUAL -> Comparison.compare(first, second) >= 0;
        };
        recorded.add(new Drawing.Recorded(comparing.offset(), result));
        return result;
    }

    /**
     * Whether Groovy compares by rules that are not told twice: arrays, which are equal to lists, and texts with
     * insertions beside what is no text.
     */
    private static boolean isGroovys(Operand operand, @Nullable Object other) {
        return other != null && other.getClass().isArray() || operand instanceof Joined && !(other instanceof String);
    }

    private static @Nullable Object value(Operand operand, Scope scope, List<Drawing.Recorded> recorded) {
        return switch (operand) {
            case Literal literal -> literal.value();
            case Path path -> path(path, scope, recorded);
            case Elements list -> {
                List<@Nullable Object> values = new ArrayList<>();
                list.elements().forEach(element -> values.add(value(element, scope, recorded)));
                yield values;
            }
            case Joined joined -> {
                StringBuilder out = new StringBuilder();
                joined.parts().forEach(part -> out.append(shown(value(part, scope, new ArrayList<>()))));
                recorded.add(new Drawing.Recorded(joined.offset(), out.toString()));
                yield out.toString();
            }
        };
    }

    private static @Nullable Object path(Path path, Scope scope, List<Drawing.Recorded> recorded) {
        List<String> names = path.names();
        Object value = Paths.variable(scope, names.getFirst());
        recorded.add(new Drawing.Recorded(path.offset(), value));
        for (int i = 1; i < names.size(); i++) {
            if (!Paths.isRead(value)) {
                throw new LeftToGroovy();
            }
            value = Paths.property(value, String.join(".", names.subList(0, i)), names.get(i));
            recorded.add(new Drawing.Recorded(path.offsets().get(i), value));
        }
        return value;
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String string -> string;
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> throw new LeftToGroovy();
        };
    }
}
