package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.peer.Fault;
import dev.parley.peer.FaultyServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with a {@code parley.toml}. */
class ProfilesTest {
    private static final String SCRIPT = """
        test "the server is that of the profile" {
            connect; expect +OK; login alice
            check server.name == "staging"
            check server.software == "peer 1"
            check alice.name == "alice@example.org"
            check alice.password == "from the environment"
            quit
        }
        """;
    private static final Map<String, String> ENVIRONMENT = Map.of("ALICE", "from the environment");

    @TempDir
    private Path directory;

    private Path script;

    @BeforeEach
    void writeScript() throws Exception {
        Path scripts = Files.createDirectories(directory.resolve("mail/tests"));
        script = Files.writeString(scripts.resolve("login.parley"), SCRIPT);
    }

    private Path configuration(String text) throws Exception {
        return Files.writeString(directory.resolve("parley.toml"), text);
    }

    private static String profile(FaultyServer server) {
        return """
            [server.staging]
            address = "%s"
            software = "peer 1"

            [server.staging.user.alice]
            name = "alice@example.org"
            password = { env = "ALICE" }
            """.formatted(server.endpoint());
    }

    private Command run(String... options) {
        return withEnvironment(ENVIRONMENT, options);
    }

    private Command withEnvironment(Map<String, String> environment, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "run";
        arguments[1] = script.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Command.with(environment, "", arguments);
    }

