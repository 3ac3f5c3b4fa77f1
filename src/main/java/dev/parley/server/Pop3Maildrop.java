package dev.parley.server;

import dev.parley.wire.ConnectFailure;
import dev.parley.wire.Deadline;
import dev.parley.wire.Endpoint;
import dev.parley.wire.HandshakeFailure;
import dev.parley.wire.Octets;
import dev.parley.wire.Received;
import dev.parley.wire.Reply;
import dev.parley.wire.Session;
import dev.parley.wire.SessionSettings;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

    /** The maildrop cannot be had now; the reply says why. */
    private static final class Held extends Exception {
        private static final long serialVersionUID = 1;

        Held(String reply) {
            super(reply);
        }
    }

    /** What is done in a session after login. */
    private interface Work<T> {
        T in(Session session) throws MailFailure;
    }

    /** How many messages a new session sees. */
    int count(Account account) throws MailFailure {
        return enter(account, this::count);
    }

    @Override
    public void empty(Account account) throws MailFailure {
        enter(account, (session) -> {
            int count = count(session);
            for (int number = 1; number <= count; number++) {
                accepted(session, "DELE " + number);
            }
            return count;
        });
    }

    private int count(Session session) throws MailFailure {
        Reply stat = accepted(session, "STAT");
        try {
            return Integer.parseInt(stat.text().strip().split(" ", 2)[0]);
        } catch (NumberFormatException e) {
            throw refused("STAT", stat);
        }
    }

    /** Logs in, and again for a while when another session holds the maildrop; commits with QUIT. */
    private <T> T enter(Account account, Work<T> work) throws MailFailure {
        Deadline patient = Deadline.after(holding, settings.ticker());
        while (true) {
            Endpoint endpoint = endpoint();
            try (Session session = Session.connect("mailbox", endpoint, settings, soon())) {
                logIn(session, endpoint, account);
                T result = work.in(session);
                accepted(session, "QUIT");
                return result;
            } catch (Held held) {
                if (patient.hasPassed()) {
                    throw new MailFailure(
                            "The maildrop of `" + account.label() + "` could not be opened within " + holding.toMillis()
                                    + " ms: another session holds it.",
                            held.getMessage(),
                            "end the other session, or use an account that only tests use");
                }
            } catch (ConnectFailure | HandshakeFailure e) {
                throw new MailFailure(
                        "The maildrop of `" + account.label() + "` cannot be looked at.", e.getMessage(), null);
            }
            pause();
        }
    }

    private Deadline soon() {
        return Deadline.after(patience, settings.ticker());
    }

    private Endpoint endpoint() {
        boolean implicit = server.mode() == ServerFacts.Mode.IMPLICIT || server.plain() == null;
        return Objects.requireNonNull(implicit ? server.tls() : server.plain(), "a server without an address");
    }

    private void logIn(Session session, Endpoint endpoint, Account account) throws MailFailure, HandshakeFailure, Held {
        if (endpoint.equals(server.tls())) {
            session.handshake(server.settings(), soon());
        }
        Reply greeting = reply(session, "the greeting");
        if (greeting.status() != Reply.Status.OK) {
            refuse("the connection", account, greeting);
        }
        if (server.mode() == ServerFacts.Mode.STARTTLS) {
            accepted(session, "STLS");
            session.handshake(server.settings(), soon());
        }
        Reply user = ask(session, "USER " + account.name());
        Reply last = user.status() == Reply.Status.OK
                ? ask(session, "PASS " + account.password().reveal())
                : user;
        if (last.status() != Reply.Status.OK) {
            refuse("the login", account, last);
        }
    }

    private static void refuse(String what, Account account, Reply reply) throws MailFailure, Held {
        if (isHeld(reply)) {
            throw new Held(reply.statusLine());
        }
        throw new MailFailure(
                "The server refused " + what + " of the account `" + account.label()
                        + "` when its maildrop was to be looked at.",
                reply.statusLine(),
                null);
    }

    /** RFC 2449 §8.1; servers without response codes say it in words. */
    private static boolean isHeld(Reply reply) {
        String code = reply.code() == null ? "" : reply.code().toUpperCase(Locale.ROOT);
        String text = reply.text().toLowerCase(Locale.ROOT);
        return code.equals("IN-USE")
                || code.equals("LOGIN-DELAY")
                || code.equals("SYS/TEMP")
                || code.isEmpty() && (text.contains("lock") || text.contains("in use") || text.contains("busy"));
    }

    private Reply accepted(Session session, String command) throws MailFailure {
        Reply reply = ask(session, command);
        if (reply.status() != Reply.Status.OK) {
            throw refused(command, reply);
        }
        return reply;
    }

    private Reply ask(Session session, String command) throws MailFailure {
        session.send(Octets.of(command + "\r\n"));
        return reply(session, "an answer to " + command.split(" ", 2)[0]);
    }

    private Reply reply(Session session, String what) throws MailFailure {
        Received received = session.receive(null, soon());
        if (received instanceof Received.Answered(Reply reply)) {
            return reply;
        }
        throw new MailFailure(
                "The server did not give " + what + " when a maildrop was to be looked at.", described(received), null);
    }

    private static @Nullable String described(Received received) {
        return switch (received) {
            case Received.TimedOut timedOut ->
                "nothing for " + timedOut.waited().toMillis() + " ms";
            case Received.Malformed malformed -> malformed.line().text().strip();
            case Received.TooLong tooLong -> "more than " + tooLong.octets() + " octets";
            case Received.ResetByPeer _ -> "a reset";
            case Received.TlsBroken broken -> broken.problem();
            case Received.Closed _ -> "the end of the connection";
            case Received.Answered _, Received.Unasked _, Received.Silence _, Received.Collected _ -> null;
        };
    }

    private static MailFailure refused(String command, Reply reply) {
        return new MailFailure(
                "The server refused " + command + " when a maildrop was to be looked at.", reply.statusLine(), null);
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
