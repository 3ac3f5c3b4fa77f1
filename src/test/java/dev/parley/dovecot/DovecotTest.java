package dev.parley.dovecot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.peer.LineClient;
import dev.parley.server.Account;
import dev.parley.server.ServerFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The fixture itself: what other tests take for granted. */
class DovecotTest {
    @Nested
    @NeedsDovecot
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Running {
        private Dovecot dovecot;

        @BeforeAll
        void start() throws IOException {
            dovecot = Dovecot.start();
        }

        @AfterAll
        void stop() throws IOException {
            dovecot.close();
        }

        @Test
        void aliceReadsHerThreeMessagesInOrder() throws Exception {
            try (LineClient line = LineClient.plain(dovecot.plain())) {
                line.greet().logIn(account("alice"));
                assertThat(line.ask("STAT")).startsWith("+OK 3 ");
                assertThat(line.ask("RETR 2")).startsWith("+OK");
                assertThat(line.rest()).contains("Subject: Second", "..", "...two dots", "..begins with a dot");
                assertThat(line.ask("TOP 3 0")).startsWith("+OK");
                assertThat(line.rest()).contains("Subject: Third");
                assertThat(line.ask("QUIT")).startsWith("+OK");
            }
        }

        @Test
        void stlsSecuresASession() throws Exception {
            try (LineClient line = LineClient.plain(dovecot.plain())) {
                line.next();
                assertThat(line.ask("STLS")).startsWith("+OK");
                line.secure(dovecot.authorityCertificate());
                line.logIn(account("bob"));
                assertThat(line.ask("STAT")).startsWith("+OK 1 ");
            }
        }

        @Test
        void thePortForTlsSpeaksItAtOnce() throws Exception {
            try (LineClient line = LineClient.tls(dovecot.tls(), dovecot.authorityCertificate())) {
                line.greet().logIn(account("carol"));
                assertThat(line.ask("STAT")).isEqualTo("+OK 0 0");
            }
        }

        @Test
        void mailIsDeliveredByLmtp() throws Exception {
            try (LineClient line = LineClient.plain(dovecot.lmtp())) {
                assertThat(line.next()).startsWith("220");
                String reply = line.ask("LHLO localhost");
                while (reply.startsWith("250-")) {
                    reply = line.next();
                }
                assertThat(reply).startsWith("250 ");
                assertThat(line.ask("MAIL FROM:<sender@example.org>")).startsWith("250");
                assertThat(line.ask("RCPT TO:<dave@localhost>")).startsWith("250");
                assertThat(line.ask("DATA")).startsWith("354");
                assertThat(line.ask("Subject: delivered\r\n\r\nHello.\r\n.")).startsWith("250");
            }
            try (LineClient line = LineClient.plain(dovecot.plain())) {
                line.greet().logIn(account("dave"));
                assertThat(line.ask("STAT")).startsWith("+OK 1 ");
            }
        }

        @Test
        void wrongPasswordsAreRefusedWithoutGrowingDelay() throws Exception {
            long start = System.nanoTime();
            try (LineClient line = LineClient.plain(dovecot.plain())) {
                line.next();
                for (int attempt = 0; attempt < 3; attempt++) {
                    line.ask("USER alice");
                    assertThat(line.ask("PASS wrong" + attempt)).startsWith("-ERR [AUTH]");
                }
            }
            assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
        }

        @Test
        void itIsATestServerInEveryMode() {
            for (ServerFacts.Mode mode : ServerFacts.Mode.values()) {
                ServerFacts facts = dovecot.server(mode).facts();
                assertThat(facts.mode()).isEqualTo(mode);
                assertThat(facts.plain()).isEqualTo(dovecot.plain());
                assertThat(facts.tls()).isEqualTo(dovecot.tls());
                assertThat(facts.accounts()).containsKeys("alice", "bob", "carol", "dave");
            }
        }
    }

    @Test
    @NeedsDovecot
    void aMaildropIsReplacedAndItsIdsStartAnew() throws Exception {
        try (Dovecot dovecot = Dovecot.start()) {
            for (int round = 0; round < 2; round++) {
                dovecot.hold("bob", "Subject: one\r\n\r\n1\r\n", "Subject: two\r\n\r\n2\r\n");
                try (LineClient line = LineClient.plain(dovecot.plain())) {
                    line.greet().logIn(account("bob"));
                    assertThat(line.askLines("LIST")).containsExactly("1 19", "2 19");
                    line.ask("DELE 1");
                    line.ask("QUIT");
                }
            }
        }
    }

    @Test
    @NeedsDovecot
    void aVariantRefusesPlaintextLogins() throws Exception {
        try (Dovecot dovecot = Dovecot.start(DovecotOptions.CUSTOMARY.withoutPlaintextLogin());
                LineClient line = LineClient.plain(dovecot.plain())) {
            line.next();
            assertThat(line.ask("USER alice")).startsWith("-ERR");
            assertThat(line.ask("STLS")).startsWith("+OK");
            line.secure(dovecot.authorityCertificate());
            line.logIn(account("alice"));
        }
    }

    @Test
    @NeedsDovecot
    void aVariantHasFurtherSettings() throws Exception {
        try (Dovecot dovecot = Dovecot.start(DovecotOptions.CUSTOMARY.with("login_greeting = A variant."));
                LineClient line = LineClient.plain(dovecot.plain())) {
            assertThat(line.next()).isEqualTo("+OK A variant.");
        }
    }

    @Test
    @NeedsDovecot
    void nothingIsLeftOfAStoppedServer() throws Exception {
        Dovecot dovecot = Dovecot.start();
        Path directory = dovecot.authority().getParent();
        List<ProcessHandle> processes = ProcessHandle.current().descendants().toList();
        dovecot.close();
        assertThat(directory).doesNotExist();
        assertThat(processes)
                .filteredOn(process -> process.info().command().isPresent())
                .isEmpty();
        assertThatThrownBy(() -> LineClient.plain(dovecot.plain())).isInstanceOf(IOException.class);
    }

    @Test
    @NeedsDovecot
    void aWrongSettingIsToldWithTheLog() {
        assertThatThrownBy(() -> Dovecot.start(DovecotOptions.CUSTOMARY.with("no_such_setting = yes")))
                .hasMessageContaining("no_such_setting");
    }

    @Test
    void withoutDovecotATestIsSkippedWithTheReason() {
        assertThat(DovecotCondition.decide(Optional.of("It is not there."), null))
                .matches(result -> result.isDisabled() && result.getReason().equals(Optional.of("It is not there.")));
        assertThat(DovecotCondition.decide(Optional.empty(), "true").isDisabled())
                .isFalse();
    }

    @Test
    void withoutDovecotATestFailsInContinuousIntegration() {
        assertThatThrownBy(() -> DovecotCondition.decide(Optional.of("It is not there."), "true"))
                .hasMessageContaining("It is not there.");
    }

    private static Account account(String name) {
        return Objects.requireNonNull(Dovecot.accounts().get(name));
    }
}
