package dev.parley.interpreter;

import dev.parley.expression.Expressions;
import dev.parley.syntax.Predicate;
import dev.parley.syntax.Value;
import dev.parley.wire.Octets;
import dev.parley.wire.WireText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a value is what a predicate says. */
final class Predicates {
    private final Branch branch;

    Predicates(Branch branch) {
        this.branch = branch;
    }

    /** Whether the predicate holds for the value, which is a text, octets, a number, a duration or a list. */
    boolean holds(Predicate predicate, Object actual) {
        return switch (predicate) {
            case Predicate.Compares compares -> compares(compares, actual);
            case Predicate.Matches matches ->
                branch.pattern(matches.pattern())
                                .matcher(text(predicate, actual))
                                .find()
                        != matches.negated();
            case Predicate.Contains contains -> contains(contains.value(), actual);
            case Predicate.StartsWith starts -> text(predicate, actual).startsWith(wanted(starts.value()));
            case Predicate.EndsWith ends -> text(predicate, actual).endsWith(wanted(ends.value()));
            case Predicate.IsEmpty _ -> isEmpty(predicate, actual);
            case Predicate.In in -> list(in.values()).stream().anyMatch(element -> equal(actual, element));
        };
    }

    /** The predicate in words, values filled in, for what was expected. */
    String describe(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Compares compares ->
                (compares.operator() == Predicate.Operator.EQUAL
                                ? ""
                                : compares.operator().sign() + " ")
                        + Shown.value(branch.read(compares.value()));
            case Predicate.Matches matches -> {
                String resolved = branch.pattern(matches.pattern()).pattern();
                yield (matches.negated() ? "no match of " : "a match of ") + "/" + resolved + "/"
                        + matches.pattern().flags();
            }
            case Predicate.Contains contains -> "containing " + Shown.value(branch.read(contains.value()));
            case Predicate.StartsWith starts -> "starting with " + Shown.value(branch.read(starts.value()));
            case Predicate.EndsWith ends -> "ending with " + Shown.value(branch.read(ends.value()));
            case Predicate.IsEmpty _ -> "nothing";
            case Predicate.In in -> "one of " + Shown.value(list(in.values()));
        };
    }

    private boolean compares(Predicate.Compares compares, Object actual) {
        Object wanted = branch.read(compares.value());
        return switch (compares.operator()) {
            case EQUAL -> equal(actual, wanted);
            case NOT_EQUAL -> !equal(actual, wanted);
            case LESS -> order(compares, actual, wanted) < 0;
            case LESS_OR_EQUAL -> order(compares, actual, wanted) <= 0;
            case GREATER -> order(compares, actual, wanted) > 0;
            case GREATER_OR_EQUAL -> order(compares, actual, wanted) >= 0;
        };
    }

    static boolean equal(Object actual, @Nullable Object wanted) {
        if (actual instanceof Octets octets) {
            return wanted instanceof CharSequence text && octets.equals(Octets.of(text.toString()));
        }
        if (actual instanceof String text && wanted instanceof CharSequence other) {
            return text.equals(WireText.canonical(other.toString()));
        }
        return Expressions.areEqual(actual, wanted);
    }

    private static int order(Predicate.Compares compares, Object actual, @Nullable Object wanted) {
        if (actual instanceof Number a && wanted instanceof Number b) {
            return decimal(a).compareTo(decimal(b));
        }
        if (actual instanceof Duration a && wanted instanceof Duration b) {
            return a.compareTo(b);
        }
        if (actual instanceof String a && wanted instanceof CharSequence b) {
            return a.compareTo(b.toString());
        }
        throw Stop.script(
                compares.span(),
                String.format(
                        Locale.ROOT,
                        "%s cannot be compared with %s by `%s`.",
                        Shown.capitalKind(actual),
                        Shown.kind(wanted),
                        compares.operator().sign()));
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }

    private boolean contains(Value value, Object actual) {
        if (actual instanceof List<?> lines) {
            Object wanted = branch.read(value);
            return lines.stream().anyMatch(line -> line != null && equal(line, wanted));
        }
        return text(null, actual).contains(wanted(value));
    }

    private static boolean isEmpty(Predicate predicate, Object actual) {
        return switch (actual) {
            case List<?> list -> list.isEmpty();
            case Octets octets -> octets.isEmpty();
            default -> text(predicate, actual).isEmpty();
        };
    }

    private String wanted(Value value) {
        return WireText.canonical(branch.text(value));
    }

    private List<?> list(Value value) {
        if (branch.read(value) instanceof List<?> list) {
            return list;
        }
        throw Stop.script(value.span(), "This should be a list or a range.");
    }

    private static String text(@Nullable Predicate predicate, Object actual) {
        return switch (actual) {
            case String text -> text;
            case Octets octets -> octets.text();
            case List<?> _
            when predicate != null ->
                throw new Stop.Failed(
                        ProblemBuilder.script(predicate.span(), "This looks at a text, and `lines` is a list.")
                                .hint("write `each line`, `has line` or `lacks line`")
                                .build(),
                        false);
            default -> actual.toString();
        };
    }
}
