package dev.parley.wire;

/**
 * A host and a port.
 *
 * @param host a name or an address, an IPv6 one without brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {
    public Endpoint {
        if (host.isEmpty() || port < 1 || port > 65535) {
            throw new IllegalArgumentException("An address is HOST:PORT with a port from 1 to 65535.");
        }
    }

    /**
     * Reads {@code host:port}, {@code [::1]:port}, or a host alone.
     *
     * @throws IllegalArgumentException with a sentence for the user when the text is not an address
     */
    public static Endpoint parse(String text, int defaultPort) {
        String host = text;
        int port = defaultPort;
        int close = text.startsWith("[") ? text.indexOf(']') : -1;
        int colon = text.indexOf(':', Math.max(close, 0));
        boolean bareIpv6 = close < 0 && colon >= 0 && text.indexOf(':', colon + 1) >= 0;
        if (colon >= 0 && !bareIpv6) {
            host = text.substring(0, colon);
            try {
                port = Integer.parseInt(text.substring(colon + 1));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "The port in `" + text + "` is not a number; an address is HOST:PORT.", e);
            }
        }
        if (close > 0) {
            host = text.substring(1, close);
        }
        boolean rest = close > 0 && close + 1 < text.length() && text.charAt(close + 1) != ':';
        if (rest || host.chars().anyMatch(c -> Character.isWhitespace(c) || c == '[' || c == ']')) {
            throw new IllegalArgumentException(
                    "The text `" + text + "` is no address; HOST, HOST:PORT and [IPV6]:PORT are.");
        }
        return new Endpoint(host, port);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
