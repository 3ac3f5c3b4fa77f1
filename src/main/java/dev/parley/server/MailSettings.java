package dev.parley.server;

import dev.parley.wire.Endpoint;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How tests put mail into the maildrops of a server, and empty them.
 *
 * @param delivery how messages get there; null when there is no way
 * @param emptying how maildrops are emptied; null for POP3 itself
 * @param exclusive whether tests may empty the maildrops
 * @param visibleWithin how long a message may take until POP3 shows it
 */
public record MailSettings(
        @Nullable Route delivery, @Nullable Route emptying, boolean exclusive, Duration visibleWithin) {
    /** Of a server whose profile says nothing of mail: no delivery, and nothing is ever deleted. */
    public static final MailSettings NONE = new MailSettings(null, null, false, Duration.ofSeconds(10));

    /** A way into a maildrop. */
    public sealed interface Route {
        /** The embedded server's own store. */
        record InProcess() implements Route {}

        /** RFC 2033. */
        record Lmtp(Endpoint address) implements Route {}

        /** RFC 5321. */
        record Smtp(Endpoint address) implements Route {}

        /** APPEND of RFC 9051, with the account's own name and password. */
        record Imap(Endpoint address) implements Route {}

        /** A folder with {@code new}, {@code cur} and {@code tmp}. @param path with {@code {user}} for the login name */
        record Maildir(String path) implements Route {}

        /** A program that reads the message. @param words with {@code {user}} for the login name */
        record Command(List<String> words) implements Route {
            public Command {
                words = List.copyOf(words);
            }
        }
    }
}
