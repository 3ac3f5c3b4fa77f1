package dev.parley.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dovecot.Dovecot;
import dev.parley.dovecot.NeedsDovecot;
import dev.parley.peer.Fault;
import dev.parley.peer.FaultyServer;
import dev.parley.server.Account;
import dev.parley.server.RemoteServer;
import dev.parley.server.ServerFacts;
import dev.parley.wire.SessionSettings;
import dev.parley.wire.TlsSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaildropReaderTest {
    private static final Account ALICE = new Account("alice", "alice", "alice-secret");
    private static final MaildropReader.Settings QUICK =
            new MaildropReader.Settings(SessionSettings.customary(), Duration.ofSeconds(2), Duration.ofMillis(1), true);

    private static Maildrop read(Map<String, Fault> faults) throws Exception {
        try (FaultyServer server = FaultyServer.plain(faults)) {
            ServerFacts facts = RemoteServer.of(
                            server.endpoint().toString(),
                            ServerFacts.Mode.OFF,
                            null,
                            TlsSettings.CUSTOMARY,
                            Map.of(),
                            "")
                    .facts();
            return new MaildropReader(facts, QUICK).read(ALICE);
        }
    }

    @Test
    void everyMessageHasItsIdSizeAndDigests() throws Exception {
        Maildrop maildrop = read(Map.of());
        assertThat(maildrop.problem()).isNull();
        assertThat(maildrop.messages()).extracting(Message::uidl).containsExactly("a", "b");
        Message first = maildrop.messages().getFirst();
        assertThat(first.content()).isNotNull();
        assertThat(first.content().octets()).isEqualTo(first.size());
        assertThat(maildrop.messages().get(1).content()).isEqualTo(first.content());
    }

    @Test
    void aServerWithoutIdsIsReadAllTheSame() throws Exception {
        Maildrop maildrop = read(Map.of("UIDL", new Fault.Says("-ERR unknown command\r\n")));
        assertThat(maildrop.problem()).isNull();
        assertThat(maildrop.messages()).extracting(Message::uidl).containsOnlyNulls();
    }

    @Test
    void neitherDeleNorQuitIsSent() throws Exception {
        // A server that hangs up at these words ends the reading if one of them is sent.
        Maildrop maildrop = read(Map.of("QUIT", new Fault.Silence(), "DELE", new Fault.Silence()));
        assertThat(maildrop.messages()).hasSize(2);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("PASS", new Fault.Says("-ERR [AUTH] no alice-secret here\r\n"), "[AUTH] no ********"),
                Arguments.of("PASS", new Fault.Says("-ERR [IN-USE] locked\r\n"), "[IN-USE]"),
                Arguments.of("USER", new Fault.Close(), "ended the connection instead of sending an answer to USER"),
                Arguments.of("LIST", new Fault.Says("+OK\r\none 12\r\n.\r\n"), "a line that is no listing: `one 12`"),
                Arguments.of("RETR", new Fault.Says("-ERR gone\r\n"), "an answer to RETR"),
                Arguments.of("RETR", new Fault.CloseMidLine(), "ended the connection"),
                Arguments.of("GREETING", new Fault.Says("hello\r\n"), "begins with neither +OK nor -ERR"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatCannotBeReadSaysWhy(String command, Fault fault, String sentence) throws Exception {
        Maildrop maildrop = read(Map.of(command, fault));
        assertThat(maildrop.messages()).isEmpty();
        assertThat(maildrop.problem())
                .contains(sentence)
                .doesNotContain(ALICE.password().reveal());
    }

    @ParameterizedTest
    @EnumSource(ServerFacts.Mode.class)
    @NeedsDovecot
    void dovecotKeepsEverythingAndGivesTheSameTwice(ServerFacts.Mode mode) throws Exception {
        try (Dovecot dovecot = Dovecot.start()) {
            ServerFacts facts = dovecot.server(mode).facts();
            MaildropReader reader = new MaildropReader(facts, QUICK);
            Account alice = Objects.requireNonNull(Dovecot.accounts().get("alice"));
            Maildrop first = reader.read(alice);
            assertThat(first.problem()).isNull();
            assertThat(first.messages())
                    .hasSize(3)
                    .allSatisfy(message -> assertThat(message.content())
                            .isNotNull()
                            .extracting(Message.Content::octets)
                            .isEqualTo(message.size()));
            assertThat(MaildropComparison.between(first, reader.read(alice))).isEqualTo(List.of());
        }
    }

    /** Dovecot takes USER all the same, and refuses every password then. */
    @ParameterizedTest
    @ValueSource(strings = {"scram-sha-256", "cram-md5", "login"})
    @NeedsDovecot
    void whereUserIsNotOfferedAMechanismOfSaslIsTaken(String mechanism) throws Exception {
        try (Dovecot dovecot = Dovecot.start("auth_mechanisms = " + mechanism)) {
            MaildropReader reader =
                    new MaildropReader(dovecot.server(ServerFacts.Mode.STARTTLS).facts(), QUICK);
            Account alice = Objects.requireNonNull(Dovecot.accounts().get("alice"));
            Maildrop maildrop = reader.read(alice);
            assertThat(maildrop.problem()).isNull();
            assertThat(maildrop.messages()).hasSize(3);
            Maildrop refused = reader.read(new Account("alice", alice.name(), "something-else"));
            assertThat(refused.problem())
                    .contains("refused the login of the account `alice` with `-ERR [AUTH]")
                    .doesNotContain("something-else");
        }
    }
}
