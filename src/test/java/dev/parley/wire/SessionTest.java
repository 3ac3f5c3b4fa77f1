package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.peer.Fault;
import dev.parley.peer.FaultyServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session makes of a server that is right, and of each way to be wrong. */
class SessionTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final SessionSettings SMALL = new SessionSettings(new Limits(2000, 20_000), System::nanoTime);

    private static Deadline in(Duration time) {
        return Deadline.after(time, System::nanoTime);
    }

    private static Session open(FaultyServer server) throws ConnectFailure {
        return Session.connect("main", server.endpoint(), SMALL, in(LONG));
    }

    private static Session ready(FaultyServer server) throws ConnectFailure {
        Session session = open(server);
        assertThat(session.receive(null, in(LONG))).isInstanceOf(Received.Answered.class);
        return session;
    }

    private static Reply reply(Session session) {
        Received received = session.receive(null, in(LONG));
        assertThat(received).isInstanceOf(Received.Answered.class);
        return ((Received.Answered) received).reply();
    }

    private static Reply ask(Session session, String command) {
        session.send(Octets.of(command + "\r\n"));
        return reply(session);
    }

    @Test
    void repliesAreFramedByTheirCommand() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of());
                Session session = ready(server)) {
            assertThat(ask(session, "STAT").body()).isNull();
            assertThat(ask(session, "list").body().lines()).hasSize(2);
            assertThat(ask(session, "LIST 1").body()).isNull();
            assertThat(ask(session, "CAPA").body().lines()).containsExactly("TOP", "UIDL", "STLS");
            Reply message = ask(session, "RETR 1");
            assertThat(message.body().lines()).containsExactly("Subject: one", "", ".dots", "end");
            assertThat(message.body().raw().text()).endsWith("\r\n..dots\r\nend\r\n.\r\n");
            assertThat(session.due()).isEmpty();
            assertThat(session.findings()).isEmpty();
        }
    }

    @Test
    void pipelinedRepliesAnswerTheirCommandsInTurn() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of());
                Session session = ready(server)) {
            session.send(Octets.of("STAT\r\nUIDL\r\nNOOP\r\n"));
            assertThat(session.due()).extracting(Command::keyword).containsExactly("STAT", "UIDL", "NOOP");
            assertThat(reply(session).text()).startsWith("2 ");
            assertThat(reply(session).body().lines()).hasSize(2);
            assertThat(reply(session).command().keyword()).isEqualTo("NOOP");
            assertThat(session.due()).isEmpty();
        }
    }

    @Test
    void aCommandSentInPartsIsOneCommand() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of());
                Session session = ready(server)) {
            session.send(Octets.of("LI"));
            assertThat(session.due()).hasSize(1);
            session.send(Octets.of("ST\r\nNO"));
            session.send(Octets.of("OP\r\n"));
            assertThat(session.due()).extracting(Command::keyword).containsExactly("LIST", "NOOP");
            assertThat(reply(session).body().lines()).hasSize(2);
            assertThat(reply(session).body()).isNull();
        }
    }

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
    void aReplySplitAtEveryOctetIsWhole() throws Exception {
        Map<String, Fault> faults = Map.of("RETR", new Fault.OctetByOctet(Duration.ofMillis(1)));
        try (FaultyServer server = FaultyServer.plain(faults);
                Session session = ready(server)) {
            assertThat(ask(session, "RETR 1").body().lines()).containsExactly("Subject: one", "", ".dots", "end");
        }
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
    void anEndlessLineIsCutAtTheLimit() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of("NOOP", new Fault.EndlessLine()));
                Session session = ready(server)) {
            session.send(Octets.of("NOOP\r\n"));
            assertThat(session.receive(null, in(LONG))).isInstanceOfSatisfying(Received.TooLong.class, tooLong -> {
                assertThat(tooLong.octets()).isEqualTo(2000);
                assertThat(tooLong.option()).isEqualTo("--max-line");
            });
        }
    }

    @Test
    void anEndlessBodyIsCutAtTheLimit() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of("RETR", new Fault.EndlessBody()));
                Session session = ready(server)) {
            session.send(Octets.of("RETR 1\r\n"));
            assertThat(session.receive(null, in(LONG))).isInstanceOfSatisfying(Received.TooLong.class, tooLong -> {
                assertThat(tooLong.octets()).isEqualTo(20_000);
                assertThat(tooLong.option()).isEqualTo("--max-body");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+ok\r\n", "+OKAY\r\n", "-err no\r\n", "hello\r\n", "\r\n", " +OK\r\n"})
    void aLineThatIsNoStatusIsMalformed(String line) throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of("NOOP", new Fault.Says(line)));
                Session session = ready(server)) {
            session.send(Octets.of("NOOP\r\n"));
            assertThat(session.receive(null, in(LONG))).isInstanceOf(Received.Malformed.class);
        }
    }

    @Test
    void responseCodesAreTakenFromTheText() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of("NOOP", new Fault.Says("-ERR [SYS/TEMP] later\r\n")));
                Session session = ready(server)) {
            Reply reply = ask(session, "NOOP");
            assertThat(reply.code()).isEqualTo("SYS/TEMP");
            assertThat(reply.text()).isEqualTo("later");
        }
    }

    @Test
    void oddOctetsAreFindings() throws Exception {
        Map<String, Fault> faults = Map.of(
                "NOOP", new Fault.Says("+OK bare\n"),
                "RSET", new Fault.Says("+OK a\rb\r\n"),
                "STAT", new Fault.Says("+OK \0\r\n"),
                "DELE", new Fault.Says("+OK " + "x".repeat(600) + "\r\n"),
                "TOP", new Fault.Says("-ERR \u00e9\u00ff\r\n"));
        try (FaultyServer server = FaultyServer.plain(faults);
                Session session = ready(server)) {
            ask(session, "NOOP");
            ask(session, "RSET");
            ask(session, "STAT");
            ask(session, "DELE 1");
            assertThat(ask(session, "TOP 1 1").rawStatus().toArray()).contains(0xe9, 0xff);
            assertThat(session.findings())
                    .extracting(Finding::kind)
                    .containsExactly(
                            Finding.Kind.BARE_LF, Finding.Kind.BARE_CR, Finding.Kind.NUL, Finding.Kind.LONG_LINE);
        }
    }

    @Test
    void aSecondReplyInTheSameSegmentIsUnsolicited() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of("NOOP", new Fault.SaysToo("+OK again\r\n")));
                Session session = ready(server)) {
            ask(session, "NOOP");
            session.send(Octets.of("STAT\r\n"));
            assertThat(session.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.UNSOLICITED);
            assertThat(reply(session).text()).isEqualTo("again");
        }
    }

    @Test
    void figuresThatDisagreeAreFindings() throws Exception {
        Map<String, Fault> faults =
                Map.of("STAT", new Fault.Says("+OK 2 1\r\n"), "LIST", new Fault.Says("+OK\r\n1 5\r\n2 5\r\n.\r\n"));
        try (FaultyServer server = FaultyServer.plain(faults);
                Session session = ready(server)) {
            ask(session, "STAT");
            ask(session, "LIST");
            ask(session, "RETR 1");
            assertThat(session.findings())
                    .extracting(Finding::kind)
                    .containsExactly(Finding.Kind.STAT_DISAGREES_WITH_LIST, Finding.Kind.LIST_DISAGREES_WITH_RETR);
        }
    }

    @Test
    void aBodyEndsAtCrlfDotCrlfOnly() throws Exception {
        Map<String, Fault> faults = Map.of("RETR", new Fault.Says("+OK\r\na\n.\nb\r\n.\n\r\n..\r\n.\r\n"));
        try (FaultyServer server = FaultyServer.plain(faults);
                Session session = ready(server)) {
            assertThat(ask(session, "RETR 1").body().content().text()).isEqualTo("a\n.\nb\r\n\n\r\n.\r\n");
            assertThat(ask(session, "NOOP").status()).isEqualTo(Reply.Status.OK);
        }
    }

    @Test
    void aServerThatSendsLfOnlyIsReadAndFound() throws Exception {
        Map<String, Fault> faults = Map.of("CAPA", new Fault.Says("+OK\nTOP\n.\n"));
        try (FaultyServer server = FaultyServer.plain(faults);
                Session session = ready(server)) {
            assertThat(ask(session, "CAPA").body().lines()).containsExactly("TOP");
            assertThat(session.findings()).extracting(Finding::kind).contains(Finding.Kind.WRONG_TERMINATOR);
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

    private static TlsSettings trusting(FaultyServer server) {
        return new TlsSettings(true, null, List.of(server.identity().authority()), null, List.of(), List.of(), null);
    }

    private static HandshakeFailure failure(Map<String, Fault> faults, TlsSettings settings) throws Exception {
        try (FaultyServer server = FaultyServer.plain(faults);
                Session session = ready(server)) {
            ask(session, "STLS");
            TlsSettings trusted = settings == null ? trusting(server) : settings;
            try {
                session.handshake(trusted, in(Duration.ofSeconds(5)));
            } catch (HandshakeFailure e) {
                assertThat(session.isOver()).isTrue();
                return e;
            }
            throw new AssertionError("the handshake succeeded");
        }
    }

    @Test
    void stlsUpgradesInPlace() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of());
                Session session = ready(server)) {
            ask(session, "STLS");
            assertThat(session.handshake(trusting(server), in(LONG)).version()).isEqualTo("TLSv1.3");
            assertThat(ask(session, "CAPA").body().lines()).contains("TOP");
            ask(session, "QUIT");
            assertThat(session.receiveEnd(in(LONG)))
                    .isInstanceOfSatisfying(
                            Received.Closed.class,
                            closed -> assertThat(closed.closeNotify()).isTrue());
            assertThat(session.findings()).isEmpty();
        }
    }

    @Test
    void dataBehindStlsIsAFindingAndNoTls() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of("STLS", new Fault.SaysToo("+OK injected\r\n")));
                Session session = ready(server)) {
            ask(session, "STLS");
            assertThatExceptionOfType(HandshakeFailure.class)
                    .isThrownBy(() -> session.handshake(trusting(server), in(LONG)))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(HandshakeFailure.Kind.NOT_TLS));
            assertThat(session.findings()).extracting(Finding::kind).contains(Finding.Kind.DATA_AFTER_STLS);
        }
    }

    @Test
    void aPlaintextGreetingIsToldFromTls() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of());
                Session session = open(server)) {
            assertThatExceptionOfType(HandshakeFailure.class)
                    .isThrownBy(() -> session.handshake(trusting(server), in(LONG)))
                    .withMessageContaining("starts in plaintext")
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(HandshakeFailure.Kind.NOT_TLS));
        }
    }

    @Test
    void anAlertIsNamed() throws Exception {
        // A record of type alert (21): fatal, handshake_failure (RFC 8446 §6).
        Fault alert = new Fault.InPlaceOfHandshake("\u0015\u0003\u0003\0\u0002\u0002\u0028");
        HandshakeFailure failure = failure(Map.of("STLS", alert), null);
        assertThat(failure.kind()).isEqualTo(HandshakeFailure.Kind.ALERT);
        assertThat(failure.alert()).isEqualTo("handshake_failure");
    }

    @Test
    void aCloseInTheHandshakeIsToldFromAnAlert() throws Exception {
        HandshakeFailure failure = failure(Map.of("STLS", new Fault.CloseInHandshake()), null);
        assertThat(failure.kind()).isIn(HandshakeFailure.Kind.CLOSED, HandshakeFailure.Kind.RESET);
    }

    @Test
    void anUnknownAuthorityAndAnotherNameAreToldApart() throws Exception {
        assertThat(failure(Map.of(), TlsSettings.CUSTOMARY))
                .hasMessageContaining("not trusted")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(HandshakeFailure.Kind.CERTIFICATE));
        try (FaultyServer server = FaultyServer.tls(Map.of());
                Session session = open(server)) {
            TlsSettings settings = new TlsSettings(
                    true, null, List.of(server.identity().authority()), "mail.example.org", List.of(), List.of(), null);
            assertThatExceptionOfType(HandshakeFailure.class)
                    .isThrownBy(() -> session.handshake(settings, in(LONG)))
                    .withMessageContaining("localhost")
                    .withMessageContaining("mail.example.org");
        }
    }

    @Test
    void aVersionWeCannotOfferIsUnavailable() throws Exception {
        TlsSettings old = new TlsSettings(true, null, List.of(), null, List.of("TLSv1.1"), List.of(), null);
        assertThat(failure(Map.of(), old).kind()).isEqualTo(HandshakeFailure.Kind.UNAVAILABLE);
    }

    @Test
    void anEndWithoutCloseNotifyIsAFinding() throws Exception {
        try (FaultyServer server = FaultyServer.tls(Map.of("NOOP", new Fault.ReplyAndDrop()));
                Session session = open(server)) {
            session.handshake(trusting(server), in(LONG));
            reply(session);
            ask(session, "NOOP");
            assertThat(session.receiveEnd(in(LONG)))
                    .isInstanceOfSatisfying(
                            Received.Closed.class,
                            closed -> assertThat(closed.closeNotify()).isFalse());
            assertThat(session.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.NO_CLOSE_NOTIFY);
        }
    }
}
