package dev.parley.server;

import dev.parley.wire.Octets;
import java.util.List;

/** What the embedded server's maildrops hold when a test starts. */
final class EmbeddedMail {
    private EmbeddedMail() {}

    /** The messages of an account, line ends CRLF. */
    static List<Octets> of(String account) {
        return switch (account) {
            case "alice" -> List.of(Octets.of(first()), Octets.of(dots()), Octets.of(longer()));
            case "bob" -> List.of(Octets.of(message("bob", "For Bob", "Hello Bob,\n\nthis one is yours.\n")));
            default -> List.of();
        };
    }

    private static String first() {
        return message("alice", "First", "Hello Alice,\n\nthis is the first message.\nIt has four lines.\n");
    }

    /** Lines that begin with dots, which RETR and TOP must byte-stuff (RFC 1939 §3). */
    private static String dots() {
        return message("alice", "Second", "one\n.\n..two dots\n.begins with a dot\nends with a dot.\n");
    }

    private static String longer() {
        StringBuilder body = new StringBuilder();
        for (int line = 1; line <= 20; line++) {
            body.append("line ").append(line).append(" of twenty\n");
        }
        return message("alice", "Third", body.toString());
    }

    private static String message(String to, String subject, String body) {
        String header = "From: sender@example.org\nTo: " + to + "@example.org\nSubject: " + subject
                + "\nDate: Thu, 01 Jan 2026 12:00:00 +0000\nMessage-ID: <"
                + subject.toLowerCase(java.util.Locale.ROOT).replace(' ', '-')
                + "@example.org>\n";
        return (header + "\n" + body).replace("\n", "\r\n");
    }
}
