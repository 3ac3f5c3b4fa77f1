package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dovecot.Dovecot;
import dev.parley.dovecot.NeedsDovecot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A Dovecot before, and one that was set up otherwise: what was planted is found and classed right. */
@NeedsDovecot
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompareDovecotTest {
    private static final String SCRIPTS = "src/test/resources/compare";
    private static final Map<String, String> ENVIRONMENT = Map.of("ALICE", "alice-secret");
    /** {@code -Dcompare.rounds=50} looks at the same server so often. */
    private static final int ROUNDS = Integer.getInteger("compare.rounds", 3);

    private static final String[] MAIL = {"Subject: one\n\nfirst\n", "Subject: two\n\nsecond\n.dot\n"};

    @TempDir
    private static Path directory;

    private Dovecot before;
    private Path baseline;

    @BeforeAll
    void record() throws IOException {
        before = started();
        baseline = directory.resolve("before.json");
        Command command = parley(before, "record", SCRIPTS, "--inventory", "-o", baseline.toString());
        assertThat(command.exitCode()).as(command.err()).isZero();
        assertThat(command.out()).endsWith(": 3 PASS.\n");
        assertThat(Files.readString(baseline))
                .contains("\"command\":\"PASS ********\"", "\"name\":\"ids\"")
                .doesNotContain("alice-secret", "not the password");
    }

    @AfterAll
    void stop() throws IOException {
        before.close();
    }

    /** A server whose ids come from the files, and so are the same in each that holds the same files. */
    private static Dovecot started(String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of("pop3_uidl_format = %f"));
        all.addAll(List.of(settings));
        Dovecot dovecot = Dovecot.start(all.toArray(String[]::new));
        // Line ends as they are on disk, so that a server that counts these says other sizes.
        dovecot.holdNamedBySize("alice", MAIL);
        return dovecot;
    }

    private static Command parley(Dovecot server, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--tls-address", server.tlsAddress(), "--ca", server.authority().toString()));
        all.addAll(List.of("--user", "alice", "--password-env", "ALICE"));
        boolean named = all.contains("--target");
        if (!named) {
            all.addAll(List.of("--server", server.plainAddress()));
        }
        return Command.with(ENVIRONMENT, "", all.toArray(String[]::new));
    }

    private Command compare(Dovecot after, String... more) {
        List<String> words = new ArrayList<>(List.of("compare", SCRIPTS, "--base", baseline.toString()));
        words.addAll(List.of("--target", after.plainAddress(), "--inventory"));
        words.addAll(List.of(more));
        return parley(after, words.toArray(String[]::new));
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of("pop3_uidl_format = %08Xu%08Xv", List.of("recorded", "uidl-changed"), List.of()),
                Arguments.of("auth_mechanisms = plain", List.of("mechanism-gone"), List.of()),
                Arguments.of("ssl_min_protocol = TLSv1.3", List.of("tls-version-gone"), List.of()),
                // Where the size with CRLF is not known yet, that of the file counts, with LF, if its name tells it.
                Arguments.of("pop3_fast_size_lookups = yes", List.of(), List.of("size")),
                Arguments.of("pop3_logout_format = so long", List.of(), List.of()),
                Arguments.of("login_greeting = Another greeting", List.of(), List.of()),
                Arguments.of("auth_mechanisms = plain login cram-md5", List.of(), List.of("mechanism-new")));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aPlantedChangeIsFoundAndNothingElse(String setting, List<String> breaking, List<String> notable)
            throws IOException {
        try (Dovecot after = started(setting)) {
            Command command = compare(after);
            assertThat(Differences.kinds(command, "BREAKING")).as(command.out()).containsExactlyElementsOf(breaking);
            assertThat(Differences.kinds(command, "NOTABLE")).as(command.out()).containsExactlyElementsOf(notable);
            assertThat(command.exitCode()).isEqualTo(breaking.isEmpty() ? 0 : 1);
            assertThat(command.out() + command.err()).doesNotContain("alice-secret");
        }
    }

    @Test
    void otherMailIsTold() throws IOException {
        try (Dovecot after = started()) {
            after.hold("alice", "Subject: only\r\n\r\none\r\n");
            Command command = compare(after);
            assertThat(command.exitCode()).isEqualTo(1);
            assertThat(Differences.kinds(command, "BREAKING")).contains("message-missing", "message");
        }
    }

    @Test
    void aRuleOfTheFileTakesADifferenceForWhatTheTeamSays() throws IOException {
        Path file = Files.writeString(directory.resolve("rules.toml"), """
            [[compare.rule]]
            kind     = "mechanism-gone"
            text     = "SASL LOGIN"
            severity = "volatile"
            reason   = "nobody uses it; ticket 4711"

            [[compare.rule]]
            kind     = "mechanism-gone"
            where    = "nowhere"
            severity = "breaking"
            reason   = "does not fit"
            """);
        try (Dovecot after = started("auth_mechanisms = plain")) {
            Command command = compare(after, "--config", file.toString(), "--show", "volatile");
            assertThat(command.exitCode()).as(command.out() + command.err()).isZero();
            assertThat(Differences.kinds(command, "VOLATILE")).contains("mechanism-gone");
            assertThat(command.out())
                    .contains("  rule: nobody uses it; ticket 4711\n")
                    .contains("0 breaking, 0 notable");
        }
        Files.writeString(file, "[[compare.rule]]\nkind = \"mechanism-gon\"\n");
        Command wrong = compare(before, "--config", file.toString());
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("rules.toml:2:8", "did you mean `mechanism-gone`?");
    }

    @Test
    void theSameMailInOneFileHasOtherIdsAndNothingElse() throws IOException {
        try (Dovecot after = Dovecot.start(
                "mail_location = mbox:~/mbox:INBOX=~/inbox",
                "mbox_read_locks = fcntl",
                "mbox_write_locks = fcntl",
                "pop3_uidl_format = %08Xu%08Xv")) {
            after.holdInOneFile("alice", MAIL);
            Command command = compare(after);
            assertThat(Differences.kinds(command, "BREAKING"))
                    .as(command.out())
                    .containsExactly("recorded", "uidl-changed");
            assertThat(Differences.kinds(command, "NOTABLE")).as(command.out()).isEmpty();
        }
    }

    @Test
    void theSameServerIsTheSameAgainAndAgain() {
        for (int i = 0; i < ROUNDS; i++) {
            Command command = compare(before, "--fail-on", "notable");
            assertThat(command.exitCode()).as("round %s: %s", i, command.out()).isZero();
            assertThat(command.out()).contains("0 breaking, 0 notable");
        }
    }

    @Test
    void besideItselfItIsTheSameAgainAndAgain() {
        for (int i = 0; i < ROUNDS; i++) {
            Command command = parley(
                    before,
                    "compare",
                    SCRIPTS,
                    "--base",
                    before.plainAddress(),
                    "--target",
                    before.plainAddress(),
                    "--inventory",
                    "--repeat",
                    "20",
                    "--fail-on",
                    "notable");
            assertThat(command.exitCode()).as("round %s: %s", i, command.out()).isZero();
            assertThat(command.out()).contains("0 breaking, 0 notable").doesNotContain("too few samples");
        }
    }

    @Test
    void everyReportIsWritten() throws IOException {
        Path json = directory.resolve("r.json");
        Path html = directory.resolve("r.html");
        Path markdown = directory.resolve("r.md");
        Path junit = directory.resolve("r.xml");
        try (Dovecot after = started("auth_mechanisms = plain")) {
            compare(
                    after,
                    "--report-json",
                    json.toString(),
                    "--report-html",
                    html.toString(),
                    "--report-markdown",
                    markdown.toString(),
                    "--report-junit",
                    junit.toString());
        }
        assertThat(Files.readString(json)).contains("\"kind\":\"mechanism-gone\"", "\"severity\":\"breaking\"");
        assertThat(Files.readString(html)).contains("A way to log in is gone.", "<del>SASL LOGIN</del>");
        assertThat(Files.readString(markdown)).contains("| mechanism-gone |", "`` SASL LOGIN ``");
        assertThat(Files.readString(junit)).contains("<failure message=\"A way to log in is gone.\"");
    }

    /** Of two servers that are both down, nothing is different. */
    @Test
    void whatCouldNotBeRunIsNoSuccess() throws IOException {
        String nobody;
        try (Dovecot gone = started()) {
            nobody = gone.plainAddress();
        }
        Command down = Command.run("compare", SCRIPTS, "--base", nobody, "--target", nobody);
        assertThat(down.exitCode()).isEqualTo(3);
        assertThat(down.err()).contains("The server `" + nobody + "` could not be asked: ");
        Command record = Command.run(
                "record",
                SCRIPTS,
                "--server",
                nobody,
                "-o",
                directory.resolve("none.json").toString());
        assertThat(record.exitCode()).isEqualTo(3);
        assertThat(directory.resolve("none.json")).doesNotExist();
        Path half = directory.resolve("half.json");
        Path elsewhere = Files.writeString(
                directory.resolve("elsewhere.parley"),
                "test \"a client reads its mail\" { connect plain \"" + nobody + "\"; expect +OK }\n");
        Command some = parley(before, "record", SCRIPTS, elsewhere.toString(), "-o", half.toString());
        assertThat(some.exitCode()).as(some.out() + some.err()).isEqualTo(3);
        assertThat(some.err()).contains("What could not be run will tell nothing of a change: a client reads its mail");
        Command same = Command.run("compare", "--base", half.toString(), "--target", half.toString());
        assertThat(same.out()).contains("0 breaking, 0 notable");
        assertThat(same.exitCode()).isEqualTo(3);
        assertThat(same.err()).contains("tells nothing of a change: a client reads its mail");
    }

    @Test
    void whatCannotBeComparedSaysSo() throws IOException {
        Path inventory = directory.resolve("i.jsonl");
        assertThat(parley(before, "inventory", "-o", inventory.toString()).exitCode())
                .isZero();
        Command mixed = Command.run("compare", "--base", inventory.toString(), "--target", baseline.toString());
        assertThat(mixed.exitCode()).isEqualTo(64);
        assertThat(mixed.err()).contains("An inventory is compared with an inventory");
        Command nothing = Command.run("compare", "--base", baseline.toString(), "--target", before.plainAddress());
        assertThat(nothing.exitCode()).isEqualTo(64);
        assertThat(nothing.err()).contains("No path is given");
        Command same = Command.run("compare", "--base", inventory.toString(), "--target", inventory.toString());
        assertThat(same.exitCode()).as(same.err()).isZero();
        assertThat(Command.run("compare", "x", "--target", "y").exitCode()).isEqualTo(64);
    }
}
