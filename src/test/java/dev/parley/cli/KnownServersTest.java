package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conformance.Matrix;
import dev.parley.conformance.MatrixJson;
import dev.parley.conformance.MatrixRow;
import dev.parley.conformance.Verdict;
import dev.parley.dovecot.Dovecot;
import dev.parley.dovecot.DovecotOptions;
import dev.parley.dovecot.NeedsDovecot;
import dev.parley.server.EmbeddedServer;
import dev.parley.server.ServerFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the suite says of real servers. Each violation and deviation was held against the octets and the RFC by hand;
 * the files in {@code src/test/resources/conformance} say why it is right. With each build the tests of large mail,
 * which show nothing wrong, are left out; {@code -Dscore=rows} runs them too.
 */
@Tag("score")
class KnownServersTest {
    private static final Path EXPECTED = Path.of("src/test/resources/conformance");

    @TempDir
    private Path directory;

    @Test
    @NeedsDovecot
    void dovecotAsItComes() throws Exception {
        holds("dovecot", DovecotOptions.CUSTOMARY);
    }

    /** No login without TLS, and an exclusive lock. */
    @Test
    @NeedsDovecot
    void dovecotSetStrictly() throws Exception {
        holds("dovecot-strict", DovecotOptions.CUSTOMARY.withoutPlaintextLogin().with("pop3_lock_session = yes"));
    }

    @Test
    void theEmbeddedServer() throws Exception {
        check("embedded");
    }

    /** What users have first: one account, which nobody may empty, and no way to put mail there. */
    @Test
    @NeedsDovecot
    void oneAccountOfDovecotThatIsOnlyRead() throws Exception {
        try (Dovecot dovecot = Dovecot.start()) {
            onlyReads("dovecot", dovecot.plainAddress(), dovecot.tlsAddress(), dovecot.authority());
        }
    }

    @Test
    void oneAccountOfGreenMailThatIsOnlyRead() throws Exception {
        try (EmbeddedServer server = new EmbeddedServer(InstantSource.system())) {
            ServerFacts facts = server.facts();
            Path authority = Files.writeString(
                    directory.resolve("ca.pem"),
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder()
                                    .encodeToString(facts.settings()
                                            .authorities()
                                            .getFirst()
                                            .getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
            onlyReads("embedded", String.valueOf(facts.plain()), String.valueOf(facts.tls()), authority);
        }
    }

    private void onlyReads(String name, String address, String tlsAddress, Path authority) throws Exception {
        Path config =
                Files.writeString(directory.resolve("parley.toml"), """
                    [server.poor]
                    address = "%s"
                    tls-address = "%s"
                    ca = "%s"
                    [server.poor.user.alice]
                    password = "alice-secret"
                    """.formatted(address, tlsAddress, authority));
        String[] server = {"--config", config.toString(), "--server", "poor"};
        Path before = directory.resolve("before.jsonl");
        Path after = directory.resolve("after.jsonl");
        assertThat(command(server, "inventory", "-o", before.toString()).exitCode())
                .isZero();
        Path report = directory.resolve("poor.json");
        Command command = command(server, "conform", "--jobs", "12", "--report-json", report.toString());
        assertThat(command.exitCode()).as(command.out() + command.err()).isEqualTo(1);
        Matrix matrix = MatrixJson.read(report);
        assertThat(expected(name)).as(command.out()).containsAllEntriesOf(blamed(matrix));
        assertThat(matrix.count(Verdict.PASS)).as(command.out()).isGreaterThan(150);
        assertThat(matrix.rows(Verdict.SKIPPED))
                .extracting(MatrixRow::id)
                .contains("rfc1939.retr.byte-stuffing", "rfc1939.dele.hides-message", "rfc1939.auth.exclusive-lock");
        assertThat(matrix.rows(Verdict.SKIPPED))
                .allSatisfy(row -> assertThat(row.reasons()).as(row.id()).isNotEmpty());
        assertThat(command(server, "inventory", "-o", after.toString()).exitCode())
                .isZero();
        Command changes = Command.run("compare", "--base", before.toString(), "--target", after.toString());
        assertThat(changes.out()).contains("0 breaking, 0 notable, 0 volatile");
    }

    private static Command command(String[] server, String... words) {
        return Command.run(Stream.concat(Stream.of(words), Stream.of(server)).toArray(String[]::new));
    }

    /** The rows that are not as they should be. */
    private static Map<String, String> blamed(Matrix matrix) {
        Map<String, String> blamed = new TreeMap<>();
        matrix.rows().stream()
                .filter(row -> row.verdict().compareTo(Verdict.NOT_JUDGED) <= 0)
                .forEach(row -> blamed.put(row.id(), row.verdict().words()));
        return blamed;
    }

    private void holds(String name, DovecotOptions options) throws Exception {
        try (Dovecot dovecot = Dovecot.start(options)) {
            Path config = Files.writeString(directory.resolve("parley.toml"), dovecot.profile());
            check(name, "--config", config.toString(), "--server", "dovecot");
        }
    }

    /** The rows that are violations and deviations are those of the file, and no row is left unjudged. */
    private void check(String name, String... options) throws Exception {
        Path report = Files.createDirectories(Path.of("target", "conformance")).resolve(name + ".json");
        Files.deleteIfExists(report);
        String tags = System.getProperty("score", "sample").equals("sample") ? "not large" : "not slow";
        Command command = Command.run(Stream.concat(
                        Stream.of("conform", "--report-json", report.toString(), "--tags", tags), Stream.of(options))
                .toArray(String[]::new));
        Matrix matrix = MatrixJson.read(report);
        assertThat(blamed(matrix)).as(command.out() + command.err()).isEqualTo(expected(name));
        assertThat(matrix.rows()).hasSize(400);
        assertThat(matrix.count(Verdict.PASS)).as("rows that pass").isGreaterThan(220);
        assertThat(command.exitCode()).as(command.err()).isEqualTo(1);
    }

    /** A line a row: the verdict, a blank, the id, a colon, and why it is right. */
    private static Map<String, String> expected(String name) throws IOException {
        Map<String, String> expected = new TreeMap<>();
        for (String line : Files.readAllLines(EXPECTED.resolve(name + ".txt"))) {
            int colon = line.indexOf(':');
            if (!line.startsWith("#") && colon > 0) {
                int blank = line.lastIndexOf(' ', colon);
                expected.put(line.substring(blank + 1, colon), line.substring(0, blank));
                assertThat(line.substring(colon + 1).strip())
                        .as("why, of " + line)
                        .isNotEmpty();
            }
        }
        return expected;
    }
}
