package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.peer.Fault;
import dev.parley.peer.FaultyServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What tests of a server amount to for the rows they cover. */
class ConformTest {
    private static final String LOGIN = "given { connect; expect +OK; login alice }\n";

    @TempDir
    private Path directory;

    /** The verdicts on the rows of a test's body, run against a server that answers NOOP with the given words. */
    private Map<String, String> verdicts(String reply, String body, String... options) throws Exception {
        return verdicts(Map.of("NOOP", new Fault.Says(reply)), body, options);
    }

    private Map<String, String> verdicts(Map<String, Fault> faults, String body, String... options) throws Exception {
        Map<String, String> verdicts = new HashMap<>();
        JsonNode matrix = matrix(faults, "test \"t\" {\n" + body + "\n}\n", options);
        matrix.get("rows")
                .forEach(row -> verdicts.put(
                        row.get("id").asString(), row.get("verdict").asString()));
        verdicts.put("exit", Integer.toString(exit));
        return verdicts;
    }

    private int exit;

    private JsonNode matrix(Map<String, Fault> faults, String script, String... options) throws Exception {
        Path suite = Files.createDirectories(directory.resolve("suite"));
        Files.writeString(suite.resolve("one.parley"), script);
        Path report = directory.resolve("matrix.json");
        try (FaultyServer server = FaultyServer.plain(faults)) {
            Command command = run(
                    suite,
                    server,
                    Stream.concat(Stream.of("--report-json", report.toString()), Stream.of(options))
                            .toArray(String[]::new));
            exit = command.exitCode();
            assertThat(command.err()).isEmpty();
            assertThat(command.out() + Files.readString(report)).doesNotContain("alice-secret");
            return JsonMapper.shared().readTree(Files.readString(report));
        }
    }

    private static Command run(Path suite, FaultyServer server, String... options) {
        Stream<String> arguments = Stream.of(
                "conform",
                "--suite",
                suite.toString(),
                "--server",
                server.endpoint().toString(),
                "--user",
                "alice",
                "--password-env",
                "ALICE");
        return Command.with(
                Map.of("ALICE", "alice-secret"),
                "",
                Stream.concat(arguments, Stream.of(options)).toArray(String[]::new));
    }

    /** The rows are a MUST, a contested MUST, a SHOULD, a MAY. */
    @ParameterizedTest
    @CsvSource({
        "rfc1939.noop.ok, violation, 1",
        "rfc1939.command.extra-argument-is-err, deviation, 0",
        "rfc1939.session.survives-errors, deviation, 0",
        "rfc1939.response.free-text, note, 0",
    })
    void aMismatchCountsByTheLevelOfItsRow(String row, String verdict, String code) throws Exception {
        assertThat(verdicts("-ERR\r\n", "covers " + row + "\n" + LOGIN + "send \"NOOP\"; expect +OK"))
                .containsEntry(row, verdict)
                .containsEntry("exit", code);
        assertThat(verdicts("+OK\r\n", "covers " + row + "\n" + LOGIN + "send \"NOOP\"; expect +OK"))
                .containsEntry(row, "pass")
                .containsEntry("exit", "0");
    }

    @Test
    void failIsAViolationWhateverTheLevel() throws Exception {
        String row = "rfc1939.command.extra-argument-is-err";
        assertThat(verdicts(
                        "-ERR\r\n",
                        "covers " + row + "\n" + LOGIN
                                + "send \"NOOP\"; expect +OK otherwise fail \"it has an effect\""))
                .containsEntry(row, "violation")
                .containsEntry("exit", "1");
    }

    @Test
    void whatFailsInGivenJudgesNothingAndIsNoSuccess() throws Exception {
        assertThat(verdicts(
                        Map.of("PASS", new Fault.Says("-ERR no\r\n")),
                        "covers rfc1939.noop.ok\n" + LOGIN + "send \"NOOP\"; expect +OK"))
                .containsEntry("rfc1939.noop.ok", "not judged")
                .containsEntry("exit", "3");
    }

