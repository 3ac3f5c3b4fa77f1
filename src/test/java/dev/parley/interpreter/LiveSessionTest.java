package dev.parley.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.peer.Fault;
import dev.parley.peer.FaultyServer;
import dev.parley.wire.Deadline;
import dev.parley.wire.Octets;
import dev.parley.wire.Received;
import dev.parley.wire.Session;
import dev.parley.wire.SessionSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LiveSessionTest {
    private final AtomicLong now = new AtomicLong();

    @Test
    void onlyBehindPlusOkToACommandOtherThanQuitAServerIsTakenToBeStillThereAndOnlyForAMoment() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of("RSET", new Fault.Says("-ERR no\r\n")));
                Session wire = Session.connect("main", server.endpoint(), SessionSettings.customary(), soon())) {
            LiveSession session = new LiveSession(wire, false, now::get);
            receive(session);
            assertThat(session.hasJustAnswered()).as("after the greeting").isFalse();
            ask(session, "NOOP");
            assertThat(session.hasJustAnswered()).as("after +OK").isTrue();
            now.addAndGet(Duration.ofMillis(10).toNanos());
            assertThat(session.hasJustAnswered()).as("some time later").isFalse();
            ask(session, "RSET");
            assertThat(session.hasJustAnswered()).as("after -ERR").isFalse();
            ask(session, "NOOP");
            assertThat(session.hasJustAnswered()).as("after +OK again").isTrue();
            ask(session, "QUIT");
            assertThat(session.hasJustAnswered()).as("after QUIT").isFalse();
        }
    }

    private static void ask(LiveSession session, String command) {
        session.wire().send(Octets.of(command + "\r\n"));
        receive(session);
    }

    private static void receive(LiveSession session) {
        Received received = session.wire().receive(null, soon());
        assertThat(received).isInstanceOf(Received.Answered.class);
        session.remember(((Received.Answered) received).reply());
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20), System::nanoTime);
    }
}
