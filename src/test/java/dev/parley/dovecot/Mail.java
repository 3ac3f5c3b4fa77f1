package dev.parley.dovecot;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the maildrops hold at the start. */
final class Mail {
    private Mail() {}

    static List<String> of(String user) {
        return switch (user) {
            case "alice" ->
                List.of(
                        message(user, "First", "Hello Alice,", "", "this is the first message."),
                        message(user, "Second", "one", ".", "..two dots", ".begins with a dot", "ends with a dot."),
                        message(user, "Third", numbered(20)));
            case "bob" -> List.of(message(user, "For Bob", "Hello Bob."));
            default -> List.of();
        };
    }

    private static String[] numbered(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> "line " + number + " of " + count)
                .toArray(String[]::new);
    }

    private static String message(String to, String subject, String... body) {
        List<String> header = List.of(
                "From: sender@example.org",
                "To: " + to + "@example.org",
                "Subject: " + subject,
                "Date: Thu, 01 Jan 2026 12:00:00 +0000",
                "");
        return Stream.concat(header.stream(), Stream.of(body)).collect(Collectors.joining("\r\n", "", "\r\n"));
    }
}