    /** What answers so answers much so: it is told once, and not of each command. */
    @ParameterizedTest
    @ValueSource(strings = {"+ok done\r\n", "+OKdone\r\n", "-BAD\r\n", "-ERR: no\r\n"})
    void aStatusThatIsNoneBreaksTheRowOnStatusesOnly(String reply) throws Exception {
        String indicators = "rfc1939.response.two-status-indicators";
        String uppercase = "rfc1939.response.status-uppercase";
        assertThat(verdicts(reply, "covers rfc1939.noop.ok\n" + LOGIN + "send \"NOOP\"; expect +OK"))
                .containsEntry(indicators, "violation")
                .containsEntry("rfc1939.noop.ok", "not judged")
                .containsEntry("exit", "1");
        assertThat(verdicts(reply, "covers " + uppercase + "\n" + LOGIN + "send \"NOOP\"; expect one of { +OK; end }"))
                .containsEntry(uppercase, "violation")
                .containsEntry(indicators, "not covered");
        assertThat(verdicts("done\r\n", "covers rfc1939.noop.ok\n" + LOGIN + "send \"NOOP\"; expect +OK"))
                .containsEntry("rfc1939.noop.ok", "violation");
    }

    @Test
    void scriptsAreGivenVariables() throws Exception {
        String body = "covers rfc1939.noop.ok\n" + LOGIN + "send \"NOOP\"; expect +OK \"${given_word}\"";
        assertThat(verdicts("+OK done\r\n", body, "--var", "given_word=done"))
                .containsEntry("rfc1939.noop.ok", "pass")
                .containsEntry("exit", "0");
        assertThat(verdicts("+OK done\r\n", body, "--var", "given_word=other"))
                .containsEntry("rfc1939.noop.ok", "violation");
    }

    /** Such a name stands for octets that are no text. */
    @Test
    void aNameOfAnyOctetsCanBeReported() throws Exception {
        JsonNode matrix = matrix(
                Map.of("NOOP", new Fault.Says("-ERR\r\n")),
                "test \"t ${x}\" for each x in [\"\\xE9\\xFF\"] {\ncovers rfc1939.noop.ok\n" + LOGIN
                        + "send \"NOOP\"; expect +OK\n}\n");
        JsonNode row = matrix.get("rows")
                .valueStream()
                .filter(found -> found.get("id").asString().equals("rfc1939.noop.ok"))
                .findFirst()
                .orElseThrow();
        assertThat(row.get("tests").get(0).get("name").asString()).isEqualTo("t \\xe9\\xff");
        assertThat(row.get("observations").get(0).get("test").asString()).isEqualTo("t \\xe9\\xff");
    }

    private static final String SEVERAL =
            "covers rfc1939.session.survives-errors, rfc1939.noop.ok, rfc1939.stat.format\n";

    @Test
    void ofSeveralRowsTheStrictestIsBrokenAndTheOthersAreNotJudged() throws Exception {
        assertThat(verdicts("-ERR\r\n", SEVERAL + LOGIN + "send \"NOOP\"; expect +OK; send \"STAT\"; expect +OK"))
                .containsEntry("rfc1939.noop.ok", "violation")
                .containsEntry("rfc1939.session.survives-errors", "not judged")
                .containsEntry("rfc1939.stat.format", "not judged")
                .containsEntry("exit", "1");
    }

    @Test
    void ofSeveralRowsTheNamedOneIsMeant() throws Exception {
        assertThat(verdicts(
                        "-ERR\r\n",
                        SEVERAL + LOGIN
                                + "send \"NOOP\"; expect +OK otherwise deviation rfc1939.session.survives-errors"
                                + " \"odd\"\n"
                                + "send \"STAT\"; expect -ERR otherwise fail rfc1939.stat.format \"odder\""))
                .containsEntry("rfc1939.session.survives-errors", "deviation")
                .containsEntry("rfc1939.stat.format", "violation")
                .containsEntry("rfc1939.noop.ok", "not judged");
    }

    @Test
    void aTimeOutIsAViolationAlsoOfAContestedRow() throws Exception {
        assertThat(verdicts(
                        Map.of("NOOP", new Fault.Silence()),
                        "covers rfc1939.command.extra-argument-is-err\n" + LOGIN
                                + "send \"NOOP x\"; expect -ERR within 200ms"))
                .containsEntry("rfc1939.command.extra-argument-is-err", "violation");
    }

