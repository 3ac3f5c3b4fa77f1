package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.peer.LineClient;
import dev.parley.wire.Endpoint;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedServerTest {
    private EmbeddedServer server;

    @BeforeAll
    void start() {
        server = new EmbeddedServer(InstantSource.system());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void prepare() {
        server.prepare(Set.of("alice", "bob"));
    }

    private LineClient connect() throws IOException {
        return LineClient.plain(Objects.requireNonNull(server.facts().plain())).greet();
    }

    private LineClient login(String name) throws IOException {
        return connect().logIn(account(name));
    }

    private LineClient connectTls() throws Exception {
        return LineClient.tls(Objects.requireNonNull(server.facts().tls()), authority())
                .greet();
    }

    private X509Certificate authority() {
        return server.facts().settings().authorities().getFirst();
    }

    private Account account(String name) {
        return Objects.requireNonNull(server.facts().accounts().get(name));
    }

    @Test
    void aliceHasThreeMessagesOfDifferentSizesAndBobHasOne() throws IOException {
        try (LineClient alice = login("alice");
                LineClient bob = login("bob")) {
            List<String> sizes = alice.askLines("LIST");
            assertThat(sizes).hasSize(3);
            assertThat(new HashSet<>(sizes.stream()
                            .map(line -> line.substring(line.indexOf(' ')))
                            .toList()))
                    .hasSize(3);
            assertThat(alice.askLines("RETR 1")).contains("Subject: First");
            assertThat(alice.askLines("RETR 2")).contains("Subject: Second", "..", "...two dots");
            assertThat(alice.askLines("RETR 3")).contains("Subject: Third");
            assertThat(bob.askLines("LIST")).hasSize(1);
        }
    }

    @Test
    void sizesAreThoseOfTheWholeMessages() throws IOException {
        try (LineClient alice = login("alice")) {
            long total = 0;
            List<String> listed = alice.askLines("LIST");
            for (int number = 1; number <= 3; number++) {
                long octets = alice.askLines("RETR " + number).stream()
                        .mapToLong(line -> line.length() + 2L - (line.startsWith(".") ? 1 : 0))
                        .sum();
                assertThat(listed.get(number - 1)).isEqualTo(number + " " + octets);
                assertThat(alice.ask("LIST " + number)).isEqualTo("+OK " + number + " " + octets);
                total += octets;
            }
            assertThat(alice.ask("STAT")).isEqualTo("+OK 3 " + total);
        }
    }

    @Test
    void aMarkedMessageIsGoneFromTheSessionUntilRset() throws IOException {
        try (LineClient alice = login("alice")) {
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
    void onlyQuitDeletes() throws IOException {
        try (LineClient alice = login("alice")) {
            alice.ask("DELE 1");
        }
        try (LineClient alice = login("alice")) {
            assertThat(alice.ask("STAT")).startsWith("+OK 3 ");
            alice.ask("DELE 3");
            alice.ask("DELE 1");
            assertThat(alice.ask("QUIT")).startsWith("+OK");
            assertThat(alice.next()).isEqualTo(LineClient.END);
        }
        try (LineClient alice = login("alice")) {
            assertThat(alice.ask("STAT")).startsWith("+OK 1 ");
            assertThat(alice.askLines("RETR 1")).contains("Subject: Second");
        }
    }

    @Test
    void prepareBringsBackWhatWasDeleted() throws IOException {
        try (LineClient alice = login("alice")) {
            alice.ask("DELE 1");
            alice.ask("QUIT");
        }
        server.prepare(Set.of("alice"));
        try (LineClient alice = login("alice")) {
            assertThat(alice.ask("STAT")).startsWith("+OK 3 ");
        }
    }

    @Test
    void prepareEndsASessionThatAnEarlierTestLeft() throws IOException {
        try (LineClient left = login("alice")) {
            left.ask("DELE 1");
            server.prepare(Set.of("alice"));
            try (LineClient alice = login("alice")) {
                assertThat(alice.ask("STAT")).startsWith("+OK 3 ");
            }
            assertThatTheStreamIsOver(left);
        }
    }

    private static void assertThatTheStreamIsOver(LineClient client) {
        String last;
        try {
            last = client.next();
        } catch (IOException e) {
            last = LineClient.END;
        }
        assertThat(last).isEqualTo(LineClient.END);
    }

    @Test
    void prepareOfOneAccountLeavesTheOtherAlone() throws IOException {
        try (LineClient bob = login("bob")) {
            bob.ask("DELE 1");
            server.prepare(Set.of("alice", "nobody"));
            assertThat(bob.ask("QUIT")).startsWith("+OK");
        }
        try (LineClient bob = login("bob")) {
            assertThat(bob.ask("STAT")).isEqualTo("+OK 0 0");
        }
    }

    @Test
    void aMaildropBelongsToOneSession() throws IOException {
        try (LineClient first = login("alice");
                LineClient second = connect()) {
            second.ask("USER alice");
            assertThat(second.ask("PASS " + account("alice").password().reveal()))
                    .startsWith("-ERR [IN-USE]");
            assertThat(second.ask("STAT")).startsWith("-ERR");
            assertThat(first.ask("QUIT")).startsWith("+OK");
            second.logIn(account("alice"));
            assertThat(second.ask("STAT")).startsWith("+OK 3 ");
        }
    }

    @Test
    void aDroppedSessionLetsGoOfTheMaildrop() throws IOException {
        login("alice").close();
        login("alice").abort();
        try (LineClient alice = login("alice")) {
            assertThat(alice.ask("NOOP")).startsWith("+OK");
        }
    }

    @Test
    void stlsSecuresASessionAndIsOfferedOnce() throws Exception {
        try (LineClient client = connect()) {
            assertThat(client.askLines("CAPA")).contains("STLS", "TOP", "UIDL", "USER", "PIPELINING");
            assertThat(client.ask("stls")).startsWith("+OK");
            client.secure(authority());
            assertThat(client.askLines("CAPA")).contains("TOP").doesNotContain("STLS");
            assertThat(client.ask("STLS")).startsWith("-ERR");
            client.logIn(account("alice"));
            assertThat(client.ask("STAT")).startsWith("+OK 3 ");
            assertThat(client.askLines("CAPA")).doesNotContain("STLS");
            assertThat(client.ask("QUIT")).startsWith("+OK");
            assertThat(client.next()).isEqualTo(LineClient.END);
        }
    }

    @Test
    void afterLoginStlsIsRefused() throws IOException {
        try (LineClient alice = login("alice")) {
            assertThat(alice.ask("STLS")).startsWith("-ERR");
            assertThat(alice.ask("NOOP")).startsWith("+OK");
        }
    }

    @Test
    void whatStandsBehindStlsInPlaintextIsDropped() throws Exception {
        try (LineClient client = connect()) {
            client.sendRaw("STLS\r\nXYZZY\r\nCAPA\r\n");
            assertThat(client.next()).startsWith("+OK");
            client.secure(authority());
            assertThat(client.ask("NOOP")).isEqualTo("-ERR NOOP is not possible before login");
        }
    }

    @Test
    void aNameSaidInPlaintextIsForgottenUnderTls() throws Exception {
        try (LineClient client = connect()) {
            assertThat(client.ask("USER alice")).startsWith("+OK");
            assertThat(client.ask("STLS")).startsWith("+OK");
            client.secure(authority());
            assertThat(client.ask("PASS " + account("alice").password().reveal()))
                    .startsWith("-ERR");
        }
    }

    @Test
    void aFailedHandshakeEndsTheSession() throws Exception {
        try (LineClient client = connect()) {
            client.ask("STLS");
            client.send("NOOP");
            assertThatThrownBy(() -> client.secure(authority()))
                    .isInstanceOfAny(SSLException.class, SocketException.class);
        }
        try (LineClient alice = login("alice")) {
            assertThat(alice.ask("NOOP")).startsWith("+OK");
        }
    }

    @Test
    void theOtherPortSpeaksTlsAtOnce() throws Exception {
        try (LineClient client = connectTls()) {
            assertThat(client.askLines("CAPA")).doesNotContain("STLS");
            client.logIn(account("bob"));
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
        try (LineClient client = connect()) {
            assertThat(client.ask(command)).startsWith("-ERR ").doesNotContain("Exception");
            client.logIn(account("alice"));
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
        try (LineClient alice = login("alice")) {
            assertThat(alice.ask(command)).startsWith("-ERR ").doesNotContain("Exception");
            assertThat(alice.ask("STAT")).startsWith("+OK 3 ");
        }
    }

    @Test
    void aWrongPasswordIsRefusedAndTheRightOneTaken() throws IOException {
        try (LineClient client = connect()) {
            client.ask("USER alice");
            assertThat(client.ask("PASS wrong")).startsWith("-ERR [AUTH] ");
            client.logIn(account("alice"));
        }
    }

    @Test
    void saslPlainLogsInAndTakesTheMaildrop() throws IOException {
        Account alice = account("alice");
        String response = Base64.getEncoder()
                .encodeToString(
                        ("\0" + alice.name() + "\0" + alice.password().reveal()).getBytes(StandardCharsets.UTF_8));
        try (LineClient first = connect();
                LineClient second = connect()) {
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
        try (LineClient alice = login("alice")) {
            List<String> whole = alice.askLines("RETR 2");
            int header = whole.indexOf("") + 1;
            assertThat(alice.askLines("TOP 2 0")).isEqualTo(whole.subList(0, header));
            assertThat(alice.askLines("TOP 2 3")).isEqualTo(whole.subList(0, header + 3));
            assertThat(alice.askLines("TOP 2 100")).isEqualTo(whole);
        }
    }

    @Test
    void pipelinedCommandsAreAnsweredInTurn() throws IOException {
        try (LineClient alice = login("alice")) {
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
        try (LineClient alice = login("alice")) {
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
        try (LineClient alice = login("alice")) {
            alice.send("NOOP " + "x".repeat(200_000));
            assertThat(alice.next()).startsWith("-ERR");
            assertThat(alice.ask("NOOP")).startsWith("+OK");
            alice.sendRaw("NOOP");
            alice.endSending();
            assertThat(alice.next()).isEqualTo(LineClient.END);
        }
    }

    @Test
    void manySessionsAtOnceEachGetTheirOwnAnswers() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String word = "WORD" + i;
                answers.add(threads.submit(() -> {
                    try (LineClient client = connect()) {
                        client.askLines("CAPA");
                        return client.ask(word) + client.ask("QUIT");
                    }
                }));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get()).startsWith("-ERR").contains("+OK");
            }
        }
    }

    @Test
    void accountsAreKnownBeforeAnythingIsStarted() {
        try (EmbeddedServer other = new EmbeddedServer(InstantSource.system())) {
            assertThat(other.accountNames()).containsExactlyInAnyOrder("alice", "bob");
        }
    }

    @Test
    void itIsStartedOnceWhoeverAsksFirst() throws Exception {
        try (EmbeddedServer other = new EmbeddedServer(InstantSource.system());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ServerFacts>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(other::facts));
            }
            for (Future<ServerFacts> facts : all) {
                assertThat(facts.get()).isSameAs(other.facts());
            }
        }
    }

    @Test
    void closedItListensNoMoreAndItsSessionsAreOver() throws Exception {
        EmbeddedServer other = new EmbeddedServer(InstantSource.system());
        Endpoint plain = Objects.requireNonNull(other.facts().plain());
        Endpoint tls = Objects.requireNonNull(other.facts().tls());
        LineClient client = LineClient.plain(plain).greet();
        other.close();
        other.close();
        assertThatTheStreamIsOver(client);
        for (Endpoint endpoint : List.of(plain, tls)) {
            assertThatThrownBy(() -> new Socket(endpoint.host(), endpoint.port()).close())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void itsFactsKeepPasswordsToThemselves() {
        assertThat(server.facts().toString())
                .doesNotContain(account("alice").password().reveal());
        assertThat(server.facts().mail().exclusive()).isTrue();
        assertThat(server.facts().name()).isEqualTo("embedded");
    }
}
