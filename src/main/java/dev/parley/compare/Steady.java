package dev.parley.compare;

import dev.parley.interpreter.Exchange;
import java.util.List;
import java.util.regex.Pattern;

/** What stays of a text when all that differs from run to run is taken out: ids, times, addresses, sizes. */
final class Steady {
    private record Volatile(Pattern pattern, String name) {}

    private static final List<Volatile> VOLATILE = List.of(
            // APOP timestamps and message ids (RFC 1939 §7, RFC 5322 §3.6.4).
            of("<[^<>\\s]*>", "<id>"),
            of("\\d{4}-\\d\\d-\\d\\d(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?)?(?:Z|[+-]\\d\\d:?\\d\\d)?", "<time>"),
            of(
                    "(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\\d{1,2}"
                            + " (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{4}(?:"
                            + " \\d\\d:\\d\\d(?::\\d\\d)?)?(?: [+-]\\d{4})?",
                    "<time>"),
            of("\\b\\d{1,2}:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?\\b", "<time>"),
            of("\\b\\d+(?:\\.\\d+)? ?(?:ms|msecs?|secs?|seconds?|minutes?)\\b", "<time>"),
            of("\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{1,5})?\\b", "<address>"),
            // Long runs of letters and digits with both in them: session ids, queue ids, challenges.
            of("(?<![A-Za-z0-9+/=_-])(?=[A-Za-z+/=_-]*\\d)(?=[\\d+/=_-]*[A-Za-z])[A-Za-z0-9+/=_-]{12,}", "<id>"));

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private Steady() {}

    private static Volatile of(String pattern, String name) {
        return new Volatile(Pattern.compile(pattern), name);
    }

    /** The text with a name in place of each volatile part. */
    static String text(String text) {
        String steady = text;
        for (Volatile part : VOLATILE) {
            steady = part.pattern().matcher(steady).replaceAll(part.name());
        }
        return steady;
    }

    /**
     * The same for the text of a reply: what counts messages and octets depends on the mail that is there, which an
     * inventory compares; the text of a greeting is a banner, and that of a challenge the login's own.
     */
    static String reply(Exchange exchange) {
        if (exchange.command().isEmpty() || exchange.status().equals("+")) {
            return "";
        }
        String steady = text(exchange.text());
        return switch (exchange.keyword()) {
            // The end of a login's exchange tells of the mail too.
            case "", "STAT", "LIST", "RETR", "TOP", "PASS", "APOP", "AUTH", "RSET", "UIDL", "QUIT" ->
                NUMBER.matcher(steady).replaceAll("<number>");
            default -> steady;
        };
    }

    /** A line of a reply's body: of LIST and UIDL the message number only. */
    static String line(String keyword, String line) {
        return switch (keyword) {
            case "LIST", "UIDL" -> line.strip().split(" ", 2)[0];
            default -> text(line);
        };
    }
}