    @Test
    void theEndOfATestsOwnTimeJudgesNothing() throws Exception {
        assertThat(verdicts(
                        Map.of("NOOP", new Fault.Silence()),
                        "covers rfc1939.noop.ok\n" + LOGIN + "send \"NOOP\"; expect +OK",
                        "--timeout",
                        "500ms"))
                .containsEntry("rfc1939.noop.ok", "not judged")
                .containsEntry("exit", "3");
    }

    @Test
    void aServerMayBeGivenLessTimeForAStep() throws Exception {
        assertThat(verdicts(
                        Map.of("NOOP", new Fault.Silence()),
                        "covers rfc1939.noop.ok\n" + LOGIN + "send \"NOOP\"; expect +OK",
                        "--step-timeout",
                        "200ms",
                        "--timeout",
                        "5s"))
                .containsEntry("rfc1939.noop.ok", "violation");
    }

    @Test
    void whatLooksAtNothingJudgesNothing() throws Exception {
        assertThat(verdicts("+OK\r\n", "covers rfc1939.noop.ok\n" + LOGIN + "for each n in 1..0 { expect +OK }"))
                .containsEntry("rfc1939.noop.ok", "not judged")
                .containsEntry("exit", "3");
    }

    @Test
    void skippedIsNeverPassedAndAPassBesideItIsMarked() throws Exception {
        String skipped = "test \"s\" { covers rfc1939.noop.ok, rfc1939.stat.format; skip \"no way\" }\n";
        String passed = "test \"p\" { covers rfc1939.noop.ok\n" + LOGIN + "send \"NOOP\"; expect +OK }\n";
        JsonNode rows = matrix(Map.of(), skipped + passed).get("rows");
        JsonNode both = row(rows, "rfc1939.noop.ok");
        assertThat(both.get("verdict").asString()).isEqualTo("pass");
        assertThat(both.get("partly").asBoolean()).isTrue();
        assertThat(both.get("reasons").get(0).asString()).isEqualTo("no way");
        assertThat(row(rows, "rfc1939.stat.format").get("verdict").asString()).isEqualTo("skipped");
        assertThat(rows).hasSize(400);
    }

    @Test
    void theWorstOfSeveralTestsCounts() throws Exception {
        String row = "covers rfc1939.noop.ok\n";
        String script = "test \"good\" { " + row + LOGIN + "send \"STAT\"; expect +OK }\n" + "test \"bad\" { " + row
                + LOGIN + "send \"NOOP\"; expect +OK }\n";
        JsonNode found = row(
                matrix(Map.of("NOOP", new Fault.Says("-ERR no\r\n")), script).get("rows"), "rfc1939.noop.ok");
        assertThat(found.get("verdict").asString()).isEqualTo("violation");
        JsonNode seen = found.get("observations").get(0);
        assertThat(seen.get("test").asString()).isEqualTo("bad");
        assertThat(seen.get("exchanges").get(0).get("lines").toString())
                .contains("\"NOOP\"", "\"-ERR no\"")
                .contains("PASS ********");
    }

    @ParameterizedTest
    @CsvSource({"deviation, 1", "none, 0"})
    void failOnSaysFromWhichVerdictOnTheRunFails(String from, String code) throws Exception {
        String body = "covers rfc1939.session.survives-errors\n" + LOGIN + "send \"NOOP\"; expect +OK";
        assertThat(verdicts("-ERR\r\n", body, "--fail-on", from)).containsEntry("exit", code);
    }

