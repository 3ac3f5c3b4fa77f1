package dev.parley.peer.full;

import dev.parley.server.Account;
import java.util.List;

/** Who has a maildrop at the start, and what it holds. */
final class FullMail {
    static final List<Account> ACCOUNTS = List.of(
            new Account("alice", "alice", "Tanstaaf1"),
            new Account("bob", "bob", "b0b's secret"),
            new Account("carol", "carol", "carol-password"),
            new Account("dave", "dave", "DaveDaveDave"));

    private FullMail() {}

    /** Three that differ in size, end in one CRLF, and among them have dots at the beginning of lines. */
    static List<String> messages() {
        StringBuilder twenty = new StringBuilder();
        for (int line = 1; line <= 20; line++) {
            twenty.append("line ").append(line).append(" of twenty\r\n");
        }
        return List.of(
                message("First", "Hello,\r\n\r\nthis is the first.\r\n"),
                message("Dots", "one\r\n.\r\n..two\r\n.x a.b\r\n \tdots .y\r\nend.\r\n"),
                message("Twenty", twenty.toString()));
    }

    private static String message(String subject, String body) {
        return "From: sender@example.org\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject
                + "@example.org>\r\n\r\n" + body;
    }
}
