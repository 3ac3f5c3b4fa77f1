package dev.parley.server;

import dev.parley.wire.Deadline;
import dev.parley.wire.Reply;
import dev.parley.wire.SessionSettings;
import java.time.Duration;

/** A maildrop through POP3 itself: how much it shows, and emptying it. Sessions of its own, in the server's own mode. */
final class Pop3Maildrop implements Emptier {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ServerFacts server;
    private final Duration patience;
    private final Duration holding;
    private final SessionSettings settings = SessionSettings.customary();

    /**
     * @param patience how long one answer may take
     * @param holding how long another session may hold the maildrop
     */
    Pop3Maildrop(ServerFacts server, Duration patience, Duration holding) {
        this.server = server;
        this.patience = patience;
        this.holding = holding;
    }

    /** How many messages a new session sees. */
    int count(Account account) throws MailFailure {
        try (Visit visit = enter(account)) {
            int count = count(visit);
            visit.ask("QUIT");
            return count;
        } catch (Visit.Refused e) {
            throw notToBeHad(account, e);
        }
    }

    @Override
    public void empty(Account account) throws MailFailure {
        try (Visit visit = enter(account)) {
            int count = count(visit);
            for (int number = 1; number <= count; number++) {
                visit.ask("DELE " + number);
            }
            visit.ask("QUIT");
        } catch (Visit.Refused e) {
            throw notToBeHad(account, e);
        }
    }

    private static int count(Visit visit) throws Visit.Refused {
        Reply stat = visit.ask("STAT");
        try {
            return Integer.parseInt(stat.text().strip().split(" ", 2)[0]);
        } catch (NumberFormatException e) {
            throw new Visit.Refused("The answer to STAT counts nothing: " + stat.statusLine(), false);
        }
    }

    /** Logs in, and again for a while when another session holds the maildrop. */
    private Visit enter(Account account) throws MailFailure {
        Deadline patient = Deadline.after(holding, settings.ticker());
        while (true) {
            try {
                return Visit.open("mailbox", server, account, settings, patience);
            } catch (Visit.Refused e) {
                if (!e.isHeld()) {
                    throw notToBeHad(account, e);
                }
                if (patient.hasPassed()) {
                    throw new MailFailure(
                            "The maildrop of `" + account.label() + "` could not be opened within " + holding.toMillis()
                                    + " ms: another session holds it.",
                            e.getMessage(),
                            "end the other session, or use an account that only tests use");
                }
            }
            pause();
        }
    }

    private static MailFailure notToBeHad(Account account, Visit.Refused e) {
        return new MailFailure("The maildrop of `" + account.label() + "` cannot be looked at.", e.getMessage(), null);
    }

    static void pause() throws MailFailure {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MailFailure("The waiting for a maildrop was cancelled.", null, null);
        }
    }
}
