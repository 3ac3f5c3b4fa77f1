package dev.parley.dovecot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.parley.cli.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every mechanism a Dovecot has, with right and wrong passwords and tokens. */
@NeedsDovecot
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DovecotLoginTest {
    private static final String ALL =
            "\"APOP\", \"USER\", \"PLAIN\", \"LOGIN\", \"CRAM-MD5\", \"SCRAM-SHA-1\", \"SCRAM-SHA-256\"";

    private HttpServer introspection;
    private Path directory;
    private Dovecot dovecot;

    @BeforeAll
    void start() throws IOException {
        introspection = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        introspection.createContext("/", exchange -> {
            boolean known = exchange.getRequestURI().getRawQuery().startsWith("token=alice-token&");
            byte[] answer = (known ? "{\"active\":true,\"username\":\"alice\"}" : "{\"active\":false}")
                    .getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        introspection.start();
        directory = Files.createTempDirectory(Path.of("/tmp"), "po");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path settings = directory.resolve("oauth2.conf");
        Files.writeString(settings, """
            introspection_mode = get
            introspection_url = http://127.0.0.1:%d/?token=
            username_attribute = username
            active_attribute = active
            active_value = true
            """.formatted(introspection.getAddress().getPort()));
        dovecot = Dovecot.start(
                "auth_mechanisms = plain login apop cram-md5 scram-sha-1 scram-sha-256 xoauth2 oauthbearer",
                "passdb {\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = " + settings + "\n}");
    }

    @AfterAll
    void stop() throws IOException {
        introspection.stop(0);
        dovecot.close();
        Maildir.deleteTree(directory);
    }

    private Command run(String script, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "-",
                "--server",
                dovecot.plainAddress(),
                "--tls-address",
                dovecot.tlsAddress(),
                "--ca",
                dovecot.authority().toString(),
                "--user",
                "alice",
                "--password-env",
                "ALICE"));
        arguments.addAll(List.of(options));
        return Command.with(Map.of("ALICE", "alice-secret"), script, arguments.toArray(String[]::new));
    }

    private void assertPassed(Command command, int tests) {
        assertThat(command.out())
                .as(command.err() + dovecot.log())
                .contains(tests + " passed, 0 failed, 0 errored, 0 skipped");
    }

    @Test
    void everyMechanismLetsInWhoKnowsThePassword() {
        String script = """
            test "${mechanism}" for each mechanism in [%s] {
                connect; expect +OK
                login alice using ${mechanism}
                send "STAT"; expect +OK
                quit
            }
            test "${mechanism} without initial response" for each mechanism in ["PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256"] {
                connect; expect +OK
                login alice using ${mechanism} without initial response
                quit
            }
            test "LOGIN with initial response" {
                connect; expect +OK
                login alice using LOGIN with initial response
                quit
            }
            test "${mechanism} takes a token" for each mechanism in ["XOAUTH2", "OAUTHBEARER"] {
                connect; expect +OK
                login alice using ${mechanism} password "alice-token"
                quit
            }
            test "the strongest" {
                connect; expect +OK
                login alice
                quit
            }
            """.formatted(ALL);
        for (String mode : List.of("off", "starttls", "implicit")) {
            assertPassed(run(script, "--tls", mode), 14);
        }
        assertThat(dovecot.log()).contains("method=SCRAM-SHA-256").contains("method=XOAUTH2");
    }

    @Test
    void aWrongPasswordIsTheServersRefusalAndNothingElse() {
        String script = """
            test "${mechanism}, expected" for each mechanism in [%s, "XOAUTH2", "OAUTHBEARER"] {
                connect; expect +OK
                login alice using ${mechanism} password "wrong" expecting -ERR [AUTH]
                login alice
                quit
            }
            """.formatted(ALL);
        assertPassed(run(script), 9);
    }

    @Test
    void aWrongPasswordIsToldWithItsMechanismAndMeaning() {
        String script = """
            test "${mechanism}" for each mechanism in [%s, "XOAUTH2", "OAUTHBEARER"] {
                connect; expect +OK
                login alice using ${mechanism} password "wrong-secret"
            }
            """.formatted(ALL);
        Command command = run(script);
        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.out())
                .contains("0 passed, 9 failed, 0 errored")
                .contains(
                        "The server refused the login at PASS.",
                        "The server refused the login at APOP.",
                        "The server refused the login at AUTH CRAM-MD5.",
                        "The server refused the login at AUTH SCRAM-SHA-256.",
                        "The server's reason is `{\"status\":\"invalid_token\"",
                        "[AUTH]: the credentials were refused")
                .doesNotContain("wrong-secret", "alice-secret");
    }

    /** A message that does not fit into a line of 255 octets goes after the server's challenge. */
    @Test
    void aLongTokenGoesBehindTheLineOfAuth() {
        String script = """
            test "long" {
                connect; expect +OK
                login alice using OAUTHBEARER password "%s" expecting -ERR [AUTH]
            }
            """.formatted("x".repeat(3000));
        Command command = run(script, "--transcript", "full", "-v");
        assertPassed(command, 1);
    }

    @Test
    void aScriptCanDoTheExchangeByHand() {
        String script = """
            test "right, then with a proof that does not fit what is sent" {
                connect; expect +OK
                let s = scram(alice, "SHA-256")
                send "AUTH SCRAM-SHA-256 ${base64(s.first)}"
                expect +
                send (base64(s.last(challenge)))
                expect + { challenge == "v=${s.signature}" }
                send ""
                expect +OK
                quit

                connect; expect +OK
                let y = scram(alice, "SHA-256")
                send "AUTH SCRAM-SHA-256 ${base64(y.first)}"
                expect +
                send (base64(y.last(challenge, nonce: "other")))
                expect -ERR

                let c = scram(alice, "SHA-256")
                send "AUTH SCRAM-SHA-256 ${base64(c.first)}"
                expect +
                send (base64(c.last(challenge, header: "y,,")))
                expect -ERR
            }
            """;
        assertPassed(run(script), 1);
    }
}
