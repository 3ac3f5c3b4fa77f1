package dev.parley.server;

import dev.parley.wire.Command;
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
import java.util.Set;

/** A logged-in session of Parley's own that wants plain answers: a +OK, or a sentence that says what came instead. */
public final class Visit implements AutoCloseable {
    /** Codes of a refusal that may be over in a moment (RFC 2449 §8.1, RFC 3206 §4). */
    private static final Set<String> PASSING = Set.of("IN-USE", "LOGIN-DELAY", "SYS/TEMP");

    private final Session session;
    private final SessionSettings settings;
    private final Duration patience;

    private Visit(Session session, SessionSettings settings, Duration patience) {
        this.session = session;
        this.settings = settings;
        this.patience = patience;
    }

    /** The maildrop cannot be had; the message is a sentence without the password. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final boolean passing;
        private final boolean held;

        public Refused(String sentence, boolean passing) {
            this(sentence, passing, false);
        }

        private Refused(String sentence, boolean passing, boolean held) {
            super(sentence, null, false, false);
            this.passing = passing;
            this.held = held;
        }

        /** A server may say the password back. */
        private Refused without(Account account) {
            return new Refused(
                    String.valueOf(getMessage()).replace(account.password().reveal(), Command.MASK), passing, held);
        }

        /** Whether it is worth another attempt. */
        public boolean isPassing() {
            return passing;
        }

        /** Whether the server said that it cannot be had now. */
        boolean isHeld() {
            return held;
        }
    }

    /**
     * Connects, with TLS as the server's mode says, and logs in.
     *
     * @param name the session's
     * @param patience how long each answer may take
     */
    public static Visit open(
            String name, ServerFacts server, Account account, SessionSettings settings, Duration patience)
            throws Refused {
        boolean implicit = server.mode() == ServerFacts.Mode.IMPLICIT || server.plain() == null;
        Endpoint endpoint = implicit ? server.tls() : server.plain();
        if (endpoint == null) {
            throw new Refused("No address of " + server.name() + " is known.", false);
        }
        Visit visit = connect(name, endpoint, settings, patience);
        try {
            visit.enter(server, implicit, account);
            return visit;
        } catch (HandshakeFailure e) {
            visit.close();
            throw new Refused(String.valueOf(e.getMessage()), false);
        } catch (Refused e) {
            visit.close();
            throw e.without(account);
        }
    }

    /**
     * Logs in on a session that has had its greeting, and stays one of the caller's.
     *
     * @param patience how long each answer may take
     * @throws Refused without the password in its message
     */
    public static void logIn(Session session, Account account, SessionSettings settings, Duration patience)
            throws Refused {
        try {
            new Visit(session, settings, patience).logIn(account);
        } catch (Refused e) {
            throw e.without(account);
        }
    }

    private static Visit connect(String name, Endpoint endpoint, SessionSettings settings, Duration patience)
            throws Refused {
        try {
            Session session = Session.connect(name, endpoint, settings, Deadline.after(patience, settings.ticker()));
            return new Visit(session, settings, patience);
        } catch (ConnectFailure e) {
            throw new Refused(String.valueOf(e.getMessage()), e.kind() == ConnectFailure.Kind.TIMED_OUT);
        }
    }

    private void enter(ServerFacts server, boolean implicit, Account account) throws Refused, HandshakeFailure {
        if (implicit) {
            session.handshake(server.settings(), deadline());
        }
        ok("the greeting");
        if (!implicit && server.mode() == ServerFacts.Mode.STARTTLS) {
            ask("STLS");
            session.handshake(server.settings(), deadline());
        }
        logIn(account);
    }

    private void logIn(Account account) throws Refused {
        SaslLogin sasl = SaslLogin.asListed(this, session, account);
        Reply last = sasl.isTheOnlyWay() ? sasl.run() : user(account);
        if (last.status() == Reply.Status.ERR && !isPassing(last) && sasl.isAnotherWay()) {
            last = sasl.run();
        }
        if (last.status() != Reply.Status.OK) {
            throw refused(
                    "The server refused the login of the account `" + account.label() + "` with `" + last.statusLine()
                            + "`.",
                    last);
        }
    }

    private Reply user(Account account) throws Refused {
        Reply user = tried("USER " + account.name());
        return user.status() == Reply.Status.OK
                ? tried("PASS " + account.password().reveal())
                : user;
    }

    /** Sends a command and reads its reply, which must be +OK. */
    public Reply ask(String command) throws Refused {
        send(command);
        return answer(command);
    }

    public void send(String command) {
        session.send(Octets.of(command + "\r\n"));
    }

    /** The +OK to a command that was sent. */
    public Reply answer(String command) throws Refused {
        return ok("an answer to " + keyword(command));
    }

    /** Sends a command and reads its reply, whatever its status. */
    public Reply tried(String command) throws Refused {
        return tried(command, keyword(command));
    }

    /** @param shown what the line is called where it must not be shown */
    Reply tried(String line, String shown) throws Refused {
        send(line);
        return reply("an answer to " + shown);
    }

    private Reply ok(String awaited) throws Refused {
        Reply reply = reply(awaited);
        if (reply.status() != Reply.Status.OK) {
            throw refused("The server sent `" + reply.statusLine() + "` where " + awaited + " was waited for.", reply);
        }
        return reply;
    }

    private static Refused refused(String sentence, Reply reply) {
        boolean passing = isPassing(reply);
        return new Refused(sentence, passing, passing);
    }

    /** Servers without response codes say it in words. */
    private static boolean isPassing(Reply reply) {
        String code = reply.code() == null ? "" : reply.code().toUpperCase(Locale.ROOT);
        String text = reply.text().toLowerCase(Locale.ROOT);
        return PASSING.contains(code)
                || code.isEmpty() && (text.contains("lock") || text.contains("in use") || text.contains("busy"));
    }

    private Reply reply(String awaited) throws Refused {
        return switch (session.receive(null, deadline())) {
            case Received.Answered(Reply reply) -> reply;
            case Received.Malformed malformed -> throw new Refused(malformed.problem(), false);
            case Received.TooLong tooLong ->
                throw new Refused(
                        "The server sent more than the limit of " + tooLong.octets() + " octets for one "
                                + tooLong.limit() + "; `" + tooLong.option() + "` raises it.",
                        false);
            case Received.TimedOut timedOut ->
                throw new Refused(
                        "The server did not send " + awaited + " within "
                                + timedOut.waited().toSeconds() + " s.",
                        true);
            case Received.TlsBroken broken -> throw new Refused(broken.problem(), true);
            case Received.Closed _, Received.ResetByPeer _ ->
                throw new Refused("The server ended the connection instead of sending " + awaited + ".", true);
            case Received.Unasked _, Received.Silence _, Received.Collected _ ->
                throw new IllegalStateException("no outcome of waiting for a reply");
        };
    }

    private static String keyword(String command) {
        return command.split(" ", 2)[0];
    }

    private Deadline deadline() {
        return Deadline.after(patience, settings.ticker());
    }

    /** Drops the connection without QUIT: only QUIT may change a maildrop (RFC 1939 §6, RFC 2449 §6.7). */
    @Override
    public void close() {
        session.close();
    }
}
