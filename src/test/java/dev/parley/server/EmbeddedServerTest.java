package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.wire.ConnectFailure;
import dev.parley.wire.Deadline;
import dev.parley.wire.Endpoint;
import dev.parley.wire.Octets;
import dev.parley.wire.Received;
import dev.parley.wire.Reply;
import dev.parley.wire.Session;
import dev.parley.wire.SessionSettings;
import dev.parley.wire.TlsSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedServerTest {
    private final EmbeddedServer server = new EmbeddedServer(InstantSource.system());

    @AfterEach
    void stop() {
        server.close();
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20), System::nanoTime);
    }

    private static Reply ask(Session session, String command) {
        session.send(Octets.of(command + "\r\n"));
        Received received = session.receive(null, soon());
        assertThat(received).as(command).isInstanceOf(Received.Answered.class);
        return ((Received.Answered) received).reply();
    }

    private Session open() throws ConnectFailure {
        Session session = Session.connect("main", server.facts().plain(), SessionSettings.customary(), soon());
        assertThat(session.receive(null, soon())).isInstanceOf(Received.Answered.class);
        return session;
    }

    private Session in() throws ConnectFailure {
        Session session = open();
        Account alice = server.facts().accounts().get("alice");
        ask(session, "USER " + alice.name());
        assertThat(ask(session, "PASS " + alice.password()).status()).isEqualTo(Reply.Status.OK);
        return session;
    }

    @Test
    void stlsIsOfferedInPlaintextBeforeLoginOnly() throws Exception {
        try (Session session = open()) {
            assertThat(ask(session, "CAPA").body().lines()).contains("STLS", "TOP", "UIDL");
            assertThat(ask(session, "STLS").status()).isEqualTo(Reply.Status.OK);
            session.handshake(server.facts().settings(), soon());
            assertThat(ask(session, "CAPA").body().lines()).contains("TOP").doesNotContain("STLS");
            assertThat(ask(session, "STLS").status()).isEqualTo(Reply.Status.ERR);
        }
        try (Session session = in()) {
            assertThat(ask(session, "CAPA").body().lines()).doesNotContain("STLS");
        }
    }

    @Test
    void whatIsSentBehindStlsIsDropped() throws Exception {
        try (Session session = open()) {
            session.send(Octets.of("STLS\r\nNOOP\r\n"));
            assertThat(session.receive(null, soon())).isInstanceOf(Received.Answered.class);
            session.handshake(server.facts().settings(), soon());
            assertThat(session.receiveNothing(Duration.ofMillis(200))).isInstanceOf(Received.Silence.class);
        }
    }

    @Test
    void onlyQuitCarriesOutADeletion() throws Exception {
        try (Session session = in()) {
            assertThat(ask(session, "DELE 1").status()).isEqualTo(Reply.Status.OK);
            assertThat(ask(session, "DELE 1").status()).isEqualTo(Reply.Status.ERR);
            assertThat(ask(session, "RETR 1").status()).isEqualTo(Reply.Status.ERR);
            assertThat(ask(session, "STAT").text()).startsWith("2 ");
            assertThat(ask(session, "LIST").body().lines()).hasSize(2);
            assertThat(ask(session, "RSET").status()).isEqualTo(Reply.Status.OK);
            assertThat(ask(session, "STAT").text()).startsWith("3 ");
            ask(session, "DELE 1");
        }
        try (Session session = in()) {
            assertThat(ask(session, "STAT").text()).startsWith("3 ");
            ask(session, "DELE 1");
            ask(session, "QUIT");
        }
        try (Session session = in()) {
            assertThat(ask(session, "STAT").text()).startsWith("2 ");
        }
        server.prepare(Set.of("alice"));
        try (Session session = in()) {
            assertThat(ask(session, "STAT").text()).startsWith("3 ");
        }
    }

    @Test
    void linesThatBeginWithDotsAreStuffedAndComeBack() throws Exception {
        try (Session session = in()) {
            Reply reply = ask(session, "RETR 2");
            assertThat(reply.body().raw().text()).contains("\r\n...two dots\r\n");
            assertThat(reply.body().lines()).contains(".", "..two dots", ".begins with a dot");
        }
    }

    @Test
    void oddCommandsAreAnsweredAndTheSessionGoesOn() throws Exception {
        try (Session session = in()) {
            for (String command : List.of("", "RETR", "RETR x", "LIST 0", "DELE", "TOP 1", "NONSENSE")) {
                assertThat(ask(session, command).status()).as(command).isEqualTo(Reply.Status.ERR);
            }
            assertThat(ask(session, "NOOP").status()).isEqualTo(Reply.Status.OK);
        }
    }

    @Test
    void itStartsOnceAndOnlyWhenAsked() throws Exception {
        assertThat(server.accountNames()).containsExactlyInAnyOrder("alice", "bob");
        Endpoint first = server.facts().plain();
        assertThat(server.facts().plain()).isEqualTo(first);
        server.close();
        assertThatExceptionOfType(ConnectFailure.class)
                .isThrownBy(() -> Session.connect("x", first, SessionSettings.customary(), soon()));
    }

    @Test
    void anAddressIsReadByItsMode() {
        RemoteServer implicit = RemoteServer.of(
                "mail.example.org", ServerFacts.Mode.IMPLICIT, null, TlsSettings.CUSTOMARY, Map.of(), "");
        assertThat(implicit.facts().plain()).isNull();
        assertThat(implicit.facts().tls()).isEqualTo(new Endpoint("mail.example.org", 995));
        RemoteServer both =
                RemoteServer.of("[::1]:1110", ServerFacts.Mode.OFF, "mail:1995", TlsSettings.CUSTOMARY, Map.of(), "");
        assertThat(both.facts().plain()).isEqualTo(new Endpoint("::1", 1110));
        assertThat(both.facts().tls()).isEqualTo(new Endpoint("mail", 1995));
    }

    @Test
    void accountsAreNamedByTheirOptions() {
        Map<String, Account> accounts = Accounts.of(List.of("me@example.org", "bob=you"), List.of("a", "b"));
        assertThat(accounts.get("alice").name()).isEqualTo("me@example.org");
        assertThat(accounts.get("bob").name()).isEqualTo("you");
        assertThat(accounts.toString()).doesNotContain("password");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Accounts.of(List.of("a", "b"), List.of("x", "y")))
                .withMessageContaining("--user bob=b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Accounts.of(List.of("a"), List.of()))
                .withMessageContaining("--password-env");
    }
}
