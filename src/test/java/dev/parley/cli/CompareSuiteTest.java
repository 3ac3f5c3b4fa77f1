package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dovecot.Dovecot;
import dev.parley.dovecot.NeedsDovecot;
import dev.parley.peer.full.Fault;
import dev.parley.peer.full.FullPop3Server;
import dev.parley.peer.full.SizeFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --conform}: the bundled suite shows what scripts of one's own do not. */
class CompareSuiteTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("ALICE", "Tanstaaf1", "BOB", "b0b's secret");
    private static final String[] ACCOUNTS = {
        "--user", "alice", "--password-env", "ALICE", "--user", "bob=bob", "--password-env", "BOB"
    };

    @TempDir
    private Path directory;

    private static Command parley(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + ACCOUNTS.length);
        System.arraycopy(ACCOUNTS, 0, all, arguments.length, ACCOUNTS.length);
        return Command.with(ENVIRONMENT, "", all);
    }

    private static FullPop3Server server(Set<? extends Fault> faults) throws Exception {
        return FullPop3Server.start(faults, Set.of());
    }

    @Test
    void aRuleThatTheUpgradeBreaksIsATestThatBreaks() throws Exception {
        Path baseline = directory.resolve("before.json");
        try (FullPop3Server right = server(Set.of());
                FullPop3Server wrong = server(Set.of(SizeFault.STAT_COUNT_DIFFERS))) {
            Command record = parley(
                    "record",
                    "--conform",
                    "-n",
                    "STAT counts",
                    "--server",
                    right.plain().toString(),
                    "-o",
                    baseline.toString());
            assertThat(record.exitCode()).as(record.out() + record.err()).isZero();
            assertThat(record.out()).contains("Recorded 2 tests", "1 PASS");
            // What reports call a script is not where Parley is installed.
            assertThat(Files.readString(baseline)).contains("\"file\":\"rfc1939-lists.parley\"");
            Command command = parley(
                    "compare",
                    "--conform",
                    "-n",
                    "STAT counts",
                    "--base",
                    baseline.toString(),
                    "--target",
                    wrong.plain().toString());
            assertThat(command.exitCode()).as(command.out() + command.err()).isEqualTo(1);
            assertThat(Differences.kinds(command, "BREAKING")).as(command.out()).containsExactly("test-broken");
        }
    }

    private static Command besideItself(String server, String... options) {
        return Command.run(Stream.concat(
                        Stream.of("compare", "--conform", "--base", server, "--target", server, "--fail-on", "notable"),
                        Stream.of(options))
                .toArray(String[]::new));
    }

    @Test
    void theSuiteFindsNothingBetweenTheEmbeddedServerAndItself() {
        Command command = besideItself("embedded", "--tags", "lists or commands", "--repeat", "3");
        assertThat(command.exitCode()).as(command.out() + command.err()).isZero();
        assertThat(command.out()).contains("0 breaking, 0 notable");
    }

    /** What hangs on chance is no difference: it is judged by `conform` alone. */
    @Test
    void aRaceIsNotCompared() {
        Command command = besideItself("embedded", "--name", "in a segment of their own before the handshake");
        assertThat(command.exitCode()).as(command.out() + command.err()).isEqualTo(4);
        assertThat(Command.run("conform", "--list").out()).contains("in a segment of their own before the handshake");
    }

    /** A line of ten megabytes is sent; it is no command whose time would be told. */
    @Test
    void whatIsSentIsKeptCut() throws Exception {
        Path report = directory.resolve("report.json");
        Command command = besideItself("embedded", "--name", "a line of 10MB", "--report-json", report.toString());
        assertThat(command.exitCode()).as(command.err()).isZero();
        assertThat(command.out()).contains("0 breaking, 0 notable").doesNotContain("AAAA");
        assertThat(Files.readString(report)).contains("\"USER\"").hasSizeLessThan(20_000);
    }

    /** What the tests of one round leave in the maildrops is what those of the next find. */
    @Test
    @NeedsDovecot
    void theSuiteFindsNothingBetweenDovecotAndItself() throws Exception {
        try (Dovecot dovecot = Dovecot.start()) {
            Path config = Files.writeString(directory.resolve("parley.toml"), dovecot.profile());
            Command command = besideItself(
                    "dovecot",
                    "--config",
                    config.toString(),
                    "--tags",
                    "(lists or commands or uidl) and not large",
                    "--repeat",
                    "2");
            assertThat(command.exitCode()).as(command.out() + command.err()).isZero();
            assertThat(command.out()).contains("0 breaking, 0 notable");
        }
    }

    @Test
    void eitherTheSuiteOrScripts() {
        Command both = Command.run("compare", "examples", "--conform", "--base", "a:110", "--target", "b:110");
        assertThat(both.exitCode()).isEqualTo(64);
        assertThat(both.err()).contains("`--conform` runs the bundled suite; leave out either it or the paths.");
    }
}
