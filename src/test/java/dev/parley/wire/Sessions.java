package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.peer.FaultyServer;
import java.time.Duration;
import java.util.List;

/** Sessions with a server that may be faulty, and what they are asked in tests. */
final class Sessions {
    static final Duration LONG = Duration.ofSeconds(20);
    static final SessionSettings SMALL = new SessionSettings(new Limits(2000, 20_000), System::nanoTime);

    private Sessions() {}

    static Deadline in(Duration time) {
        return Deadline.after(time, System::nanoTime);
    }

    static Session open(FaultyServer server) throws ConnectFailure {
        return Session.connect("main", server.endpoint(), SMALL, in(LONG));
    }

    static Session ready(FaultyServer server) throws ConnectFailure {
        Session session = open(server);
        assertThat(session.receive(null, in(LONG))).isInstanceOf(Received.Answered.class);
        return session;
    }

    static Reply reply(Session session) {
        Received received = session.receive(null, in(LONG));
        assertThat(received).isInstanceOf(Received.Answered.class);
        return ((Received.Answered) received).reply();
    }

    static Reply ask(Session session, String command) {
        session.send(Octets.of(command + "\r\n"));
        return reply(session);
    }

    static TlsSettings trusting(FaultyServer server) {
        return new TlsSettings(true, null, List.of(server.identity().authority()), null, List.of(), List.of(), null);
    }
}