    @Test
    void aProfileIsFoundAboveTheScript() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of())) {
            configuration(profile(server));
            Command command = run("--server", "staging");
            assertThat(command.exitCode()).as(command.out() + command.err()).isZero();
            assertThat(command.out()).doesNotContain("from the environment");
        }
    }

    @Test
    void theFileMayNameTheServerThatIsMeantWithoutAnOption() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of())) {
            configuration("default-server = \"staging\"\n" + profile(server));
            assertThat(run().exitCode()).isZero();
            Command embedded = run("--server", "embedded");
            assertThat(embedded.exitCode()).isEqualTo(1);
            assertThat(embedded.out()).contains("\"embedded\"");
        }
    }

    @Test
    void anotherFileCanBeNamed() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of())) {
            configuration("nonsense = 1");
            Path other = Files.writeString(directory.resolve("other.toml"), profile(server));
            assertThat(run("--config", other.toString(), "--server", "staging").exitCode())
                    .isZero();
            assertThat(withEnvironment(Map.of(
                                    "ALICE",
                                    "from the environment",
                                    "PARLEY_CONFIG",
                                    other.toString(),
                                    "PARLEY_SERVER",
                                    "staging"))
                            .exitCode())
                    .isZero();
            Command missing = run("--config", "no-such.toml");
            assertThat(missing.exitCode()).isEqualTo(2);
            assertThat(missing.err()).isEqualTo("parley: The configuration `no-such.toml` does not exist.\n");
        }
    }

    @Test
    void aFailureSaysHowToRunItAgain() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of())) {
            Path file = configuration(profile(server).replace("peer 1", "peer 2"));
            Command command = run("--server", "staging", "--config", file.toString());
            assertThat(command.exitCode()).isEqualTo(1);
            assertThat(command.out()).contains(":1 --server staging --config " + file);
        }
    }

    @Test
    void optionsOverrideTheProfile() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of())) {
            configuration(profile(server));
            Files.writeString(script, """
                test "overridden" {
                    connect plain; expect +OK
                    login alice
                    check alice.name == "other"
                    check bob.name == "bob"
                    check server.mode == "starttls"
                    quit
                }
                """);
            Map<String, String> environment = Map.of("ALICE", "a", "OTHER", "o", "BOB", "b");
            Command command = withEnvironment(
                    environment,
                    "--server",
                    "staging",
                    "--user",
                    "other",
                    "--user",
                    "bob=bob",
                    "--password-env",
                    "OTHER",
                    "--password-env",
                    "BOB",
                    "--tls",
                    "starttls");
            // The peer's certificate is not trusted, and that is how far an overridden mode shows.
            assertThat(command.out()).contains("certificate");
            Command wrong = run("--server", "staging", "--tls", "implicit");
            assertThat(wrong.exitCode()).isEqualTo(2);
            assertThat(wrong.err())
                    .isEqualTo("parley: The profile `staging` has no `tls-address` where TLS could start at once.\n");
        }
    }

    @Test
    void anUnknownProfileIsToldWithTheFileThatWasRead() throws Exception {
        Path file = configuration("[server.staging]\naddress = \"127.0.0.1:1\"\n");
        Command near = run("--server", "stagign");
        assertThat(near.exitCode()).isEqualTo(2);
        assertThat(near.err())
                .isEqualTo("parley: There is no profile `stagign` in `" + file + "`; did you mean `staging`?\n");
        assertThat(run("--server", "mail.example.org").err())
                .isEqualTo("parley: There is no profile `mail.example.org` in `" + file
                        + "`; it has `staging`. An address has a port, as `mail.example.org:110`.\n");
        Files.delete(file);
        Command nowhere = run("--server", "staging");
        assertThat(nowhere.exitCode()).isEqualTo(2);
        assertThat(nowhere.err())
                .isEqualTo("parley: There is no profile `staging`, because no parley.toml was found from `"
                        + script.getParent() + "` upward. An address has a port, as `staging:110`.\n");
    }

    @Test
    void aWrongFileIsDrawnAndNothingRuns() throws Exception {
        Path file = configuration("[server.staging]\nadress = \"127.0.0.1:1\"\n");
        Command command = run();
        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.out()).isEmpty();
        assertThat(command.err())
                .contains("error: The profile `staging` has no address.\n --> " + file + ":1:1")
                .contains("= help: did you mean `address`?");
    }

    @Test
    void scriptsOfTwoConfigurationsAreNotRunTogether() throws Exception {
        configuration("");
        Path other = Files.createDirectories(directory.resolve("other"));
        Files.writeString(other.resolve("parley.toml"), "");
        Files.writeString(other.resolve("b.parley"), SCRIPT);
        Command command = run(other.toString());
        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.err())
                .startsWith("parley: The scripts belong to two configurations, `")
                .endsWith("`; choose one with `--config FILE`, or run them apart.\n");
    }

    @Test
    void checkingAndListingNeedNoSecrets() throws Exception {
        configuration("default-server = \"x\"\n[server.x]\naddress = \"127.0.0.1:1\"\n"
                + "user.alice.password = { env = \"NOT_SET\" }\n");
        Command check = Command.with(Map.of(), "", "check", script.toString());
        assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
        assertThat(Command.with(Map.of(), "", "list", script.toString()).exitCode())
                .isZero();
        Command run = withEnvironment(Map.of());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("error: The environment has no variable `NOT_SET`.");
    }

    @Test
    void whatTheEnvironmentSaysWinsOverTheProfileAndThatOverTheFile() throws Exception {
        configuration("timeout = \"0s1\"");
        assertThat(run().err()).contains("`0s1` is no duration");
        configuration("repeat = 2\n[server.x]\naddress = \"127.0.0.1:1\"\nrepeat = 3\n");
        Files.writeString(script, "test \"t\" { check 1 == 1 }\n");
        assertThat(run().out()).contains("2 passed");
        assertThat(run("--server", "x").out()).contains("3 passed");
        Map<String, String> environment = Map.of("PARLEY_REPEAT", "4");
        assertThat(withEnvironment(environment, "--server", "x").out()).contains("4 passed");
        assertThat(withEnvironment(environment, "--server", "x", "--repeat", "5")
                        .out())
                .contains("5 passed");
    }

    @Test
    void aProfileSaysHowLongAStepMayTake() throws Exception {
        try (FaultyServer server = FaultyServer.plain(Map.of("NOOP", new Fault.Silence()))) {
            Files.writeString(script, "test \"a\" { connect; expect +OK; send \"NOOP\"; expect +OK }\n");
            configuration(profile(server).replace("software", "step-timeout = \"300ms\"\nsoftware"));
            Command command = run("--server", "staging", "--timeout", "1m");
            assertThat(command.exitCode()).isNotZero();
            assertThat(command.out()).containsPattern("did not send the reply to `NOOP` within \\d{3} ms");
        }
    }

    @Test
    void aFlagOfTheFileStaysWhenTheCommandLineSaysItToo() throws Exception {
        configuration("fail-fast = true\n");
        Files.writeString(script, "test \"a\" { check 1 == 2 }\ntest \"b\" { check 1 == 1 }\n");
        assertThat(run().out()).contains("1 skipped");
        assertThat(run("--fail-fast").out()).contains("1 skipped");
        assertThat(run("--fail-fast=false").out()).contains("1 passed");
    }
}
