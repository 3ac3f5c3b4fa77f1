package dev.parley.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of itself.
 *
 * @param channels by their names: {@code plaintext}, {@code STLS}, {@code implicit TLS}, each also with {@code after login}
 * @param versions the TLS versions it accepts, by channel
 * @param certificate what it shows; null without TLS
 * @param apop whether its greeting offers APOP (RFC 1939 §7)
 */
public record Portrait(
        Map<String, Channel> channels,
        Map<String, List<String>> versions,
        @Nullable Certificate certificate,
        boolean apop) {
    public Portrait {
        channels = Map.copyOf(channels);
        versions = Map.copyOf(versions);
    }

    /** Why nothing of the server could be asked, a sentence; null when one way in at least answered. */
    public @Nullable String silence() {
        return channels.values().stream().allMatch(channel -> channel.problem() != null)
                ? channels.values().stream()
                        .map(Channel::problem)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("No way in is known.")
                : null;
    }

    /** The same with each text that the server wrote turned into another. */
    public Portrait masked(UnaryOperator<String> mask) {
        Map<String, Channel> all = new LinkedHashMap<>();
        channels.forEach((name, channel) -> all.put(
                name,
                new Channel(
                        channel.capabilities().stream().map(mask).toList(),
                        channel.problem() == null ? null : mask.apply(channel.problem()))));
        return new Portrait(all, versions, certificate, apop);
    }

    /**
     * What CAPA lists on one way in.
     *
     * @param capabilities its lines; empty when the server has no CAPA
     * @param problem why it could not be asked, a sentence; null when it could
     */
    public record Channel(
            List<String> capabilities, @Nullable String problem) {
        public Channel {
            capabilities = List.copyOf(capabilities);
        }
    }

    /** Names and validity as in the certificate. */
    public record Certificate(String subject, String issuer, String notAfter) {}
}
