package dev.parley.interpreter;

import dev.parley.wire.Octets;
import dev.parley.wire.WireText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as a message shows them: texts in quotes, octets and controls as escapes. */
final class Shown {
    /** How much of a value is kept; reports show less unless they are asked for all. */
    private static final int LONGEST = 8_000;

    /** So far into a shown value a mark can stand beneath it. */
    static final int MARKED = 250;

    private Shown() {}

    static String value(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case CharSequence text -> quoted(text.toString());
            case Octets octets ->
                quoted(octets.part(0, Math.min(octets.length(), LONGEST)).text());
            case Duration time -> duration(time);
            case List<?> list ->
                list.stream()
                        .limit(40)
                        .map(Shown::value)
                        .collect(Collectors.joining(", ", "[", list.size() > 40 ? ", …]" : "]"));
            default -> value.toString();
        };
    }

    /** A text in quotes with the escapes of the language, cut when long. */
    static String quoted(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        StringBuilder out = new StringBuilder("\"");
        cut.codePoints().forEach(c -> out.append(escape(c)));
        out.append('"');
        if (cut.length() < text.length()) {
            out.append(" … ").append(text.length() - cut.length()).append(" more");
        }
        return out.toString();
    }

    private static String escape(int c) {
        return switch (c) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\\' -> "\\\\";
            case '"' -> "\\\"";
            default -> {
                if (c < 0x20 || c == 0x7F) {
                    yield String.format(Locale.ROOT, "\\x%02x", c);
                }
                if (c >= WireText.octet(0x80) && c <= WireText.octet(0xFF)) {
                    yield String.format(Locale.ROOT, "\\x%02x", c & 0xFF);
                }
                boolean hidden = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
                yield hidden ? String.format(Locale.ROOT, "\\u{%x}", c) : Character.toString(c);
            }
        };
    }

    /** A duration as the language writes it. */
    static String duration(Duration time) {
        long millis = time.toMillis();
        if (millis < 1000 || millis % 10 != 0) {
            return millis + " ms";
        }
        return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + " s";
    }

    static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case CharSequence _ -> "a text";
            case Octets _ -> "octets";
            case Number _ -> "a number";
            case Duration _ -> "a duration";
            case List<?> _ -> "a list";
            case java.util.Map<?, ?> _ -> "a map";
            case Boolean _ -> "true or false";
            default -> "such a value";
        };
    }

    static String capitalKind(@Nullable Object value) {
        String kind = kind(value);
        return Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
    }
}
