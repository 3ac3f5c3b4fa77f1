package dev.parley.interpreter;

import dev.parley.wire.Octets;
import java.util.Optional;

/** The little of a message's form that assertions need (RFC 5322 §2.1, §2.2). */
final class Mime {
    private Mime() {}

    /** The octets behind the first blank line; none if there is no blank line. */
    static Octets body(Octets message) {
        int end = endOfHeader(message);
        return end < 0 ? Octets.EMPTY : message.part(end, message.length());
    }

    /** The value of the first field of a name, unfolded, without surrounding blanks. */
    static Optional<String> header(Octets message, String name) {
        int end = endOfHeader(message);
        String header = (end < 0 ? message : message.part(0, end)).text();
        StringBuilder value = null;
        for (String line : header.split("\r?\n", -1)) {
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            if (value != null) {
                if (!folded) {
                    return Optional.of(value.toString().strip());
                }
                // RFC 5322 §2.2.3: unfolding removes the line end and keeps the blank.
                value.append(line);
            } else if (!folded) {
                int colon = line.indexOf(':');
                if (colon > 0 && line.substring(0, colon).stripTrailing().equalsIgnoreCase(name)) {
                    value = new StringBuilder(line.substring(colon + 1));
                }
            }
        }
        return value == null ? Optional.empty() : Optional.of(value.toString().strip());
    }

    /** The offset behind the blank line, or -1. */
    private static int endOfHeader(Octets message) {
        for (int start = 0; start < message.length(); ) {
            int feed = message.indexOf('\n', start);
            if (feed < 0) {
                return -1;
            }
            boolean blank = feed == start || (feed == start + 1 && message.at(start) == '\r');
            if (blank) {
                return feed + 1;
            }
            start = feed + 1;
        }
        return -1;
    }
}
