package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parley.wire.Endpoint;
import dev.parley.wire.TlsSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteServerTest {
    private static ServerFacts facts(String address, ServerFacts.Mode mode, @Nullable String tlsAddress) {
        return RemoteServer.of(address, mode, tlsAddress, TlsSettings.CUSTOMARY, Map.of(), "")
                .facts();
    }

    @Test
    void theAddressIsTheOneInPlaintext() {
        ServerFacts facts = facts("mail.example.org:8110", ServerFacts.Mode.STARTTLS, null);
        assertThat(facts.plain()).isEqualTo(new Endpoint("mail.example.org", 8110));
        assertThat(facts.tls()).isNull();
        assertThat(facts.mode()).isEqualTo(ServerFacts.Mode.STARTTLS);
    }

    @Test
    void withImplicitTlsAndNoOtherAddressItIsTheOneOfTls() {
        ServerFacts facts = facts("mail.example.org", ServerFacts.Mode.IMPLICIT, null);
        assertThat(facts.plain()).isNull();
        assertThat(facts.tls()).isEqualTo(new Endpoint("mail.example.org", 995));
    }

    @ParameterizedTest
    @EnumSource
    void bothAddressesMayBeGivenInAnyMode(ServerFacts.Mode mode) {
        ServerFacts facts = facts("mail.example.org", mode, "pops.example.org");
        assertThat(facts.plain()).isEqualTo(new Endpoint("mail.example.org", 110));
        assertThat(facts.tls()).isEqualTo(new Endpoint("pops.example.org", 995));
    }

    @Test
    void anIpv6AddressStandsInBrackets() {
        assertThat(facts("[::1]:8110", ServerFacts.Mode.OFF, null).plain()).isEqualTo(new Endpoint("::1", 8110));
        assertThat(facts("::1", ServerFacts.Mode.OFF, null).plain()).isEqualTo(new Endpoint("::1", 110));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":110", "host:", "host:pop3", "host:0", "host:70000", "host:-1", "[::1", "[::1]x", "a b:110"
            })
    void whatIsNoAddressIsRefusedWithASentence(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> facts(address, ServerFacts.Mode.OFF, null))
                .withMessageMatching("[A-Z].*\\.");
    }

    @Test
    void anAccountWithoutALabelIsAlice() {
        Map<String, Account> accounts = Accounts.of(List.of("anna@example.org", "bob=robert"), List.of("one", "two"));
        assertThat(accounts)
                .containsEntry("alice", new Account("alice", "anna@example.org", "one"))
                .containsEntry("bob", new Account("bob", "robert", "two"));
        assertThat(accounts.toString()).doesNotContain("one", "two");
    }

    @Test
    void usersAndPasswordsMustCorrespond() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Accounts.of(List.of("anna", "bob=robert"), List.of("one")))
                .withMessageContaining("2 users and 1 password");
    }

    @Test
    void twoUsersOfOneLabelAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Accounts.of(List.of("anna", "robert"), List.of("one", "two")))
                .withMessageContaining("`--user bob=robert`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=anna", "bob=", "", "two words=anna"})
    void aUserNeedsALabelAndAName(String user) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Accounts.of(List.of(user), List.of("one")))
                .withMessageMatching("[A-Z].*\\.");
    }

    @Test
    void preparingAndClosingTouchNothing() {
        RemoteServer server = RemoteServer.of(
                "127.0.0.1:1",
                ServerFacts.Mode.OFF,
                null,
                TlsSettings.CUSTOMARY,
                Accounts.of(List.of("anna"), List.of("one")),
                "--server 127.0.0.1:1");
        server.prepare(Set.of("alice"));
        server.close();
        assertThat(server.accountNames()).containsExactly("alice");
        assertThat(server.facts().mail().exclusive()).isFalse();
    }
}
