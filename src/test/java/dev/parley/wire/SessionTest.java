package dev.parley.wire;

import static dev.parley.wire.Sessions.LONG;
import static dev.parley.wire.Sessions.SMALL;
import static dev.parley.wire.Sessions.ask;
import static dev.parley.wire.Sessions.in;
import static dev.parley.wire.Sessions.open;
import static dev.parley.wire.Sessions.ready;
import static dev.parley.wire.Sessions.reply;
import static dev.parley.wire.Sessions.trusting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.peer.Fault;
import dev.parley.peer.FaultyServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a session waits, how it ends, and what it sends meanwhile. */
class SessionTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void secretsAreMaskedInTheTranscript() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of());
                Session session = ready(server)) {
            ask(session, "USER alice");
            ask(session, "PASS hunter22");
            ask(session, "APOP alice 0123456789abcdef");
            ask(session, "AUTH PLAIN");
            ask(session, "AGEAYG==");
            ask(session, "AUTH PLAIN AGEAYG==");
            String sent = session.transcript().toString();
            assertThat(sent).contains("USER alice", "PASS ********", "APOP alice ********", "AUTH PLAIN ********");
            assertThat(sent).doesNotContain("hunter22", "0123456789abcdef", "AGEAYG==");
        }
    }

    @Test
    void silenceIsATimeOut() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of("NOOP", new Fault.Silence()));
                Session session = ready(server)) {
            session.send(Octets.of("NOOP\r\n"));
            assertDeadlineHolds(session.receive(null, in(SHORT)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOOP", "CAPA", "RETR"})
    void theDeadlineHoldsWhenTheServerSendsOctetByOctet(String command) throws Exception {
        Map<String, Fault> faults = Map.of(command, new Fault.OctetByOctet(Duration.ofMillis(100)));
        try (FaultyServer server = FaultyServer.plain(faults);
                Session session = ready(server)) {
            session.send(Octets.of(command + "\r\n"));
            assertDeadlineHolds(session.receive(null, in(SHORT)));
        }
    }

    @Test
    void theDeadlineHoldsInTheMiddleOfTls() throws Exception {
        Map<String, Fault> faults = Map.of("CAPA", new Fault.OctetByOctet(Duration.ofMillis(100)));
        try (FaultyServer server = FaultyServer.tls(faults);
                Session session = open(server)) {
            session.handshake(trusting(server), in(LONG));
            reply(session);
            session.send(Octets.of("CAPA\r\n"));
            assertDeadlineHolds(session.receive(null, in(SHORT)));
        }
    }

    private static void assertDeadlineHolds(Received received) {
        assertThat(received)
                .isInstanceOfSatisfying(
                        Received.TimedOut.class,
                        timedOut ->
                                assertThat(timedOut.waited()).isBetween(SHORT.minusMillis(20), SHORT.plusMillis(700)));
    }

    @Test
    void aCloseIsNoLine() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of("NOOP", new Fault.Close()));
                Session session = ready(server)) {
            session.send(Octets.of("NOOP\r\n"));
            assertThat(session.receive(null, in(LONG)))
                    .isInstanceOfSatisfying(
                            Received.Closed.class,
                            closed -> assertThat(closed.partial()).isEqualTo(Octets.EMPTY));
            assertThat(session.isOver()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOOP", "CAPA"})
    void aCloseInTheMiddleShowsWhatCame(String command) throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of(command, new Fault.CloseMidLine()));
                Session session = ready(server)) {
            session.send(Octets.of(command + "\r\n"));
            assertThat(session.receive(null, in(LONG)))
                    .isInstanceOfSatisfying(
                            Received.Closed.class,
                            closed -> assertThat(closed.partial().text()).startsWith("+O"));
        }
    }

    @Test
    void aResetIsAnOutcomeOfItsOwn() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of("NOOP", new Fault.Reset()));
                Session session = ready(server)) {
            session.send(Octets.of("NOOP\r\n"));
            assertThat(session.receive(null, in(LONG))).isInstanceOf(Received.ResetByPeer.class);
        }
    }

    @Test
    void silenceFitsOnlySilence() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of());
                Session session = ready(server)) {
            assertThat(session.receiveNothing(Duration.ofMillis(50))).isInstanceOf(Received.Silence.class);
            session.send(Octets.of("NOOP\r\n"));
            assertThat(session.receiveNothing(LONG)).isInstanceOf(Received.Unasked.class);
            assertThat(reply(session).status()).isEqualTo(Reply.Status.OK);
            ask(session, "QUIT");
            assertThat(session.receiveNothing(LONG)).isInstanceOf(Received.Closed.class);
        }
    }

    @Test
    void aPeerThatDoesNotReadCannotBlockSending() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Endpoint endpoint = new Endpoint("127.0.0.1", listener.getLocalPort());
            try (Session session = Session.connect("main", endpoint, SMALL, in(LONG))) {
                Octets much = Octets.of("x".repeat(1_000_000) + "\r\n");
                for (int i = 0; i < 20; i++) {
                    session.send(much);
                }
                assertThat(session.due()).hasSize(20);
                assertThat(session.receive(null, in(SHORT))).isInstanceOf(Received.TimedOut.class);
            }
        }
    }

    @Test
    void aLargePipelineDoesNotDeadlock() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of());
                Session session = ready(server)) {
            int count = 20_000;
            session.send(Octets.of("UIDL\r\n".repeat(count)));
            for (int i = 0; i < count; i++) {
                assertThat(reply(session).body().lines()).hasSize(2);
            }
            assertThat(session.due()).isEmpty();
        }
    }

    @Test
    void anInterruptionEndsAWait() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of("NOOP", new Fault.Silence()));
                Session session = ready(server)) {
            session.send(Octets.of("NOOP\r\n"));
            CountDownLatch waiting = new CountDownLatch(1);
            Thread interrupter = Thread.ofVirtual().start(() -> {
                try {
                    waiting.await(1, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    return;
                }
                session.interrupt();
            });
            waiting.countDown();
            assertThat(session.receive(null, in(LONG)))
                    .isInstanceOfSatisfying(
                            Received.TimedOut.class,
                            timedOut -> assertThat(timedOut.waited()).isLessThan(Duration.ofSeconds(10)));
            interrupter.join();
        }
    }

    @Test
    void aRefusedConnectionSaysSo() throws Exception {
        Endpoint free;
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = new Endpoint("127.0.0.1", listener.getLocalPort());
        }
        assertThatExceptionOfType(ConnectFailure.class)
                .isThrownBy(() -> Session.connect("main", free, SMALL, in(LONG)))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ConnectFailure.Kind.REFUSED));
    }
}
