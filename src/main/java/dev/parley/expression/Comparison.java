package dev.parley.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Equality, order and truth as Groovy has them, without Groovy: a property test holds the two together. */
final class Comparison {
    private Comparison() {}

    static boolean areEqual(@Nullable Object left, @Nullable Object right) {
        if (left == right) {
            return true;
        }
        if (left == null || right == null) {
            return false;
        }
        if (left instanceof Comparable<?> comparable) {
            Integer order = order(comparable, right, true);
            return order != null && order == 0;
        }
        return switch (left) {
            case List<?> a when right instanceof List<?> b -> areEqualLists(a, b);
            case Map<?, ?> a when right instanceof Map<?, ?> b -> areEqualMaps(a, b);
            case Set<?> a when right instanceof Set<?> b -> areEqualSets(a, b);
            default -> left.equals(right);
        };
    }

    /**
     * Less than zero, zero or more, as {@code <=>}; null comes before everything.
     *
     * @throws EvaluationException when the two have no order
     */
    static int compare(@Nullable Object left, @Nullable Object right) {
        if (left == right) {
            return 0;
        }
        if (left == null) {
            return -1;
        }
        if (right == null) {
            return 1;
        }
        Integer order = left instanceof Comparable<?> comparable ? order(comparable, right, false) : null;
        if (order != null) {
            return order;
        }
        throw notComparable(left, right);
    }

    static EvaluationException notComparable(@Nullable Object left, @Nullable Object right) {
        return new EvaluationException(
                "There is no order between " + Words.kindAndValue(left) + " and " + Words.kindAndValue(right) + ".");
    }

    /** Whether {@link #isTrue} knows the kind of value; Groovy knows more. */
    static boolean hasKnownTruth(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Boolean _,
                    String _,
                    Number _,
                    Collection<?> _,
                    Map<?, ?> _,
                    Properties _,
                    TemporalAmount _,
                    Temporal _ -> true;
            default -> false;
        };
    }

    static boolean isTrue(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean truth -> truth;
            case CharSequence text -> !text.isEmpty();
            case Number number -> number.doubleValue() != 0;
            case Collection<?> elements -> !elements.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            default -> true;
        };
    }

    /** Null when the two have no order. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Integer order(Comparable<?> left, Object right, boolean onlyEquality) {
        if (left instanceof Number a) {
            Number b = asNumber(right);
            if (b != null) {
                return compareNumbers(a, b);
            }
        } else if (left instanceof Character a) {
            Number b = asNumber(right);
            if (b != null) {
                return compareNumbers((int) a, b);
            }
            if (right instanceof String text) {
                return a.toString().compareTo(text);
            }
        } else if (right instanceof Number number) {
            // A text of one character counts as that character, in Groovy.
            Number character = asNumber(left);
            if (character != null) {
                return compareNumbers(character, number);
            }
        } else if (left instanceof String text && right instanceof Character character) {
            return text.compareTo(character.toString());
        }
        if (onlyEquality && !(right instanceof Comparable)) {
            return null;
        }
        try {
            return ((Comparable) left).compareTo(right);
        } catch (ClassCastException incomparable) {
            return null;
        }
    }

    private static @Nullable Number asNumber(Object value) {
        return switch (value) {
            case Number number -> number;
            case Character character -> (int) character;
            case String text when text.length() == 1 -> (int) text.charAt(0);
            default -> null;
        };
    }

    private static int compareNumbers(Number a, Number b) {
        if (isFloating(a) || isFloating(b)) {
            return Double.compare(a.doubleValue(), b.doubleValue());
        }
        if (a instanceof BigDecimal || b instanceof BigDecimal || a instanceof BigInteger || b instanceof BigInteger) {
            return exact(a).compareTo(exact(b));
        }
        return Long.compare(a.longValue(), b.longValue());
    }

    private static boolean isFloating(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    private static BigDecimal exact(Number number) {
        return switch (number) {
            case BigDecimal decimal -> decimal;
            case BigInteger integer -> new BigDecimal(integer);
            default -> BigDecimal.valueOf(number.longValue());
        };
    }

    private static boolean areEqualLists(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        Iterator<?> others = b.iterator();
        for (Object element : a) {
            if (!areEqual(element, others.next())) {
                return false;
            }
        }
        return true;
    }

    private static boolean areEqualMaps(Map<?, ?> a, Map<?, ?> b) {
        return a.size() == b.size()
                && a.entrySet().stream()
                        .allMatch(entry ->
                                b.containsKey(entry.getKey()) && areEqual(entry.getValue(), b.get(entry.getKey())));
    }

    private static boolean areEqualSets(Set<?> a, Set<?> b) {
        return a.size() == b.size()
                && a.stream().allMatch(element -> b.stream().anyMatch(other -> areEqual(element, other)));
    }
}
