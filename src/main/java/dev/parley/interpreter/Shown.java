package dev.parley.interpreter;

import dev.parley.wire.Octets;
import dev.parley.wire.WireText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as a message shows them: texts in quotes, octets and controls as escapes. */
final class Shown {
    /** How much of a value is kept; reports show less unless they are asked for all. */
    private static final int LONGEST = 100_000;

    /** So far into a shown value a mark can stand beneath it. */
    static final int MARKED = 250;

    private Shown() {}

    static String value(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case CharSequence text -> quoted(text.toString());
            case Octets octets -> {
                int kept = Math.min(octets.length(), LONGEST);
                yield quoted(octets.part(0, kept).text()) + more(octets.length() - kept, "octets");
            }
            case Duration time -> duration(time);
            case List<?> list -> list(list);
            default -> value.toString();
        };
    }

    /** A text in quotes with the escapes of the language, cut when long. */
    static String quoted(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        StringBuilder out = new StringBuilder("\"");
        cut.codePoints().forEach(c -> out.append(escape(c)));
        out.append('"');
        return out + more(text.length() - cut.length(), "characters");
    }

    private static String list(List<?> list) {
        StringBuilder out = new StringBuilder("[");
        int shown = 0;
        while (shown < list.size() && out.length() < LONGEST) {
            out.append(shown > 0 ? ", " : "").append(value(list.get(shown)));
            shown++;
        }
        return out.append(']') + more(list.size() - shown, "elements");
    }

    /** What is missing is not kept anywhere. */
    private static String more(int count, String what) {
        return count == 0 ? "" : " … " + count + " more " + what + ", which are not kept";
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
