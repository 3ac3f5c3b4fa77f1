package dev.parley.inventory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one account's maildrop holds.
 *
 * @param account whose it is
 * @param messages by their numbers; empty when it could not be read
 * @param problem why it could not be read, a sentence; null when it was
 */
public record Maildrop(
        String account, List<Message> messages, @Nullable String problem) {
    public Maildrop {
        messages = List.copyOf(messages);
    }

    static Maildrop unread(String account, String problem) {
        return new Maildrop(account, List.of(), problem);
    }
}
