package dev.parley.expression;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Kinds of values, and values, in words a user knows. */
final class Words {
    private static final int LONGEST = 60;

    /** So much of a value is kept where all is to be shown. */
    private static final int MOST = 20_000;

    private Words() {}

    /** Such as {@code a text}. */
    static String kind(@Nullable Object value) {
        return value == null ? "null" : kind(value.getClass());
    }

    static String kind(Class<?> type) {
        if (CharSequence.class.isAssignableFrom(type)) {
            return "a text";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class && type != char.class) {
            return "a number";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (List.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (Map.class.isAssignableFrom(type)) {
            return "a map";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a collection";
        }
        if (type == Duration.class) {
            return "a duration";
        }
        if (type == Instant.class) {
            return "a point in time";
        }
        return type == Character.class ? "a character" : "this kind of value";
    }

    /** Such as {@code the text "abc"}; the value is left out where it says nothing. */
    static String kindAndValue(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case CharSequence text -> "the text " + brief(text);
            case Number number -> "the number " + brief(number);
            case Boolean truth -> truth.toString();
            case Duration duration -> "the duration " + brief(duration);
            default -> kind(value);
        };
    }

    /** The value on one line, quoted when it is a text, cut when it is long. */
    static String brief(@Nullable Object value) {
        return cut(shown(value, LONGEST), LONGEST);
    }

    /** The same, of a value of many characters too. */
    static String whole(@Nullable Object value) {
        String shown = shown(value, MOST);
        return shown.length() <= MOST ? shown : cut(shown, MOST) + " (more is not kept)";
    }

    private static String shown(@Nullable Object value, int longest) {
        return switch (value) {
            case null -> "null";
            case CharSequence text -> '"' + visible(text, 4 * longest) + '"';
            case Duration duration -> duration(duration);
            case Matcher matcher -> "/" + visible(matcher.pattern().pattern(), 4 * longest) + "/";
            case List<?> list ->
                list.stream()
                        .limit(longest)
                        .map(element -> cut(shown(element, longest), longest))
                        .toList()
                        .toString();
            default -> visible(String.valueOf(value), 4 * longest);
        };
    }

    /** As the language writes it: {@code 500ms}, {@code 2s}. */
    static String duration(Duration duration) {
        long millis;
        try {
            millis = duration.toMillis();
        } catch (ArithmeticException tooLong) {
            return duration.toString();
        }
        if (duration.getNano() % 1_000_000 != 0) {
            return duration.toNanos() / 1_000 / 1_000.0 + "ms";
        }
        if (millis != 0 && millis % 60_000 == 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }

    /** Control characters as escapes. */
    static String visible(CharSequence text) {
        return visible(text, 4 * LONGEST);
    }

    private static String visible(CharSequence text, int most) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), most));
        text.codePoints().limit(most).forEach(c -> {
            switch (c) {
                case '\r' -> out.append("\\r");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c >= 0xDC80 && c <= 0xDCFF) {
                        out.append("\\x").append(Integer.toHexString(c - 0xDC00));
                    } else if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                        out.append("\\u{").append(Integer.toHexString(c)).append('}');
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString();
    }

    private static String cut(String shown, int longest) {
        if (shown.length() <= longest) {
            return shown;
        }
        int end = Character.isHighSurrogate(shown.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return shown.substring(0, end) + "…";
    }
}
