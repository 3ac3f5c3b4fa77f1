package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.peer.LineClient;
import dev.parley.wire.Endpoint;
import java.io.IOException;
import java.net.Socket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The embedded server from start to end, and what becomes of its maildrops meanwhile. */
class EmbeddedServerTest {
    @RegisterExtension
    static final RunningServer SERVER = new RunningServer();

    @Test
    void aliceHasThreeMessagesOfDifferentSizesAndBobHasOne() throws IOException {
        try (LineClient alice = SERVER.login("alice");
                LineClient bob = SERVER.login("bob")) {
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
        try (LineClient alice = SERVER.login("alice")) {
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
    void onlyQuitDeletes() throws IOException {
        try (LineClient alice = SERVER.login("alice")) {
            alice.ask("DELE 1");
        }
        try (LineClient alice = SERVER.login("alice")) {
            assertThat(alice.ask("STAT")).startsWith("+OK 3 ");
            alice.ask("DELE 3");
            alice.ask("DELE 1");
            assertThat(alice.ask("QUIT")).startsWith("+OK");
            assertThat(alice.next()).isEqualTo(LineClient.END);
        }
        try (LineClient alice = SERVER.login("alice")) {
            assertThat(alice.ask("STAT")).startsWith("+OK 1 ");
            assertThat(alice.askLines("RETR 1")).contains("Subject: Second");
        }
    }

    @Test
    void prepareBringsBackWhatWasDeleted() throws IOException {
        try (LineClient alice = SERVER.login("alice")) {
            alice.ask("DELE 1");
            alice.ask("QUIT");
        }
        SERVER.prepare(Set.of("alice"));
        try (LineClient alice = SERVER.login("alice")) {
            assertThat(alice.ask("STAT")).startsWith("+OK 3 ");
        }
    }

    @Test
    void prepareEndsASessionThatAnEarlierTestLeft() throws IOException {
        try (LineClient left = SERVER.login("alice")) {
            left.ask("DELE 1");
            SERVER.prepare(Set.of("alice"));
            try (LineClient alice = SERVER.login("alice")) {
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
        try (LineClient bob = SERVER.login("bob")) {
            bob.ask("DELE 1");
            SERVER.prepare(Set.of("alice", "nobody"));
            assertThat(bob.ask("QUIT")).startsWith("+OK");
        }
        try (LineClient bob = SERVER.login("bob")) {
            assertThat(bob.ask("STAT")).isEqualTo("+OK 0 0");
        }
    }

    @Test
    void aMaildropBelongsToOneSession() throws IOException {
        try (LineClient first = SERVER.login("alice");
                LineClient second = SERVER.connect()) {
            second.ask("USER alice");
            assertThat(second.ask("PASS " + SERVER.account("alice").password().reveal()))
                    .startsWith("-ERR [IN-USE]");
            assertThat(second.ask("STAT")).startsWith("-ERR");
            assertThat(first.ask("QUIT")).startsWith("+OK");
            second.logIn(SERVER.account("alice"));
            assertThat(second.ask("STAT")).startsWith("+OK 3 ");
        }
    }

    @Test
    void aDroppedSessionLetsGoOfTheMaildrop() throws IOException {
        SERVER.login("alice").close();
        SERVER.login("alice").abort();
        try (LineClient alice = SERVER.login("alice")) {
            assertThat(alice.ask("NOOP")).startsWith("+OK");
        }
    }

    @Test
    void manySessionsAtOnceEachGetTheirOwnAnswers() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String word = "WORD" + i;
                answers.add(threads.submit(() -> {
                    try (LineClient client = SERVER.connect()) {
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
        assertThat(SERVER.facts().toString())
                .doesNotContain(SERVER.account("alice").password().reveal());
        assertThat(SERVER.facts().mail().exclusive()).isTrue();
        assertThat(SERVER.facts().name()).isEqualTo("embedded");
    }
}
