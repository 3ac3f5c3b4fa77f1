package dev.parley.wire;

import static dev.parley.wire.Sessions.LONG;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a session makes of TLS: the handshake, each way it can fail, and its end. */
class TlsTest {
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
