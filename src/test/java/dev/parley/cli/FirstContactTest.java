package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.peer.Fault;
import dev.parley.peer.FaultyServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The suite is not run against what is no server; a server that is wrong is judged. */
class FirstContactTest {
    private static final String PASSWORD = "alice-secret";

    @TempDir
    private Path directory;

    private Command conform(String address, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "conform",
                "--rows",
                "rfc1939.connect.greeting",
                "--server",
                address,
                "--user",
                "alice",
                "--password-env",
                "ALICE",
                "--step-timeout",
                "300ms",
                "--report-json",
                report().toString()));
        arguments.addAll(List.of(options));
        return Command.with(Map.of("ALICE", PASSWORD), "", arguments.toArray(String[]::new));
    }

    private Path report() {
        return directory.resolve("matrix.json");
    }

    private JsonNode matrix() throws Exception {
        return JsonMapper.shared().readTree(Files.readString(report()));
    }

    private void isNotJudged(Command command, String... words) throws Exception {
        assertThat(command.err())
                .contains("Nothing can be judged. ")
                .contains(words)
                .doesNotContain(PASSWORD);
        assertThat(command.out()).isEmpty();
        assertThat(command.exitCode()).isEqualTo(ExitCode.COULD_NOT_RUN.code());
        assertThat(matrix().get("tests").asInt()).isZero();
        assertThat(matrix().get("rows")).isNotEmpty().allSatisfy(row -> {
            assertThat(row.get("verdict").asString()).isEqualTo("not judged");
            assertThat(command.err()).contains(row.get("reasons").get(0).asString());
        });
    }

    @Test
    void whereNothingListensNoTestIsRun() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        isNotJudged(conform("127.0.0.1:" + port), "was refused", "= help: make sure that the server runs");
    }

    @Test
    void aPortThatSaysNothingIsNotWaitedForByEachTest() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of(FaultyServer.GREETING, new Fault.Silence()))) {
            isNotJudged(conform(server.endpoint().toString()), "did not send the greeting", "`--step-timeout 60s`");
        }
    }

    @Test
    void aPortOfTlsIsRecognised() throws Exception {
        try (FaultyServer server = FaultyServer.tls(Map.of())) {
            isNotJudged(conform(server.endpoint().toString()), "This port speaks TLS at once", "--tls implicit");
        }
    }

    @Test
    void aPortWithoutTlsIsRecognised() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of())) {
            isNotJudged(
                    conform(server.endpoint().toString(), "--tls", "implicit"),
                    "This port starts in plaintext",
                    "--tls starttls");
        }
    }

    @Test
    void aWrongGreetingIsJudged() throws Exception {
        for (String greeting : List.of("-ERR no\r\n", "hello\r\n")) {
            Map<String, Fault> faults = Map.of(FaultyServer.GREETING, new Fault.Says(greeting));
            try (FaultyServer server = FaultyServer.plain(faults)) {
                Command command = conform(server.endpoint().toString());
                assertThat(command.err()).isEmpty();
                assertThat(command.exitCode()).isEqualTo(ExitCode.FAILED.code());
                assertThat(matrix().get("counts").get("violation").asInt()).isPositive();
            }
        }
    }
}
