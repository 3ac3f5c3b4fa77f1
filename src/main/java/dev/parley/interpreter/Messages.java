package dev.parley.interpreter;

import dev.parley.syntax.MessageContent;
import dev.parley.syntax.MessageEntry;
import dev.parley.syntax.Value;
import dev.parley.wire.Octets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes octets of what a script says of messages. */
final class Messages {
    private static final int LINE = 76;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ.0123456789";

    private final Branch branch;

    Messages(Branch branch) {
        this.branch = branch;
    }

    /** All messages of a maildrop, in order. */
    List<Octets> of(List<MessageEntry> entries) {
        List<Octets> messages = new ArrayList<>();
        entries.forEach(entry -> add(entry, messages));
        return messages;
    }

    private void add(MessageEntry entry, List<Octets> messages) {
        switch (entry) {
            case MessageEntry.One one -> messages.add(of(one.content()));
            case MessageEntry.Generated generated -> {
                int count = branch.count(generated.count(), "how many messages");
                int size = branch.count(generated.size(), "the size of a message");
                for (int number = 1; number <= count; number++) {
                    messages.add(generate(number, size, generated.size()));
                }
            }
            case MessageEntry.ForEach loop -> {
                for (Map<String, @Nullable Object> row : branch.rows(loop.each())) {
                    branch.within(row, () -> loop.entries().forEach(inner -> add(inner, messages)));
                }
            }
        }
    }

    Octets of(MessageContent content) {
        String text = branch.text(content.value());
        return switch (content.form()) {
            case EXACT -> Octets.of(text);
            case TEXT -> Octets.of(inLines(text));
        };
    }

    /** With CRLF for every line end and at the end. */
    private static String inLines(String text) {
        String lines = text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
        return lines.isEmpty() || lines.endsWith("\r\n") ? lines : lines + "\r\n";
    }

    /**
     * A message of so many octets whose header and body tell its number, so that no two are the same. The lines are
     * drawn from the number alone: the same in every run.
     */
    private static Octets generate(int number, int size, Value where) {
        String header = "From: sender@example.org\r\nSubject: Generated message " + number
                + "\r\nMessage-ID: <generated." + number + "@example.org>\r\n\r\n";
        if (header.length() > size) {
            header = "Subject: " + number + "\r\n\r\n";
        }
        int left = size - header.length();
        if (left < 0 || left == 1) {
            throw Stop.script(
                    where.span(),
                    "A message of " + size + " octets cannot tell its number " + number + ", which takes "
                            + (header.length() + (left == 1 ? 2 : 0)) + ".");
        }
        Random letters = new Random(number);
        StringBuilder message = new StringBuilder(size).append(header);
        while (left > 0) {
            // What is left after this line is nothing, or room for a line end.
            int line = left <= LINE + 2 ? left : left - (LINE + 2) == 1 ? LINE + 1 : LINE + 2;
            for (int i = 2; i < line; i++) {
                message.append(LETTERS.charAt(letters.nextInt(LETTERS.length())));
            }
            message.append("\r\n");
            left -= line;
        }
        return Octets.of(message.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
