package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Golden;
import dev.parley.dovecot.Dovecot;
import dev.parley.dovecot.DovecotOptions;
import dev.parley.dovecot.NeedsDovecot;
import dev.parley.peer.EchoServer;
import dev.parley.peer.Fault;
import dev.parley.peer.FaultyServer;
import dev.parley.peer.FullListener;
import dev.parley.peer.OneAtATime;
import dev.parley.peer.SelfSigned;
import dev.parley.server.Identity;
import dev.parley.wire.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * One page for each kind of failure, all in one folder, so that the product's voice can be read in one sitting. Each is
 * a script, and what is printed when it meets the server that makes it fail.
 */
class FailurePagesTest {
    private static final Path PAGES = Path.of("src/test/resources/failures");
    private static final String PASSWORD = "tell-nobody";

    /** A server while a page is made, and the options that choose it. */
    private record Scene(AutoCloseable server, List<String> options) {}

    private static final Map<String, Callable<Scene>> SCENES = new LinkedHashMap<>();

    static {
        SCENES.put("message-differs", () -> faulty("RETR", says("+OK\r\nSubject: Dots\r\n\r\n.two\r\nend\r\n.\r\n")));
        SCENES.put(
                "message-differs-in-several-places",
                () -> faulty("RETR", says("+OK\r\nSubject: dots\r\n\r\nthe quick red fox\r\njumps\r\nover\r\n.\r\n")));
        SCENES.put("long-value", () -> faulty("NOOP", says("+OK " + "x".repeat(1000) + "\r\n")));
        SCENES.put("silence", () -> faulty("NOOP", new Fault.Silence()));
        SCENES.put("half-a-reply", () -> faulty("LIST", says("+OK\r\n1 120\r\n2 ")));
        SCENES.put("close", () -> faulty("NOOP", new Fault.Close()));
        SCENES.put("reset", () -> faulty("NOOP", new Fault.Reset()));
        SCENES.put("malformed", () -> faulty("NOOP", says("OK\u001b[31m, go on\r\n")));
        SCENES.put("too-long", () -> faulty("NOOP", new Fault.EndlessLine()));
        SCENES.put("not-silent", () -> faulty("NOOP", new Fault.SaysToo("+OK you have new mail\r\n")));
        SCENES.put(
                "known-password-shown-by-the-server",
                () -> faulty("PASS", says("-ERR the password " + PASSWORD + " is not right\r\n")));
        SCENES.put("plaintext-to-a-tls-port", () -> plain(FaultyServer.tls(Map.of())));
        SCENES.put("tls-to-a-plaintext-port", () -> implicit(FaultyServer.plain(Map.of()), null));
        SCENES.put("login-before-tls", () -> faulty("USER", says("-ERR Command is not valid in this state.\r\n")));
        SCENES.put(
                "login-before-tls-at-pass",
                () -> faulty(
                        "PASS",
                        says("-ERR [AUTH] Plaintext authentication disallowed on non-secure (SSL/TLS)"
                                + " connections.\r\n")));
        SCENES.put("bare-line-feed", () -> echo("+OK ready\r\n", "+OK\r\n"));
        SCENES.put("no-greeting", () -> faulty(FaultyServer.GREETING, new Fault.Silence()));
        SCENES.put("closed-before-greeting", () -> faulty(FaultyServer.GREETING, new Fault.Close()));
        SCENES.put(
                "too-many-connections",
                () -> echo("-ERR Maximum number of connections from user+IP exceeded\r\n", "-ERR\r\n"));
        SCENES.put("code-login-delay", () -> faulty("PASS", says("-ERR [LOGIN-DELAY] not yet\r\n")));
        SCENES.put("code-auth", () -> faulty("PASS", says("-ERR [AUTH] no\r\n")));
        SCENES.put("code-sys-temp", () -> faulty("PASS", says("-ERR [SYS/TEMP] disk is full\r\n")));
        SCENES.put("code-sys-perm", () -> faulty("PASS", says("-ERR [SYS/PERM] no such mailbox\r\n")));
        SCENES.put(
                "answered-twice",
                () -> plain(new EchoServer("+OK\r\n", line -> switch (line) {
                    case "RSET" -> "+OK\r\n+OK\r\n";
                    case "STAT" -> "+OK 2 200\r\n";
                    case "LIST" -> "+OK\r\n1 100\r\n2 100\r\n.\r\n";
                    default -> "+OK\r\n";
                })));
        SCENES.put("certificate-expired", () -> {
            Identity old = Identity.create(Instant.now().minus(Duration.ofDays(60)));
            return implicit(FaultyServer.tls(Map.of(), old), old.authority());
        });
        SCENES.put("certificate-of-unknown-authority", () -> implicit(FaultyServer.tls(Map.of()), null));
        SCENES.put(
                "certificate-self-signed",
                () -> implicit(FaultyServer.tls(Map.of(), SelfSigned.identity(Instant.now())), null));
        SCENES.put("certificate-for-another-name", () -> {
            FaultyServer server = FaultyServer.tls(Map.of());
            return implicit(server, server.identity().authority());
        });
        SCENES.put(
                "no-tls-after-stls", () -> faulty("STLS", new Fault.InPlaceOfHandshake("-ERR TLS is not ready\r\n")));
        SCENES.put("stls-refused", () -> faulty("STLS", says("-ERR [SYS/TEMP] no certificate\r\n")));
        SCENES.put(
                "tls-alert",
                () -> faulty("STLS", new Fault.InPlaceOfHandshake("\u0015\u0003\u0003\0\u0002\u0002\u0046")));
        SCENES.put("closed-in-handshake", () -> faulty("STLS", new Fault.CloseInHandshake()));
        SCENES.put("handshake-times-out", () -> implicit(new EchoServer("", line -> "")));
        SCENES.put("connect-times-out", () -> {
            FullListener listener = new FullListener();
            return new Scene(listener, options(listener.endpoint()));
        });
        SCENES.put("certificate-not-yet-valid", () -> {
            Identity future = Identity.create(Instant.now().plus(Duration.ofDays(60)));
            return implicit(FaultyServer.tls(Map.of(), future), future.authority());
        });
        SCENES.put("client-certificate-missing", () -> {
            FaultyServer server = FaultyServer.tls(Map.of());
            return implicit(server, server.identity().authority());
        });
        SCENES.put("through-tls", () -> {
            FaultyServer server = FaultyServer.tls(Map.of());
            return implicit(server, server.identity().authority());
        });
        // The pause is the server's: it answers after it has been silent for long, by closing.
        SCENES.put("closed-while-idle", () -> faulty("NOOP", new Fault.Close()));
        SCENES.put("one-connection-at-a-time", () -> {
            OneAtATime server = new OneAtATime();
            List<String> options = new ArrayList<>(options(server.endpoint()));
            options.addAll(List.of("--step-timeout", "200ms"));
            return new Scene(server, options);
        });
        SCENES.put(
                "answered-twice-late",
                () -> plain(
                        new EchoServer("+OK\r\n", line -> line.equals("STAT") ? "+OK\r\n+OK 2 200\r\n" : "+OK\r\n")));
        SCENES.put("test-times-out", () -> faulty("NOOP", new Fault.Silence()));
        SCENES.put("number-of-replies", () -> echo("+OK ready\r\n", "+OK done\r\n+OK done\r\n"));
        SCENES.put("several-sessions", () -> faulty("NOOP", says("+OK\r\n")));
        SCENES.put("wait-in-vain", () -> echo("+OK ready\r\n", "+OK bye\r\n"));
        SCENES.put("wire-findings", () -> faulty("NOOP", says("+OK careless\n")));
        SCENES.put("no-tls-port-known", () -> plain(FaultyServer.plain(Map.of())));
    }

