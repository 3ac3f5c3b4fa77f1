package dev.parley.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cli.Command;
import dev.parley.peer.ScramServer;
import dev.parley.peer.ScramServer.Misdeed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins by SCRAM at a server that does what real servers do not: none passes that proved nothing, and none hangs. */
class ScramLoginTest {
    private static final String TEST = "test \"t\" { timeout 60s; ";

    @TempDir
    private Path directory;

    private Command run(ScramServer server, String body, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run", "-", "--user", "alice", "--password-env", "ALICE"));
        arguments.addAll(List.of(options));
        return Command.with(
                Map.of("ALICE", ScramServer.ALICE.password().reveal()),
                body.startsWith("test ") ? body : TEST + "connect; expect +OK; " + body + " }\n",
                arguments.toArray(String[]::new));
    }

    private Command plain(Misdeed misdeed, String body, String... options) throws Exception {
        try (ScramServer server = ScramServer.plain(misdeed)) {
            List<String> all =
                    new ArrayList<>(List.of("--server", server.endpoint().toString()));
            all.addAll(List.of(options));
            return run(server, body, all.toArray(String[]::new));
        }
    }

    private Command tls(Misdeed misdeed, String body, String... options) throws Exception {
        try (ScramServer server = ScramServer.tls(misdeed)) {
            Path authority = directory.resolve("ca.pem");
            String base64 = Base64.getMimeEncoder()
                    .encodeToString(server.identity().authority().getEncoded());
            Files.writeString(authority, "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
            List<String> all = new ArrayList<>(List.of(
                    "--server", server.endpoint().toString(), "--tls", "implicit", "--ca", authority.toString()));
            all.addAll(List.of(options));
            return run(server, body, all.toArray(String[]::new));
        }
    }

    private static void assertPasses(Command command) {
        assertThat(command.exitCode()).as(command.out() + command.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-256 without initial response"})
    void aRightServerLetsIn(String mechanism) throws Exception {
        assertPasses(plain(Misdeed.NONE, "login alice using " + mechanism + "; quit"));
    }

    @ParameterizedTest
    @CsvSource({
        "SCRAM-SHA-1-PLUS, TLSv1.3",
        "SCRAM-SHA-256-PLUS, TLSv1.3",
        "SCRAM-SHA-256-PLUS, TLSv1.2",
        "SCRAM-SHA-256-PLUS without initial response, TLSv1.2",
        "SCRAM-SHA-256, TLSv1.3"
    })
    void theLoginIsBoundToTheChannel(String mechanism, String version) throws Exception {
        String body = TEST + "connect tls { versions [\"" + version + "\"] }; expect +OK; login alice using "
                + mechanism + "; check tls.version == \"" + version + "\"; quit }\n";
        assertPasses(tls(Misdeed.NONE, body));
    }

    @Test
    void whatTheLoginIsBoundToIsSeenByTheServer() throws Exception {
        // A binding to something else is refused, so the one above was looked at.
        String body = "let s = scram(alice, \"SHA-256-PLUS\", binding: \"another channel\")\n"
                + "send \"AUTH SCRAM-SHA-256-PLUS ${base64(s.first)}\"\nexpect +\n"
                + "send (base64(s.last(challenge)))\nexpect + { challenge == \"e=channel-bindings-dont-match\" }\n"
                + "send \"\"; expect -ERR [AUTH]";
        assertPasses(tls(Misdeed.NONE, body));
    }

    @Test
    void theStrongestThatIsOfferedIsTaken() throws Exception {
        Command secured = tls(Misdeed.NONE, "login alice; quit", "--transcript", "full", "-v");
        assertPasses(secured);
        try (ScramServer server = ScramServer.plain(Misdeed.NONE)) {
            assertPasses(run(
                    server, "login alice; quit", "--server", server.endpoint().toString()));
            assertThat(server.heard()).doesNotContain("USER", "PASS");
        }
    }

    @Test
    void theFailureNamesWhatWasTaken() throws Exception {
        Command command = tls(Misdeed.NONE, "login alice password \"not-hers\"");
        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.out())
                .contains(
                        "The server refused the login at AUTH SCRAM-SHA-256-PLUS.",
                        "The server's reason is `invalid-proof`: the proof, and so the password, is wrong.",
                        "[AUTH]: the credentials were refused",
                        "SCRAM-SHA-256-PLUS was taken as the strongest that the server offers.")
                .contains("C* AUTH SCRAM-SHA-256-PLUS ********", "C* ********\n", "C* \n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WRONG_SIGNATURE | did not prove that it knows the password: its signature is wrong.",
                "EMPTY_SIGNATURE | did not prove that it knows the password: its signature is wrong.",
                "OK_WITHOUT_SIGNATURE | did not prove that it knows the password: it said +OK without a signature.",
                "SIGNATURE_IN_OK | did not prove that it knows the password: it said +OK without a signature.",
                "OK_AT_ONCE | did not prove that it knows the password: it said +OK without a signature.",
                "NONCE_NOT_EXTENDED | The server's nonce adds nothing to the one we sent.",
                "REPLAYED_NONCE | The server's nonce does not begin with the one we sent.",
                "TOO_MANY_ROUNDS | The server asks for 999999999 rounds of the digest.",
                "NO_ROUNDS | The server asks for 0 rounds of the digest.",
                "CHALLENGE_IS_TEXT | The server's challenge is not base64.",
                "CHALLENGE_HAS_NO_SALT | The server's first message is none of SCRAM.",
                "ENDLESS_CHALLENGES | did not prove that it knows the password: its last message holds no signature.",
                "CLOSE_AFTER_PROOF | The server closed the connection instead of sending",
            })
    void aServerThatProvesNothingFailsTheLoginWhateverIsExpected(Misdeed misdeed, String words) throws Exception {
        StringBuilder script = new StringBuilder();
        for (String expecting : List.of("", " expecting +OK", " expecting -ERR", " otherwise pass \"never\"")) {
            String body = "connect; expect +OK; login alice using SCRAM-SHA-256" + expecting + " }\n";
            script.append(TEST.replace("\"t\"", "'case" + expecting + "'")).append(body);
        }
        Command command = plain(misdeed, script.toString());
        assertThat(command.exitCode()).as(command.out()).isEqualTo(1);
        assertThat(command.out()).contains("0 passed, 4 failed, 0 errored").doesNotContain("alice-secret");
        assertThat(command.out().split(java.util.regex.Pattern.quote(words), -1))
                .hasSize(5);
    }

    @Test
    void anExchangeThatGoesWrongIsCancelled() throws Exception {
        for (Misdeed misdeed : List.of(Misdeed.WRONG_SIGNATURE, Misdeed.REPLAYED_NONCE)) {
            try (ScramServer server = ScramServer.plain(misdeed)) {
                run(
                        server,
                        "login alice using SCRAM-SHA-256",
                        "--server",
                        server.endpoint().toString());
                assertThat(server.heard()).as(misdeed.name()).contains("*");
            }
        }
    }

    @Test
    void okAfterAnErrorIsNoLogin() throws Exception {
        Command command = plain(Misdeed.OK_AFTER_ERROR, "login alice using SCRAM-SHA-256 password \"not-hers\"");
        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.out()).contains("it said +OK after it had refused the login.");
    }

    @Test
    void aRefusalIsExpectedWithAndWithoutAReason() throws Exception {
        String body = "login alice using SCRAM-SHA-256 password \"not-hers\" expecting -ERR [AUTH]";
        assertPasses(plain(Misdeed.NONE, body));
        assertPasses(plain(Misdeed.ERR_WITHOUT_REASON, body));
        Command command = plain(Misdeed.TEMPORARY_TROUBLE, body);
        assertThat(command.exitCode()).isEqualTo(1);
        command = plain(Misdeed.TEMPORARY_TROUBLE, "login alice using SCRAM-SHA-256");
        assertThat(command.out()).contains("[SYS/TEMP]: the server has a passing problem of its own");
        assertPasses(plain(
                Misdeed.CLOSE_AFTER_PROOF,
                "login alice using SCRAM-SHA-256 expecting one of { -ERR; end then pass \"hung up\" }"));
    }

    @Test
    void silenceEndsWithTheStepsTime() throws Exception {
        Command command = plain(Misdeed.SILENT_AFTER_PROOF, "login alice using SCRAM-SHA-256 within 300ms");
        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.out()).contains("The server did not send the reply to the SASL response within");
    }

    @Test
    void aBoundFormInPlaintextIsAFaultOfTheScript() throws Exception {
        Command command = plain(Misdeed.NONE, "login alice using SCRAM-SHA-256-PLUS");
        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.out()).contains("binds the login to TLS, and the session is in plaintext", "`starttls`");
    }

    @Test
    void whatIsNotOfferedGetsNoPassword() throws Exception {
        try (ScramServer server = ScramServer.plain(Misdeed.NONE)) {
            String address = server.endpoint().toString();
            Command command = run(server, "login alice using PLAIN", "--server", address);
            assertThat(command.exitCode()).isEqualTo(1);
            assertThat(command.out())
                    .contains("The server does not offer PLAIN.", "It offers SCRAM-SHA-1, SCRAM-SHA-256 here.");
            assertThat(server.heard()).doesNotContain("AUTH");
            assertPasses(run(server, "login alice using PLAIN otherwise skip \"no PLAIN\"; quit", "--server", address));
            assertThat(run(server, "login alice using APOP", "--server", address)
                            .out())
                    .contains("does not offer APOP: its greeting has no timestamp");
        }
    }
}
