package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dovecot.Dovecot;
import dev.parley.dovecot.NeedsDovecot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every example passes, on the embedded server and on a real one. */
class ExamplesTest {
    private static final Pattern SUMMARY =
            Pattern.compile("(?m)^(\\d+) passed, (\\d+) failed, (\\d+) errored, (\\d+) skipped");

    private static void assertAllPass(Command command) {
        Matcher summary = SUMMARY.matcher(command.out());
        assertThat(command.exitCode()).as(command.out() + command.err()).isZero();
        assertThat(summary.find()).as(command.out()).isTrue();
        assertThat(Integer.parseInt(summary.group(1))).isGreaterThan(40);
        assertThat(List.of(summary.group(2), summary.group(3), summary.group(4)))
                .as(command.out())
                .containsOnly("0");
    }

    @Test
    void theyPassOnTheEmbeddedServer() {
        assertAllPass(Command.run("run", "examples"));
    }

    @Test
    void theyPassSeveralAtOnceAndInAnyOrder() {
        assertAllPass(Command.run("run", "examples", "--jobs", "4", "--shuffle=7"));
    }

    @Test
    void thereIsAtLeastADozen() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            assertThat(files.filter(file -> file.getFileName().toString().matches("\\d\\d-.*\\.parley")))
                    .hasSizeGreaterThanOrEqualTo(12);
        }
    }

    @Test
    void checkFindsNothingWrong() {
        Command command = Command.run("check", "examples");
        assertThat(command.exitCode()).isZero();
        assertThat(command.out()).contains("0 errors, 0 warnings");
    }

    @Nested
    @NeedsDovecot
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OnDovecot {
        private Dovecot dovecot;

        @BeforeAll
        void start() throws Exception {
            dovecot = Dovecot.start();
        }

        @AfterAll
        void stop() throws Exception {
            dovecot.close();
        }

        @ParameterizedTest
        @CsvSource({"off, 1", "starttls, 4", "implicit, 4"})
        void theyPass(String mode, String jobs, @TempDir Path directory) throws IOException {
            Path profile = directory.resolve("parley.toml");
            Files.writeString(profile, """
                [server.test]
                address = "%s"
                [server.test.mail]
                lmtp    = "%s"
                mailbox = "exclusive"
                """.formatted(dovecot.plainAddress(), dovecot.lmtp()));
            assertAllPass(Command.with(
                    Map.of("ALICE", "alice-secret", "BOB", "bob-secret"),
                    "",
                    "run",
                    "examples",
                    "--config",
                    profile.toString(),
                    "--server",
                    "test",
                    "--tls-address",
                    dovecot.tlsAddress(),
                    "--tls",
                    mode,
                    "--ca",
                    dovecot.authority().toString(),
                    "--user",
                    "alice",
                    "--password-env",
                    "ALICE",
                    "--user",
                    "bob=bob",
                    "--password-env",
                    "BOB",
                    "--jobs",
                    jobs));
        }

        /** By a profile with four accounts, round by round: which test has which account must not matter. */
        @Test
        void theyComeToTheSameOneByOneAndSeveralAtOnce(@TempDir Path directory) throws Exception {
            Path configuration = Files.writeString(
                    directory.resolve("parley.toml"),
                    "[server.dovecot]\naddress = \"%s\"\ntls-address = \"%s\"\nca = \"%s\"\n"
                                    .formatted(dovecot.plainAddress(), dovecot.tlsAddress(), dovecot.authority())
                            + Stream.of("alice", "bob", "carol", "dave")
                                    .map(name -> "user.%1$s.password = \"%1$s-secret\"\n".formatted(name))
                                    .collect(Collectors.joining()));
            String[] arguments = {
                "run", "examples", "--config", configuration.toString(), "--server", "dovecot", "--jobs"
            };
            String alone = verdicts(arguments, "1");
            assertThat(alone).contains("PASS").doesNotContain("FAIL", "ERROR");
            for (int round = 1; round <= Integer.getInteger("parley.rounds", 3); round++) {
                assertThat(verdicts(arguments, "4")).as("round " + round).isEqualTo(alone);
            }
        }

        /** What became of each test, without times, in an order of its own. */
        private static String verdicts(String[] arguments, String jobs) {
            String[] all = Arrays.copyOf(arguments, arguments.length + 1);
            all[arguments.length] = jobs;
            Command command = Command.with(Map.of(), "", all);
            assertThat(command.exitCode()).as(command.out() + command.err()).isZero();
            return command.out()
                    .lines()
                    .filter(line -> line.matches("(PASS|FAIL|ERROR|SKIP|KNOWN).*"))
                    .map(line -> line.replaceAll("\\d+\\.\\d\\d s", ""))
                    .sorted()
                    .collect(Collectors.joining("\n"));
        }
    }
}