    private static Fault says(String text) {
        return new Fault.Says(text);
    }

    private static Scene faulty(String command, Fault fault) throws Exception {
        return plain(FaultyServer.plain(Map.of(command, fault)));
    }

    private static Scene echo(String greeting, String reply) throws IOException {
        return plain(new EchoServer(greeting, line -> reply));
    }

    private static Scene plain(FaultyServer server) {
        return new Scene(server, options(server.endpoint()));
    }

    private static Scene plain(EchoServer server) {
        return new Scene(server, options(server.endpoint()));
    }

    private static Scene implicit(EchoServer server) {
        List<String> options = new ArrayList<>(options(server.endpoint()));
        options.addAll(List.of("--tls", "implicit"));
        return new Scene(server, options);
    }

    private static Scene implicit(FaultyServer server, X509Certificate authority) throws Exception {
        List<String> options = new ArrayList<>(options(server.endpoint()));
        options.addAll(List.of("--tls", "implicit"));
        if (authority != null) {
            Path file = Path.of("target/failure-pages/ca" + server.endpoint().port() + ".pem");
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder().encodeToString(authority.getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
            options.addAll(List.of("--ca", file.toString()));
        }
        return new Scene(server, options);
    }

    private static List<String> options(Endpoint endpoint) {
        return List.of(
                "--server", endpoint.toString(), "--user", "alice", "--password-env", "PW", "--max-line", "2000");
    }

    @TestFactory
    Stream<DynamicTest> aFailureIsToldAsOnItsPage() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".parley"))
                    .map(name -> name.replace(".parley", ""))
                    .sorted()
                    .toList()
                    .stream()
                    .map(name -> DynamicTest.dynamicTest(name, () -> page(name)));
        }
    }

    @Test
    void aSceneBelongsToAPage() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\..*", "")))
                    .containsAll(new TreeSet<>(SCENES.keySet()));
        }
    }

    private static void page(String name) throws Exception {
        Callable<Scene> making = SCENES.get(name);
        Scene scene = making == null ? new Scene(() -> {}, List.of()) : making.call();
        try (AutoCloseable _ = scene.server()) {
            Command command = run(PAGES.resolve(name + ".parley"), scene.options());
            assertThat(command.exitCode()).as(command.out() + command.err()).isBetween(1, 3);
            assertThat(command.out() + command.err()).doesNotContain(PASSWORD).doesNotContain("\u001b");
            Golden.check(PAGES.resolve(name + ".txt"), steady(command) + "exit " + command.exitCode() + "\n");
        }
    }

    private static Command run(Path script, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("run", script.toString()));
        arguments.addAll(options);
        return Command.with(Map.of("PW", PASSWORD), "", arguments.toArray(String[]::new));
    }

    private static String steady(Command command) {
        return command.steady()
                // A wait is told in seconds where its milliseconds are a round number.
                .replaceAll("`NOOP` within \\d+(?:\\.\\d{1,2})? s", "`NOOP` within 0 ms")
                .replaceAll("ca\\d+\\.pem", "ca.pem")
                // Whether an end is orderly is up to what the server's system had still to read.
                .replaceAll(
                        "server (?:reset|closed) the connection (?:in|at the first octets of) the TLS",
                        "server ended the TLS")
                .replaceAll("\\bport \\d{4,5}\\b", "port PORT")
                .replaceAll("idle for \\S+ m?s", "idle for N s")
                .replaceAll("session waited \\S+ m?s", "session waited N s");
    }

    @Test
    void aCommandBeforeTheGreetingToATlsPortIsRecognisedByWhatComesBack() throws Exception {
        try (FaultyServer server = FaultyServer.tls(Map.of())) {
            Command command = Command.with(
                    Map.of(),
                    "test \"t\" { connect plain; send \"CAPA\"; expect +OK }",
                    "run",
                    "-",
                    "--server",
                    server.endpoint().toString());
            assertThat(command.out()).contains("this port speaks TLS at once".substring(5), "write `connect tls`");
        }
    }

    /** What a real server shows of the same. */
    @Test
    @NeedsDovecot
    void dovecotsPortsAndItsWishForTlsAreRecognised() throws Exception {
        try (Dovecot dovecot = Dovecot.start(DovecotOptions.CUSTOMARY.withoutPlaintextLogin())) {
            Path script = PAGES.resolve("plaintext-to-a-tls-port.parley");
            assertThat(run(script, options(dovecot.tls())).out())
                    .contains("This port speaks TLS at once", "write `connect tls`");
            List<String> implicit = new ArrayList<>(options(dovecot.plain()));
            implicit.addAll(List.of("--tls", "implicit"));
            assertThat(run(PAGES.resolve("tls-to-a-plaintext-port.parley"), implicit)
                            .out())
                    .contains("This port starts in plaintext", "+OK Dovecot", "write `connect` and `starttls`");
            for (String login : List.of("login-before-tls", "login-before-tls-at-pass")) {
                assertThat(run(PAGES.resolve(login + ".parley"), options(dovecot.plain()))
                                .out())
                        .contains("the server wants encryption before a login; it lists STLS", "`starttls`");
            }
        }
    }
}
