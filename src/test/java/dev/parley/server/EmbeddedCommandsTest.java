package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.peer.LineClient;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the embedded server answers to commands, right and wrong, before login and after, in plaintext and under TLS. */
class EmbeddedCommandsTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    @Test
    void aMarkedMessageIsGoneFromTheSessionUntilRset() throws IOException {
        try (LineClient alice = SERVER.login("alice")) {
            String before = alice.ask("STAT");
            assertThat(alice.ask("DELE 02")).startsWith("+OK");
            assertThat(alice.ask("DELE 2")).startsWith("-ERR");
            assertThat(alice.ask("RETR 2")).startsWith("-ERR");
            assertThat(alice.ask("TOP 2 0")).startsWith("-ERR");
            assertThat(alice.ask("LIST 2")).startsWith("-ERR");
            assertThat(alice.ask("UIDL 2")).startsWith("-ERR");
            assertThat(alice.askLines("LIST"))
                    .extracting(line -> line.substring(0, 1))
                    .containsExactly("1", "3");
            assertThat(alice.askLines("UIDL")).hasSize(2);
            assertThat(alice.ask("STAT")).startsWith("+OK 2 ");
            assertThat(alice.ask("RSET")).startsWith("+OK");
            assertThat(alice.ask("STAT")).isEqualTo(before);
            assertThat(alice.askLines("RETR 2")).contains("Subject: Second");
        }
    }

    @Test
    void stlsSecuresASessionAndIsOfferedOnce() throws Exception {
        try (LineClient client = SERVER.connect()) {
            assertThat(client.askLines("CAPA")).contains("STLS", "TOP", "UIDL", "USER", "PIPELINING");
            assertThat(client.ask("stls")).startsWith("+OK");
            client.secure(SERVER.authority());
            assertThat(client.askLines("CAPA")).contains("TOP").doesNotContain("STLS");
            assertThat(client.ask("STLS")).startsWith("-ERR");
            client.logIn(SERVER.account("alice"));
            assertThat(client.ask("STAT")).startsWith("+OK 3 ");
            assertThat(client.askLines("CAPA")).doesNotContain("STLS");
            assertThat(client.ask("QUIT")).startsWith("+OK");
            assertThat(client.next()).isEqualTo(LineClient.END);
        }
    }

    @Test
    void afterLoginStlsIsRefused() throws IOException {
        try (LineClient alice = SERVER.login("alice")) {
            assertThat(alice.ask("STLS")).startsWith("-ERR");
            assertThat(alice.ask("NOOP")).startsWith("+OK");
        }
    }

    @Test
    void whatStandsBehindStlsInPlaintextIsDropped() throws Exception {
        try (LineClient client = SERVER.connect()) {
            client.sendRaw("STLS\r\nXYZZY\r\nCAPA\r\n");
            assertThat(client.next()).startsWith("+OK");
            client.secure(SERVER.authority());
            assertThat(client.ask("NOOP")).isEqualTo("-ERR NOOP is not possible before login");
        }
    }

    @Test
    void aNameSaidInPlaintextIsForgottenUnderTls() throws Exception {
        try (LineClient client = SERVER.connect()) {
            assertThat(client.ask("USER alice")).startsWith("+OK");
            assertThat(client.ask("STLS")).startsWith("+OK");
            client.secure(SERVER.authority());
            assertThat(client.ask("PASS " + SERVER.account("alice").password().reveal()))
                    .startsWith("-ERR");
        }
    }

    @Test
    void aFailedHandshakeEndsTheSession() throws Exception {
        try (LineClient client = SERVER.connect()) {
            client.ask("STLS");
            client.send("NOOP");
            assertThatThrownBy(() -> client.secure(SERVER.authority()))
                    .isInstanceOfAny(SSLException.class, SocketException.class);
        }
        try (LineClient alice = SERVER.login("alice")) {
            assertThat(alice.ask("NOOP")).startsWith("+OK");
        }
    }

    @Test
    void theOtherPortSpeaksTlsAtOnce() throws Exception {
        try (LineClient client = SERVER.connectTls()) {
            assertThat(client.askLines("CAPA")).doesNotContain("STLS");
            client.logIn(SERVER.account("bob"));
            assertThat(client.askLines("RETR 1")).contains("Subject: For Bob");
            assertThat(client.ask("QUIT")).startsWith("+OK");
            assertThat(client.next()).isEqualTo(LineClient.END);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "XYZZY",
                "STAT",
                "LIST",
                "UIDL",
                "RETR 1",
                "TOP 1 0",
                "DELE 1",
                "NOOP",
                "RSET",
                "STLS x",
                "CAPA x",
                "USER",
                "PASS",
                "USER nobody",
                "APOP alice 00000000000000000000000000000000",
                "AUTH",
                "AUTH FOO"
            })
    void beforeLoginItIsRefusedAndTheSessionGoesOn(String command) throws IOException {
        try (LineClient client = SERVER.connect()) {
            assertThat(client.ask(command)).startsWith("-ERR ").doesNotContain("Exception");
            client.logIn(SERVER.account("alice"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "XYZZY",
                "STAT x",
                "LIST 0",
                "LIST 4",
                "LIST x",
                "LIST 1 2",
                "UIDL 9",
                "RETR",
                "RETR 0",
                "RETR x",
                "RETR -1",
                "RETR 1 2",
                "RETR 99999999999",
                "TOP 1",
                "TOP 1 -1",
                "TOP 9 1",
                "TOP 1 2 3",
                "DELE",
                "DELE 0",
                "DELE 1-3",
                "NOOP x",
                "RSET x",
                "USER bob",
                "PASS x",
                "AUTH PLAIN",
                "STLS"
            })
    void afterLoginItIsRefusedAndTheSessionGoesOn(String command) throws IOException {
        try (LineClient alice = SERVER.login("alice")) {
            assertThat(alice.ask(command)).startsWith("-ERR ").doesNotContain("Exception");
            assertThat(alice.ask("STAT")).startsWith("+OK 3 ");
        }
    }

    @Test
    void aWrongPasswordIsRefusedAndTheRightOneTaken() throws IOException {
        try (LineClient client = SERVER.connect()) {
            client.ask("USER alice");
            assertThat(client.ask("PASS wrong")).startsWith("-ERR [AUTH] ");
            client.logIn(SERVER.account("alice"));
        }
    }

    @Test
    void saslPlainLogsInAndTakesTheMaildrop() throws IOException {
        Account alice = SERVER.account("alice");
        String response = Base64.getEncoder()
                .encodeToString(
                        ("\0" + alice.name() + "\0" + alice.password().reveal()).getBytes(StandardCharsets.UTF_8));
        try (LineClient first = SERVER.connect();
                LineClient second = SERVER.connect()) {
            assertThat(first.ask("AUTH PLAIN")).isEqualTo("+ ");
            assertThat(first.ask("*")).startsWith("-ERR");
            assertThat(first.ask("AUTH PLAIN")).isEqualTo("+ ");
            assertThat(first.ask(response)).startsWith("+OK");
            assertThat(first.ask("STAT")).startsWith("+OK 3 ");
            assertThat(second.ask("AUTH PLAIN " + response)).startsWith("-ERR [IN-USE]");
        }
    }

    @Test
    void topSendsTheHeaderAndSoManyLinesByteStuffed() throws IOException {
        try (LineClient alice = SERVER.login("alice")) {
            List<String> whole = alice.askLines("RETR 2");
            int header = whole.indexOf("") + 1;
            assertThat(alice.askLines("TOP 2 0")).isEqualTo(whole.subList(0, header));
            assertThat(alice.askLines("TOP 2 3")).isEqualTo(whole.subList(0, header + 3));
            assertThat(alice.askLines("TOP 2 100")).isEqualTo(whole);
        }
    }

    @Test
    void pipelinedCommandsAreAnsweredInTurn() throws IOException {
        try (LineClient alice = SERVER.login("alice")) {
            alice.sendRaw("NOOP\r\nXYZZY\r\nLIST\r\nRSET\r\nSTAT\r\nQUIT\r\nNOOP\r\n");
            assertThat(alice.next()).startsWith("+OK");
            assertThat(alice.next()).startsWith("-ERR");
            assertThat(alice.next()).startsWith("+OK");
            assertThat(alice.rest()).hasSize(3);
            assertThat(alice.next()).startsWith("+OK");
            assertThat(alice.next()).startsWith("+OK 3 ");
            assertThat(alice.next()).startsWith("+OK");
            assertThat(alice.next()).isEqualTo(LineClient.END);
        }
    }

    @Test
    void aClientThatHasEndedSendingStillGetsItsAnswers() throws IOException {
        try (LineClient alice = SERVER.login("alice")) {
            alice.sendRaw("STAT\r\nLIST\r\n");
            alice.endSending();
            assertThat(alice.next()).startsWith("+OK 3 ");
            assertThat(alice.next()).startsWith("+OK");
            assertThat(alice.rest()).hasSize(3);
            assertThat(alice.next()).isEqualTo(LineClient.END);
        }
    }

    @Test
    void aLineWithoutEndIsNoCommandAndOneTooLongIsRefused() throws IOException {
        try (LineClient alice = SERVER.login("alice")) {
            alice.send("NOOP " + "x".repeat(200_000));
            assertThat(alice.next()).startsWith("-ERR");
            assertThat(alice.ask("NOOP")).startsWith("+OK");
            alice.sendRaw("NOOP");
            alice.endSending();
            assertThat(alice.next()).isEqualTo(LineClient.END);
        }
    }
}
