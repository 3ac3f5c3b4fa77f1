package dev.parley.dovecot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.ServerFacts;
import dev.parley.wire.Endpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
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
            try (Line line = new Line(plainSocket(dovecot.plain()))) {
                line.logIn("alice");
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
            try (Line line = new Line(plainSocket(dovecot.plain()))) {
                line.next();
                assertThat(line.ask("STLS")).startsWith("+OK");
                line.secure(dovecot.authorityCertificate());
                line.logInWithoutGreeting("bob");
                assertThat(line.ask("STAT")).startsWith("+OK 1 ");
            }
        }

        @Test
        void thePortForTlsSpeaksItAtOnce() throws Exception {
            try (Line line = new Line(plainSocket(dovecot.tls()), dovecot.authorityCertificate())) {
                line.logIn("carol");
                assertThat(line.ask("STAT")).isEqualTo("+OK 0 0");
            }
        }

        @Test
        void mailIsDeliveredByLmtp() throws Exception {
            try (Line line = new Line(plainSocket(dovecot.lmtp()))) {
                assertThat(line.next()).startsWith("220");
                assertThat(line.ask("LHLO localhost")).startsWith("250");
                line.skipTo("250 ");
                assertThat(line.ask("MAIL FROM:<sender@example.org>")).startsWith("250");
                assertThat(line.ask("RCPT TO:<dave@localhost>")).startsWith("250");
                assertThat(line.ask("DATA")).startsWith("354");
                assertThat(line.ask("Subject: delivered\r\n\r\nHello.\r\n.")).startsWith("250");
            }
            try (Line line = new Line(plainSocket(dovecot.plain()))) {
                line.logIn("dave");
                assertThat(line.ask("STAT")).startsWith("+OK 1 ");
            }
        }

        @Test
        void wrongPasswordsAreRefusedWithoutGrowingDelay() throws Exception {
            long start = System.nanoTime();
            try (Line line = new Line(plainSocket(dovecot.plain()))) {
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
                try (Line line = new Line(plainSocket(dovecot.plain()))) {
                    line.logIn("bob");
                    assertThat(line.ask("LIST")).startsWith("+OK");
                    assertThat(line.rest()).containsExactly("1 19", "2 19");
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
                Line line = new Line(plainSocket(dovecot.plain()))) {
            line.next();
            assertThat(line.ask("USER alice")).startsWith("-ERR");
            assertThat(line.ask("STLS")).startsWith("+OK");
            line.secure(dovecot.authorityCertificate());
            line.logInWithoutGreeting("alice");
        }
    }

    @Test
    @NeedsDovecot
    void aVariantHasFurtherSettings() throws Exception {
        try (Dovecot dovecot = Dovecot.start(DovecotOptions.CUSTOMARY.with("login_greeting = A variant."));
                Line line = new Line(plainSocket(dovecot.plain()))) {
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
        assertThatThrownBy(() -> plainSocket(dovecot.plain())).isInstanceOf(IOException.class);
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

    private static Socket plainSocket(Endpoint endpoint) throws IOException {
        Socket socket = new Socket(endpoint.host(), endpoint.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** One connection, line by line. */
    private static final class Line implements AutoCloseable {
        private Socket socket;
        private BufferedReader reader;

        Line(Socket socket) throws IOException {
            this.socket = socket;
            this.reader = reader(socket);
        }

        Line(Socket socket, X509Certificate authority) throws Exception {
            this(socket);
            secure(authority);
        }

        void secure(X509Certificate authority) throws Exception {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", authority);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", 0, true);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            secured.startHandshake();
            socket = secured;
            reader = reader(secured);
        }

        void logIn(String user) throws IOException {
            assertThat(next()).startsWith("+OK");
            logInWithoutGreeting(user);
        }

        void logInWithoutGreeting(String user) throws IOException {
            assertThat(ask("USER " + user)).startsWith("+OK");
            assertThat(ask("PASS " + user + "-secret")).startsWith("+OK");
        }

        void send(String command) throws IOException {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }

        String ask(String command) throws IOException {
            send(command);
            return next();
        }

        String next() throws IOException {
            return String.valueOf(reader.readLine());
        }

        void skipTo(String start) {
            assertThat(lines().anyMatch(line -> line.startsWith(start))).isTrue();
        }

        List<String> rest() {
            return lines().takeWhile(line -> !line.equals(".")).toList();
        }

        private Stream<String> lines() {
            return Stream.generate(() -> {
                try {
                    return next();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        private static BufferedReader reader(Socket socket) throws IOException {
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
