package dev.parley.server;

import dev.parley.wire.Deadline;
import dev.parley.wire.Octets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The maildrops of a server that runs somewhere, by the ways its profile names. */
final class RemoteMaildrops implements Maildrops {
    /** How long one step of a way of delivery may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MailSettings settings;
    private final @Nullable Carrier carrier;
    private final Emptier emptier;
    private final Pop3Maildrop pop3;

    RemoteMaildrops(ServerFacts server) {
        this.settings = server.mail();
        this.pop3 = new Pop3Maildrop(server, PATIENCE, settings.visibleWithin());
        this.carrier = settings.delivery() == null ? null : carrier(settings.delivery(), server);
        this.emptier = settings.emptying() == null ? pop3 : emptier(settings.emptying(), server);
    }

    private static Carrier carrier(MailSettings.Route route, ServerFacts server) {
        return switch (route) {
            case MailSettings.Route.InProcess _ -> throw new IllegalArgumentException("not in this process");
            case MailSettings.Route.Lmtp lmtp -> new Transfer(lmtp.address(), true, PATIENCE);
            case MailSettings.Route.Smtp smtp -> new Transfer(smtp.address(), false, PATIENCE);
            case MailSettings.Route.Imap imap -> new ImapMaildrop(imap.address(), server.settings(), PATIENCE);
            case MailSettings.Route.Maildir maildir -> new MaildirFolder(maildir.path());
            case MailSettings.Route.Command command -> new CommandRoute(command.words(), PATIENCE);
        };
    }

    private static Emptier emptier(MailSettings.Route route, ServerFacts server) {
        return switch (route) {
            case MailSettings.Route.Imap imap -> new ImapMaildrop(imap.address(), server.settings(), PATIENCE);
            case MailSettings.Route.Maildir maildir -> new MaildirFolder(maildir.path());
            case MailSettings.Route.Command command -> new CommandRoute(command.words(), PATIENCE);
            case MailSettings.Route.InProcess _, MailSettings.Route.Lmtp _, MailSettings.Route.Smtp _ ->
                throw new IllegalArgumentException("no way to empty a maildrop");
        };
    }

    @Override
    public List<Octets> fill(Account account, List<Octets> messages) throws MailFailure {
        empty(account);
        List<Octets> put = messages.isEmpty() ? List.of() : carrier().carry(account, messages);
        awaitCount(account, put.size(), true);
        return put;
    }

    @Override
    public Octets deliver(Account account, Octets message, boolean isOpen) throws MailFailure {
        boolean look = !isOpen && !carrier().isDirect();
        int before = look ? pop3.count(account) : 0;
        Octets put = carrier().carry(account, List.of(message)).getFirst();
        if (look) {
            awaitCount(account, before + 1, false);
        }
        return put;
    }

    @Override
    public void restore(Account account) throws MailFailure {
        empty(account);
        awaitCount(account, 0, true);
    }

    private void empty(Account account) throws MailFailure {
        if (!settings.exclusive()) {
            throw new IllegalStateException("a maildrop that is not for tests to empty");
        }
        emptier.empty(account);
    }

    private Carrier carrier() {
        return Objects.requireNonNull(carrier, "no way of delivery");
    }

    /** @param alone whether more than these is wrong */
    private void awaitCount(Account account, int wanted, boolean alone) throws MailFailure {
        Deadline deadline = Deadline.after(settings.visibleWithin(), System::nanoTime);
        int seen = pop3.count(account);
        while (alone ? seen != wanted : seen < wanted) {
            if (deadline.hasPassed()) {
                throw new MailFailure(
                        "The maildrop of `" + account.label() + "` does not show what was put there within "
                                + settings.visibleWithin().toMillis() + " ms.",
                        "STAT counts " + messages(seen) + ", and there should be " + messages(wanted),
                        "`visible-within` in the profile of the server gives it more time");
            }
            Pop3Maildrop.pause();
            seen = pop3.count(account);
        }
    }

    private static String messages(int count) {
        return count == 1 ? "1 message" : count + " messages";
    }
}
