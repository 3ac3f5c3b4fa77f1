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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

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
    private final Set<Channel> silent = ConcurrentHashMap.newKeySet();

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
        return session != null && session.capabilities() != null
                ? session.capabilities()
                : listed(channel(branch, session), branch);
    }

    /**
     * The same for a login, which does without where the server cannot be asked. It is then not asked again.
     *
     * @return null when there is no answer
     */
    @Nullable
    List<String> forLogin(Branch branch, LiveSession session) {
        Channel channel = channel(branch, session);
        if (session.capabilities() == null && silent.contains(channel)) {
            return null;
        }
        try {
            return capabilities(branch);
        } catch (EvaluationException e) {
            silent.add(channel);
            session.noteUnansweredProbe();
            return null;
        }
    }

    private static Channel channel(Branch branch, @Nullable LiveSession session) {
        if (session != null) {
            Session wire = session.wire();
            return new Channel(wire.endpoint(), session.beganWithTls(), wire.tls() != null);
        }
        ServerFacts server = branch.state().server();
        boolean secured = server.mode() == ServerFacts.Mode.IMPLICIT;
        Endpoint endpoint = secured || server.plain() == null ? server.tls() : server.plain();
        if (endpoint == null) {
            throw new EvaluationException("No address to ask for capabilities is known.");
        }
        return new Channel(endpoint, secured, secured);
    }

    private List<String> inPlaintext(Branch branch) {
        Endpoint plain = branch.state().server().plain();
        return plain == null ? List.of() : listed(new Channel(plain, false, false), branch);
    }

    private List<String> listed(Channel channel, Branch branch) {
        List<String> listed = known.get(channel);
        if (listed == null) {
            listed = ask(channel, branch);
            known.put(channel, listed);
        }
        return listed;
    }

    private static List<String> ask(Channel channel, Branch branch) {
        ServerFacts server = branch.state().server();
        RunSettings run = branch.state().settings();
        SessionSettings settings = run.sessions();
        Deadline deadline = branch.deadline(null, run.stepTimeout());
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
