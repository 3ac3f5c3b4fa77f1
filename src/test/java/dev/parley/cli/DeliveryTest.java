package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.parley.dovecot.Dovecot;
import dev.parley.dovecot.NeedsDovecot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way of delivery, as the examples' profiles name it, puts exactly what a script says into real maildrops. */
class DeliveryTest {
    private static final Path PROFILES = Path.of("examples/delivery");
    private static final Map<String, String> PASSWORDS =
            Map.of("ALICE_PASSWORD", "alice-secret", "BOB_PASSWORD", "bob-secret");

    @TempDir
    private Path directory;

    /** Runs scripts with the example's profile of a way, its addresses and paths replaced. */
    private Command run(String way, Map<String, String> places, String... scripts) throws IOException {
        String profile = Files.readString(PROFILES.resolve(way + ".toml"));
        for (Map.Entry<String, String> place : places.entrySet()) {
            profile = profile.replace("\"" + place.getKey(), "\"" + place.getValue());
        }
        Path file = Files.writeString(directory.resolve("profile.toml"), profile);
        List<String> words = new java.util.ArrayList<>(List.of("run"));
        words.addAll(List.of(scripts));
        words.addAll(List.of("--config", file.toString(), "--verbose"));
        return Command.with(PASSWORDS, "", words.toArray(String[]::new));
    }

    private static void assertAllPass(Command command, int count) {
        assertThat(command.exitCode()).as(command.out() + command.err()).isZero();
        assertThat(command.out()).contains(count + " passed, 0 failed, 0 errored, 0 skipped");
    }

    @Test
    void everyProfileOfTheExamplesIsTried() throws IOException {
        try (var files = Files.list(PROFILES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("lmtp.toml", "smtp.toml", "imap.toml", "maildir.toml", "command.toml");
        }
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

        private Command runOnDovecot(String way, String... scripts) throws IOException {
            return run(
                    way,
                    Map.of(
                            "127.0.0.1:110", dovecot.plainAddress(),
                            "127.0.0.1:24", dovecot.lmtp().toString(),
                            "127.0.0.1:143", dovecot.imap().toString(),
                            "ca.pem", dovecot.authority().toString(),
                            "/srv/mail/{user}/Maildir", dovecot.maildir(),
                            "doveadm\"", "/usr/bin/doveadm\", \"-c\", \"" + dovecot.configuration() + "\""),
                    scripts);
        }

        @ParameterizedTest
        @ValueSource(strings = {"lmtp", "imap", "maildir", "command"})
        void octetsThatNoMailShouldHoldAreCarriedOrRefused(String way) throws Exception {
            Command command = runOnDovecot(way, "src/test/resources/delivery/odd.parley");
            if (way.equals("lmtp")) {
                assertThat(command.exitCode()).isEqualTo(3);
                assertThat(command.out())
                        .contains(
                                "PASS  a NUL",
                                "could not run: LMTP cannot carry a carriage return without a line feed; this message"
                                        + " has one at octet 18.",
                                "help: deliver it by IMAP, into a maildir, or by a command",
                                "1 passed, 0 failed, 1 errored, 0 skipped");
            } else {
                assertAllPass(command, 2);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"lmtp", "imap", "maildir", "command"})
        void everyMessageComesBackAsItWas(String way) throws Exception {
            Command command = runOnDovecot(
                    way,
                    "src/test/resources/delivery/exact.parley",
                    "examples/16-mailbox.parley",
                    "examples/17-new-mail.parley");
            assertAllPass(command, 21);
            if (way.equals("lmtp")) {
                assertThat(command.out()).contains("The server added on top: Delivered-To, Received, Return-Path.");
            }
        }
    }

    @Test
    void smtpDeliversIntoGreenMail() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_POP3)
        });
        server.setUser("alice@example.org", "alice@example.org", "alice-secret");
        server.start();
        try {
            Command command = run(
                    "smtp",
                    Map.of(
                            "127.0.0.1:110", "127.0.0.1:" + server.getPop3().getPort(),
                            "127.0.0.1:25", "127.0.0.1:" + server.getSmtp().getPort()),
                    "src/test/resources/delivery/queued.parley");
            assertAllPass(command, 2);
        } finally {
            server.stop();
        }
    }
}