    private static JsonNode row(JsonNode rows, String id) {
        return rows.valueStream()
                .filter(row -> row.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theListShowsEveryRowAndItsTests() {
        Command command = Command.run("conform", "--list");
        assertThat(command.exitCode()).isZero();
        assertThat(command.out().lines().filter(line -> line.matches("\\S+   .*, tier [123].*")))
                .hasSize(400);
        assertThat(command.out()).contains("rfc1939.noop.ok   MUST, tier 1");
    }

    @Test
    void theSuiteCanBeCopiedOutAndItsScriptsRunOneByOne() {
        Path copy = directory.resolve("copy");
        Command command = Command.run("conform", "--export", copy.toString());
        assertThat(command.exitCode()).isZero();
        assertThat(Command.run("check", copy.toString()).exitCode()).isZero();
    }

    @Test
    void aRowThatIsNotInTheCatalogueIsAnErrorAtLoad() throws Exception {
        Files.writeString(
                directory.resolve("wrong.parley"), "test \"t\" { covers rfc1939.nop.ok; connect; expect +OK }");
        Command command = Command.run("conform", "--suite", directory.toString());
        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.err()).contains("There is no requirement `rfc1939.nop.ok`.", "rfc1939.noop.ok");
    }

    @Test
    void aPatternThatFitsNoRowIsRefused() {
        assertThat(Command.run("conform", "--rows", "no-such-row").exitCode()).isEqualTo(64);
    }

    @Test
    void aWaiverAcceptsAViolationUntilItIsOver() throws Exception {
        String body = "covers rfc1939.noop.ok\n" + LOGIN + "send \"NOOP\"; expect +OK";
        Path waivers = directory.resolve("waivers.toml");
        String waiver = "[waiver.\"rfc1939.noop.ok\"]\nreason = \"ticket 1\"\nuntil = %s\n";
        Files.writeString(waivers, waiver.formatted("2999-01-01"));
        assertThat(verdicts("-ERR\r\n", body, "--waivers", waivers.toString()))
                .containsEntry("rfc1939.noop.ok", "violation")
                .containsEntry("exit", "0");
        Files.writeString(waivers, waiver.formatted("2001-01-01"));
        assertThat(told(body, "--waivers", waivers.toString())).contains("was good until 2001-01-01");
        assertThat(exit).isOne();
    }

    @Test
    void aWaiverThatNothingNeedsIsReported() throws Exception {
        Path waivers = directory.resolve("waivers.toml");
        Files.writeString(waivers, "[waiver.\"rfc1939.stat.format\"]\nreason = \"old\"\nuntil = 2999-01-01\n");
        assertThat(told(
                        "covers rfc1939.stat.format\n" + LOGIN + "send \"STAT\"; expect +OK",
                        "--waivers",
                        waivers.toString()))
                .contains("waivers.toml:1:", "is not needed: the row is pass");
        assertThat(exit).isZero();
    }

    @Test
    void aWaiverOfNoRowIsAMistake() throws Exception {
        Path waivers = directory.resolve("waivers.toml");
        Files.writeString(waivers, "[waiver.\"rfc1939.nop.ok\"]\nuntil = 1\n");
        assertThat(told("connect; expect +OK", "--waivers", waivers.toString()))
                .contains("There is no row `rfc1939.nop.ok` in the catalogue.", "says why", "This should be a day.");
        assertThat(exit).isEqualTo(2);
    }

    @Test
    void reportsShowOtherServersAsColumns() throws Exception {
        String script = "test \"t\" { covers rfc1939.noop.ok\n" + LOGIN + "send \"NOOP\"; expect +OK }";
        matrix(Map.of("NOOP", new Fault.Says("-ERR <b>no</b>\r\n")), script);
        Path other = Files.move(directory.resolve("matrix.json"), directory.resolve("other.json"));
        Path html = directory.resolve("m.html");
        Path markdown = directory.resolve("m.md");
        Path junit = directory.resolve("m.xml");
        matrix(
                Map.of(),
                script,
                "--with",
                other.toString(),
                "--report-html",
                html.toString(),
                "--report-markdown",
                markdown.toString(),
                "--report-junit",
                junit.toString());
        assertThat(Files.readString(html)).contains("&lt;b&gt;no").doesNotContain("<b>no");
        assertThat(Files.readString(markdown))
                .contains("## Violations of 127.0.0.1:")
                .containsPattern(
                        "\\| `rfc1939.noop.ok` \\| MUST \\| RFC 1939 §5 NOOP \\| pass \\| \\*\\*violation\\*\\* \\|");
        assertThat(Files.readString(junit)).contains("rfc1939.noop.ok: NOOP says +OK", "skipped=");
        for (Path report : List.of(html, markdown, junit)) {
            assertThat(Files.readString(report)).doesNotContain("alice-secret");
        }
    }

    /** What went to standard error. */
    private String told(String body, String... options) throws Exception {
        Path suite = Files.createDirectories(directory.resolve("suite"));
        Files.writeString(suite.resolve("one.parley"), "test \"t\" {\n" + body + "\n}\n");
        try (FaultyServer server = FaultyServer.plain(Map.of("NOOP", new Fault.Says("-ERR\r\n")))) {
            Command command = run(suite, server, options);
            exit = command.exitCode();
            return command.err();
        }
    }
}
