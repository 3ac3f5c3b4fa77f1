package dev.parley.inventory;

import dev.parley.server.Account;
import dev.parley.server.ServerFacts;
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

/** A logged-in session that wants plain answers: a +OK, or a sentence that says what came instead. */
final class Dialogue implements AutoCloseable {
    /** Codes of a refusal that may be over in a moment (RFC 2449 §8.1, RFC 3206 §4). */
    private static final Set<String> PASSING = Set.of("IN-USE", "LOGIN-DELAY", "SYS/TEMP");

    private final Session session;
    private final SessionSettings settings;
    private final Duration patience;

    private Dialogue(Session session, SessionSettings settings, Duration patience) {
        this.session = session;
        this.settings = settings;
        this.patience = patience;
    }

    /** The maildrop cannot be read; the message is a sentence without the password. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final boolean passing;

        Refused(String sentence, boolean passing) {
            super(sentence, null, false, false);
            this.passing = passing;
        }

        /** Whether it is worth another attempt. */
        boolean isPassing() {
            return passing;
        }
    }

    /**
     * Connects, with TLS as the server's mode says, and logs in with USER and PASS.
     *
     * @param patience how long each answer may take
     */
    static Dialogue open(ServerFacts server, Account account, SessionSettings settings, Duration patience)
            throws Refused {
        boolean implicit = server.mode() == ServerFacts.Mode.IMPLICIT || server.plain() == null;
        Endpoint endpoint = implicit ? server.tls() : server.plain();
        if (endpoint == null) {
            throw new Refused("No address of " + server.name() + " is known.", false);
        }
        Dialogue dialogue = connect(endpoint, settings, patience);
        try {
            dialogue.logIn(server, implicit, account);
            return dialogue;
        } catch (HandshakeFailure e) {
            dialogue.close();
            throw new Refused(String.valueOf(e.getMessage()), false);
        } catch (Refused e) {
            dialogue.close();
            throw e;
        }
    }

    private static Dialogue connect(Endpoint endpoint, SessionSettings settings, Duration patience) throws Refused {
        try {
            Session session =
                    Session.connect("inventory", endpoint, settings, Deadline.after(patience, settings.ticker()));
            return new Dialogue(session, settings, patience);
        } catch (ConnectFailure e) {
            throw new Refused(String.valueOf(e.getMessage()), e.kind() == ConnectFailure.Kind.TIMED_OUT);
        }
    }

    private void logIn(ServerFacts server, boolean implicit, Account account) throws Refused, HandshakeFailure {
        if (implicit) {
            session.handshake(server.settings(), deadline());
        }
        ok("the greeting");
        if (!implicit && server.mode() == ServerFacts.Mode.STARTTLS) {
            ask("STLS");
            session.handshake(server.settings(), deadline());
        }
        ask("USER " + account.name());
        ask("PASS " + account.password().reveal());
    }

    /** Sends a command and reads its reply, which must be +OK. */
    Reply ask(String command) throws Refused {
        send(command);
        return answer(command);
    }

    void send(String command) {
        session.send(Octets.of(command + "\r\n"));
    }

    /** The +OK to a command that was sent. */
    Reply answer(String command) throws Refused {
        return ok("an answer to " + keyword(command));
    }

    /** Sends a command and reads its reply, whatever its status. */
    Reply tried(String command) throws Refused {
        send(command);
        return reply("an answer to " + keyword(command));
    }

    private Reply ok(String awaited) throws Refused {
        Reply reply = reply(awaited);
        if (reply.status() != Reply.Status.OK) {
            String code = reply.code() == null ? "" : reply.code().toUpperCase(Locale.ROOT);
            throw new Refused(
                    "The server sent `" + reply.statusLine() + "` where " + awaited + " was waited for.",
                    PASSING.contains(code));
        }
        return reply;
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
