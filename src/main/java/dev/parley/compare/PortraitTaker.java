package dev.parley.compare;

import dev.parley.server.Account;
import dev.parley.server.ServerFacts;
import dev.parley.server.Visit;
import dev.parley.wire.ConnectFailure;
import dev.parley.wire.Deadline;
import dev.parley.wire.Endpoint;
import dev.parley.wire.HandshakeFailure;
import dev.parley.wire.Octets;
import dev.parley.wire.Received;
import dev.parley.wire.Reply;
import dev.parley.wire.Session;
import dev.parley.wire.SessionSettings;
import dev.parley.wire.TlsFacts;
import dev.parley.wire.TlsSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks a server what it is: on each of its ports, before and after login, with each TLS version. Used by one thread. */
public final class PortraitTaker {
    /** Ends the name of a channel whose list was asked for after login. */
    static final String AFTER_LOGIN = " after login";

    private static final List<String> VERSIONS = List.of("TLSv1.2", "TLSv1.3");
    /** RFC 1939 §7: the timestamp of a greeting that offers APOP. */
    private static final Pattern TIMESTAMP = Pattern.compile("<[^<>\\s]+@[^<>\\s]*>");

    private final ServerFacts server;
    private final SessionSettings settings;
    private final Duration patience;
    private final Map<String, Portrait.Channel> channels = new LinkedHashMap<>();
    private final Map<String, List<String>> versions = new LinkedHashMap<>();
    private Portrait.@Nullable Certificate certificate;
    private boolean apop;

    private PortraitTaker(ServerFacts server, SessionSettings settings, Duration patience) {
        this.server = server;
        this.settings = settings;
        this.patience = patience;
    }

    /** How a session gets its TLS. */
    private enum Way {
        NONE("plaintext"),
        STLS("STLS"),
        IMPLICIT("implicit TLS");

        private final String name;

        Way(String name) {
            this.name = name;
        }
    }

    /** An answer did not come; the message is a sentence. */
    private static final class Unanswered extends Exception {
        private static final long serialVersionUID = 1;

        Unanswered(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Takes the portrait; what could not be asked is told in it.
     *
     * @param account with whom the lists after login are asked; null to leave these out
     * @param patience how long each answer may take
     */
    public static Portrait of(
            ServerFacts server, @Nullable Account account, SessionSettings settings, Duration patience) {
        PortraitTaker taker = new PortraitTaker(server, settings, patience);
        if (server.plain() != null) {
            boolean stls = taker.channel(Way.NONE, server.plain(), account);
            if (stls) {
                taker.channel(Way.STLS, server.plain(), account);
            }
        }
        if (server.tls() != null) {
            taker.channel(Way.IMPLICIT, server.tls(), account);
        }
        return new Portrait(taker.channels, taker.versions, taker.certificate, taker.apop);
    }

    /** Whether STLS is listed. */
    private boolean channel(Way way, Endpoint endpoint, @Nullable Account account) {
        List<String> listed = List.of();
        try (Session session = open(way, endpoint, server.settings())) {
            listed = capabilities(session);
            channels.put(way.name, new Portrait.Channel(listed, null));
            boolean inTheClear = way == Way.NONE && server.mode() != ServerFacts.Mode.OFF;
            if (account != null && !inTheClear) {
                afterLogin(way, session, account);
            }
        } catch (ConnectFailure | HandshakeFailure | Unanswered e) {
            channels.putIfAbsent(way.name, new Portrait.Channel(List.of(), e.getMessage()));
        }
        if (way != Way.NONE) {
            versions.put(way.name, accepted(way, endpoint));
        }
        return listed.stream().anyMatch(line -> line.strip().equalsIgnoreCase("STLS"));
    }

    private void afterLogin(Way way, Session session, Account account) throws Unanswered {
        String name = way.name + AFTER_LOGIN;
        try {
            Visit.logIn(session, account, settings, patience);
            channels.put(name, new Portrait.Channel(capabilities(session), null));
        } catch (Visit.Refused e) {
            channels.put(name, new Portrait.Channel(List.of(), e.getMessage()));
        }
    }

    private List<String> accepted(Way way, Endpoint endpoint) {
        List<String> accepted = new ArrayList<>();
        TlsSettings usual = server.settings();
        for (String version : VERSIONS) {
            TlsSettings only = new TlsSettings(
                    false,
                    usual.ca(),
                    usual.authorities(),
                    usual.serverName(),
                    List.of(version),
                    usual.ciphers(),
                    usual.certificate());
            try (Session session = open(way, endpoint, only)) {
                if (session.tls() != null) {
                    accepted.add(version);
                }
            } catch (ConnectFailure | HandshakeFailure | Unanswered e) {
                // Not accepted, which is what was asked.
            }
        }
        return accepted;
    }

    private Session open(Way way, Endpoint endpoint, TlsSettings tls)
            throws ConnectFailure, HandshakeFailure, Unanswered {
        Session session = Session.connect("portrait", endpoint, settings, deadline());
        try {
            if (way == Way.IMPLICIT) {
                seen(session.handshake(tls, deadline()));
            }
            Reply greeting = answer(session, "the greeting");
            apop |= TIMESTAMP.matcher(greeting.text()).find();
            if (way == Way.STLS && ask(session, "STLS").status() == Reply.Status.OK) {
                seen(session.handshake(tls, deadline()));
            }
            return session;
        } catch (HandshakeFailure | Unanswered e) {
            session.close();
            throw e;
        }
    }

    private void seen(TlsFacts facts) {
        if (certificate == null && !facts.chain().isEmpty()) {
            var first = facts.chain().getFirst();
            certificate = new Portrait.Certificate(
                    first.getSubjectX500Principal().getName(),
                    first.getIssuerX500Principal().getName(),
                    first.getNotAfter().toInstant().toString());
        }
    }

    private List<String> capabilities(Session session) throws Unanswered {
        Reply reply = ask(session, "CAPA");
        return reply.status() == Reply.Status.OK && reply.body() != null
                ? reply.body().lines()
                : List.of();
    }

    private Reply ask(Session session, String command) throws Unanswered {
        session.send(Octets.of(command + "\r\n"));
        return answer(session, "an answer to " + command.split(" ", 2)[0]);
    }

    private Reply answer(Session session, String awaited) throws Unanswered {
        if (session.receive(null, deadline()) instanceof Received.Answered(Reply reply)) {
            return reply;
        }
        throw new Unanswered("The server did not send " + awaited + ".");
    }

    private Deadline deadline() {
        return Deadline.after(patience, settings.ticker());
    }
}
