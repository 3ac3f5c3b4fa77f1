package dev.parley.interpreter;

import dev.parley.secret.Secrets;
import dev.parley.wire.Octets;
import dev.parley.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value that a script recorded, small enough to be kept and compared with another run's.
 *
 * @param name as the script writes it, such as {@code sizes} or {@code tls.version}
 * @param count of lines: one an element of a list or an entry of a map, of a text its own
 * @param lines the first of them
 * @param digest SHA-256 of all lines, in hexadecimal
 */
public record Recorded(String name, int count, List<String> lines, String digest) {
    private static final int MOST_LINES = 1_000;

    public Recorded {
        lines = List.copyOf(lines);
    }

    /** @param value as expressions see it; null when it is of a kind that is not recorded */
    static @Nullable Recorded of(String name, @Nullable Object value, Secrets secrets) {
        List<String> all = lines(value);
        if (all == null) {
            return null;
        }
        List<String> masked = all.stream().map(secrets::mask).toList();
        return new Recorded(
                name,
                masked.size(),
                masked.stream().limit(MOST_LINES).map(Exchange::cut).toList(),
                Exchange.digest(Octets.of(String.join("\n", masked))));
    }

    Recorded masked(Secrets secrets) {
        return new Recorded(name, count, lines.stream().map(secrets::mask).toList(), digest);
    }

    private static @Nullable List<String> lines(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case Facts facts -> {
                Reply reply = facts.subject(Reply.class);
                yield reply == null ? null : lines(reply);
            }
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> shown(entry.getKey()) + ": " + shown(entry.getValue()))
                        .toList();
            case Iterable<?> several -> {
                List<String> elements = new ArrayList<>();
                several.forEach(element -> elements.add(shown(element)));
                yield elements;
            }
            default -> shown(value).lines().toList();
        };
    }

    /**
     * Its class, and its text where it has no body; the wording before a body says nothing that the body does not. Of a
     * message only the digest is kept, without the trace fields that delivery puts on top.
     */
    private static List<String> lines(Reply reply) {
        Exchange exchange = Exchange.of(reply);
        Exchange.Content content = exchange.content();
        String code = exchange.code() == null ? "" : " [" + exchange.code() + "]";
        List<String> lines = new ArrayList<>();
        if (content == null) {
            lines.add((exchange.status() + code + " " + exchange.text()).strip());
        } else {
            lines.add(exchange.status() + code);
            if (content.lines().isEmpty() && content.count() > 0) {
                lines.add("a message of " + content.count() + " lines, SHA-256 " + content.digest());
            } else {
                lines.addAll(Objects.requireNonNull(reply.body()).lines());
            }
        }
        return lines;
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "" : value instanceof Octets octets ? octets.text() : value.toString();
    }
}
