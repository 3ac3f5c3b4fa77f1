package dev.parley.interpreter;

import dev.parley.expression.EvaluationException;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a server lists in CAPA (RFC 2449 §5), asked for on a connection of its own, because nothing may be sent in the
 * session of a script that the script did not send. Asked once a run for each port and kind of security. A list that
 * the script's own session has read in its present state goes before it.
 *
 * <p>Safe for use by several threads.
 */
public final class CapabilityProbe {
    private record Channel(Endpoint endpoint, boolean implicit, boolean secured) {}

    private final Map<Channel, List<String>> known = new ConcurrentHashMap<>();

    /** Nothing is asked yet. */
    public CapabilityProbe() {}

    /** Whether a tag is listed with all of these arguments, case ignored. */
    boolean offers(Branch branch, String tag, List<String> arguments) {
        // Before any session, STLS is looked for where it can be used: in plaintext.
        boolean inPlaintext = branch.current() == null && tag.equalsIgnoreCase("STLS");
        for (String line : inPlaintext ? inPlaintext(branch) : capabilities(branch)) {
            List<String> words = List.of(line.strip().split(" +"));
            if (words.getFirst().equalsIgnoreCase(tag)
                    && arguments.stream()
                            .allMatch(wanted -> words.stream().skip(1).anyMatch(wanted::equalsIgnoreCase))) {
                return true;
            }
        }
        return false;
    }

    /** The lines of the current session's list, or of the server's before any session. */
    List<String> capabilities(Branch branch) {
        LiveSession session = branch.current();
        if (session != null && session.capabilities() != null) {
            return session.capabilities();
        }
        ServerFacts server = branch.state().server();
        boolean secured = session == null
                ? server.mode() == ServerFacts.Mode.IMPLICIT
                : session.wire().tls() != null;
        Endpoint endpoint = session != null
                ? session.wire().endpoint()
                : server.mode() == ServerFacts.Mode.IMPLICIT || server.plain() == null ? server.tls() : server.plain();
        if (endpoint == null) {
            throw new EvaluationException("No address to ask for capabilities is known.");
        }
        boolean implicit = secured && endpoint.equals(server.tls());
        return listed(new Channel(endpoint, implicit, secured), branch);
    }

    private List<String> inPlaintext(Branch branch) {
        Endpoint plain = branch.state().server().plain();
        return plain == null ? List.of() : listed(new Channel(plain, false, false), branch);
    }

    private List<String> listed(Channel channel, Branch branch) {
        List<String> listed = known.get(channel);
        if (listed == null) {
            listed = ask(channel, branch.state().server(), branch.state().settings());
            known.put(channel, listed);
        }
        return listed;
    }

    private static List<String> ask(Channel channel, ServerFacts server, RunSettings run) {
        SessionSettings settings = run.sessions();
        Deadline deadline = Deadline.after(run.stepTimeout(), settings.ticker());
        try (Session session = Session.connect("capabilities", channel.endpoint(), settings, deadline)) {
            if (channel.implicit()) {
                session.handshake(server.settings(), deadline);
            }
            reply(session, deadline);
            if (channel.secured() && !channel.implicit()) {
                session.send(Octets.of("STLS\r\n"));
                if (reply(session, deadline).status() != Reply.Status.OK) {
                    return List.of();
                }
                session.handshake(server.settings(), deadline);
            }
            session.send(Octets.of("CAPA\r\n"));
            Reply list = reply(session, deadline);
            session.send(Octets.of("QUIT\r\n"));
            session.receive(null, deadline);
            return list.status() == Reply.Status.OK && list.body() != null
                    ? list.body().lines()
                    : List.of();
        } catch (ConnectFailure | HandshakeFailure e) {
            throw new EvaluationException("The server could not be asked for its capabilities: " + e.getMessage(), e);
        }
    }

    private static Reply reply(Session session, Deadline deadline) {
        if (session.receive(null, deadline) instanceof Received.Answered(Reply reply)) {
            return reply;
        }
        throw new EvaluationException("The server did not answer when it was asked for its capabilities.");
    }
}
