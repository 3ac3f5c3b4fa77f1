package dev.parley.server;

import dev.parley.wire.Octets;
import java.time.Duration;
import java.util.List;

/**
 * A program of this machine that delivers, or empties.
 *
 * @param words with {@code {user}} for the login name; no shell reads them
 * @param patience how long one call may take
 */
record CommandRoute(List<String> words, Duration patience) implements Carrier, Emptier {
    CommandRoute {
        words = List.copyOf(words);
    }

    /** Such as {@code sendmail} may only queue. */
    @Override
    public boolean isDirect() {
        return false;
    }

    @Override
    public List<Octets> carry(Account account, List<Octets> messages) throws MailFailure {
        Program program = program("The command that delivers for the account `" + account.label() + "`", account);
        for (Octets message : messages) {
            program.run(message, patience);
        }
        return messages;
    }

    @Override
    public void empty(Account account) throws MailFailure {
        program("The command that empties the maildrop of `" + account.label() + "`", account)
                .run(Octets.EMPTY, patience);
    }

    private Program program(String title, Account account) {
        return new Program(
                title,
                words.stream()
                        .map(word -> word.replace("{user}", account.name()))
                        .toList());
    }
}
