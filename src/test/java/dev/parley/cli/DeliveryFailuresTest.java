package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dovecot.Dovecot;
import dev.parley.dovecot.NeedsDovecot;
import dev.parley.peer.LineClient;
import dev.parley.server.EmbeddedServer;
import dev.parley.wire.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the way of mail means that a test could not be run, and never that the server failed it. */
class DeliveryFailuresTest {
    private static final String FILLED = """
        test "x" {
            mailbox alice { message text "Subject: x" }
            connect; expect +OK; login alice
            quit
        }
        """;
    private static final String DELIVERED = """
        test "x" {
            connect; expect +OK
            deliver text "Subject: x" to alice
        }
        """;

    @TempDir
    private Path directory;

    private final EmbeddedServer server = new EmbeddedServer(InstantSource.system());
    private Endpoint address;

    @BeforeEach
    void start() {
        address = Objects.requireNonNull(server.facts().plain());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Command run(String script, String mail) throws IOException {
        return run(script, mail, address, "alice-secret");
    }

    private Command run(String script, String mail, Endpoint pop3, String password, String... options)
            throws IOException {
        Files.writeString(directory.resolve("parley.toml"), """
            [server.test]
            address = "%s"
            tls = "off"
            [server.test.user.alice]
            password = "%s"
            [server.test.mail]
            %s
            """.formatted(pop3, password, mail));
        Path file = directory.resolve("script.parley");
        Files.writeString(file, script);
        return Command.run(Stream.concat(Stream.of("run", file.toString(), "--server", "test"), Stream.of(options))
                .toArray(String[]::new));
    }

    private static void assertCouldNotRun(Command command, String... words) {
        assertThat(command.out()).contains("could not run: ").contains(words).contains("1 errored");
        assertThat(command.exitCode()).as(command.out()).isEqualTo(3);
    }

    private static Endpoint closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Endpoint("127.0.0.1", socket.getLocalPort());
        }
    }

    @Test
    void mailThatNeverBecomesVisible() throws IOException {
        assertCouldNotRun(
                run(FILLED, "mailbox = \"exclusive\"\ncommand = [\"/bin/cat\"]\nvisible-within = \"300ms\""),
                "The maildrop of `alice` does not show what was put there within 300 ms.",
                "STAT counts 0 messages, and there should be 1 message",
                "visible-within");
    }

    @Test
    void aMaildropThatAnotherClientHolds() throws IOException {
        String mail = "mailbox = \"exclusive\"\ncommand = [\"/bin/cat\"]\nvisible-within = \"300ms\"";
        try (LineClient other = LineClient.plain(address)) {
            other.greet().logIn(Objects.requireNonNull(server.accounts().get("alice")));
            assertCouldNotRun(
                    run(FILLED, mail),
                    "The maildrop of `alice` could not be opened within 300 ms: another session holds it.",
                    "-ERR [IN-USE]");
            assertThat(other.ask("STAT")).startsWith("+OK 3 ");
        }
    }

    @Test
    void aWrongPassword() throws IOException {
        Command command = run(FILLED, "mailbox = \"exclusive\"\ncommand = [\"/bin/cat\"]", address, "another-secret");
        assertCouldNotRun(command, "The server refused the login of the account `alice`", "-ERR [AUTH]");
        assertThat(command.out() + command.err()).doesNotContain("another-secret");
    }

    @Test
    void aServerThatCannotBeReached() throws IOException {
        assertCouldNotRun(
                run(FILLED, "mailbox = \"exclusive\"\ncommand = [\"/bin/cat\"]", closedPort(), "alice-secret"),
                "The maildrop of `alice` cannot be looked at.",
                "refused");
    }

    @Test
    void aWayOfDeliveryThatCannotBeReached() throws IOException {
        for (String way : new String[] {"lmtp", "smtp", "imap"}) {
            Endpoint closed = closedPort();
            assertCouldNotRun(
                    run(DELIVERED, way + " = \"" + closed + "\""),
                    way.toUpperCase(java.util.Locale.ROOT) + " at " + closed + " cannot be used",
                    "refused",
                    "see `" + way + "` in the profile of the server");
        }
    }

    @Test
    void aMaildirThatIsNotThere() throws IOException {
        assertCouldNotRun(
                run(DELIVERED, "maildir = \"mail/{user}\""),
                "There is no maildir `" + directory.resolve("mail/alice") + "` for the account `alice`.");
    }

    @Test
    void aCommandThatFails() throws IOException {
        assertCouldNotRun(
                run(DELIVERED, "command = [\"/bin/sh\", \"-c\", \"echo no room for $0; exit 7\", \"{user}\"]"),
                "The command that delivers for the account `alice` ended with status 7.",
                "no room for alice");
    }

    @Test
    void aCommandThatIsNotThere() throws IOException {
        assertCouldNotRun(run(DELIVERED, "command = [\"/no/such/program\"]"), "there is no program `/no/such/program`");
    }

    @Test
    void aCommandThatHangsIsEnded() throws IOException {
        String script = DELIVERED.replace("to alice", "to alice within 500ms");
        assertCouldNotRun(
                run(
                        script,
                        "command = [\"/bin/sh\", \"-c\", \"echo $$ > " + directory.resolve("pid")
                                + "; exec sleep 600\"]"),
                "This was not done within 500 ms.");
        long process = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
        assertThat(ProcessHandle.of(process)
                        .map(ProcessHandle::onExit)
                        .map(end -> end.join().isAlive())
                        .orElse(false))
                .isFalse();
    }

    @NeedsDovecot
    @Test
    void aCertificateThatIsNotTrusted() throws IOException {
        try (Dovecot dovecot = Dovecot.start()) {
            assertCouldNotRun(
                    run(DELIVERED, "imap = \"" + dovecot.imap() + "\"", dovecot.plain(), "alice-secret"),
                    "IMAP at " + dovecot.imap() + " cannot be used for the account `alice`.",
                    "STARTTLS failure: ",
                    "unable to find valid certification path");
        }
    }

    @Test
    void aMessageThatSmtpCannotCarry() throws IOException {
        assertCouldNotRun(
                run(
                        DELIVERED.replace("text \"Subject: x\"", "raw \"Subject: x\\r\\n\\r\\na\\rb\\r\\n\""),
                        "smtp = \"" + closedPort() + "\""),
                "SMTP cannot carry a carriage return without a line feed; this message has one at octet 16.");
    }

    @Test
    void nothingIsDeletedWhereTheProfileDoesNotSaySo() throws IOException {
        String script = FILLED + """
            test "y" { connect; expect +OK; reset mailbox alice }
            test "z" { require exclusive mailbox; connect; expect +OK }
            """;
        Command command = run(script, "command = [\"/bin/cat\"]");
        assertThat(command.exitCode()).isZero();
        assertThat(command.out()).contains("3 skipped").contains("the maildrops of test are not for tests to empty");
        try (LineClient line = LineClient.plain(address)) {
            line.greet().logIn(Objects.requireNonNull(server.accounts().get("alice")));
            assertThat(line.ask("STAT")).startsWith("+OK 3 ");
        }
    }

    @Test
    void withoutAWayOfDeliveryATestIsSkipped() throws IOException {
        Command command = run(DELIVERED + FILLED.replace("\"x\" {", "\"y\" {"), "mailbox = \"exclusive\"");
        assertThat(command.exitCode()).isZero();
        assertThat(command.out()).contains("2 skipped").contains("there is no way to put mail into maildrops of test");
    }

    @Test
    void aReadOnlyRunEmptiesNothing() throws IOException {
        Path file = directory.resolve("script.parley");
        Files.writeString(file, FILLED);
        Command command = Command.run("run", file.toString(), "--read-only");
        assertThat(command.out()).contains("1 skipped").contains("the run is read-only");
    }

    @NeedsDovecot
    @Test
    void aRecipientThatTheServerDoesNotKnow() throws IOException {
        try (Dovecot dovecot = Dovecot.start()) {
            assertCouldNotRun(
                    run("""
                        test "x" {
                            connect; expect +OK
                            deliver text "Subject: x" to stranger
                        }
                        """, "lmtp = \"" + dovecot.lmtp() + "\"\n[server.test.user.stranger]\npassword = \"x\""),
                    "LMTP at " + dovecot.lmtp() + " did not take the message for the account `stranger`.",
                    "550 5.1.1");
        }
    }

    @NeedsDovecot
    @Test
    void aMaildropThatIsFull() throws IOException {
        try (Dovecot dovecot = Dovecot.start(
                "mail_plugins = quota", "plugin {\n  quota = maildir:User quota\n  quota_rule = *:storage=10K\n}")) {
            String script = """
                test "x" {
                    mailbox alice { message generate 3 of 6KB }
                    connect; expect +OK; login alice
                    quit
                }
                """;
            assertCouldNotRun(
                    run(
                            script,
                            "mailbox = \"exclusive\"\nlmtp = \"" + dovecot.lmtp() + "\"",
                            dovecot.plain(),
                            "alice-secret"),
                    "did not take message 2 of 3 for the account `alice`.",
                    "5.2.2");
            assertCouldNotRun(
                    run(
                            script,
                            "mailbox = \"exclusive\"\nimap = \"" + dovecot.imap() + "\"",
                            dovecot.plain(),
                            "alice-secret",
                            "--ca",
                            dovecot.authority().toString()),
                    "IMAP at " + dovecot.imap() + " did not take a message for the account `alice`.",
                    "OVERQUOTA");
        }
    }
}
