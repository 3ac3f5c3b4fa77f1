package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.dovecot.Dovecot;
import dev.parley.dovecot.NeedsDovecot;
import dev.parley.peer.EchoServer;
import dev.parley.requirement.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What is printed and written of a run beside its failures, and that nothing of a server's can do harm there. */
class OutputTest {
    private static final String TWO = """
        test "passes" { connect; expect +OK; note "seen"; log "logged"; quit }
        test "fails" { connect; expect -ERR }
        """;

    @TempDir
    private Path directory;

    private static Command run(String... options) {
        List<String> arguments = new ArrayList<>(List.of("run", "-"));
        arguments.addAll(List.of(options));
        return Command.with(Map.of(), TWO, arguments.toArray(String[]::new));
    }

    @Test
    void eachStepOfVerbosityTellsMore() {
        assertThat(run("-q").out()).doesNotContain("PASS").contains("FAIL  fails", "1 passed, 1 failed");
        assertThat(run().out()).contains("PASS  passes").doesNotContain("seen", "C  QUIT");
        assertThat(run("-v").out())
                .contains("note, line 1: seen", "log, line 1: logged")
                .doesNotContain("C  QUIT");
        assertThat(run("-vv").out()).contains("note, line 1: seen", "C  QUIT");
        Command debug = run("--debug");
        assertThat(debug.out()).contains("C  QUIT");
        assertThat(debug.err()).contains("debug: ", "Java ", "server embedded").doesNotContain("alice-secret");
    }

    @Test
    void aFailureShowsAsMuchOfItsTranscriptAsIsAskedFor() {
        assertThat(run("--transcript", "none").out()).doesNotContain("session main");
        assertThat(run("--transcript", "full").out()).contains("session main", "S  +OK");
    }

    @Test
    void aLongValueIsShownWholeWhenAllIsAskedFor() throws Exception {
        String text = "y".repeat(2000);
        try (EchoServer server = new EchoServer("+OK " + text + "\r\n", line -> "-ERR\r\n")) {
            String script = "test \"t\" { connect; expect +OK \"x\" }";
            String address = server.endpoint().toString();
            Command cut = Command.with(Map.of(), script, "run", "-", "--server", address);
            assertThat(cut.out()).doesNotContain(text).contains("more characters (--transcript full)");
            Command whole = Command.with(Map.of(), script, "run", "-", "--server", address, "--transcript", "full");
            assertThat(whole.out()).contains(text);
        }
    }

    @Test
    void transcriptsGoToAFileEachOfASafeName() throws IOException {
        String script = """
            test "../../a: <b>|\\u{202E}c" { connect; expect +OK; login alice; quit }
            test "../../a: <b>|\\u{202D}c" for each n in 1..1 { connect; expect +OK; login alice; quit }
            test "none" { check 1 == 1 }
            """;
        Path file = directory.resolve("some script.parley");
        Files.writeString(file, script);
        Path target = directory.resolve("transcripts");
        Command command = Command.run("run", file.toString(), "--transcript-dir", target.toString());
        assertThat(command.exitCode()).as(command.out() + command.err()).isZero();
        try (Stream<Path> files = Files.list(target)) {
            List<Path> all = files.sorted().toList();
            assertThat(all)
                    .hasSize(3)
                    .allSatisfy(transcript ->
                            assertThat(transcript.getFileName().toString()).matches("[\\p{L}\\p{N}.-]+\\.txt"));
            assertThat(Files.readString(all.getFirst()))
                    .contains("C  USER alice", "C  PASS ********")
                    .doesNotContain("alice-secret");
        }
    }

    @Test
    void colorIsForTerminalsUnlessItIsAskedFor() {
        assertThat(run().out()).doesNotContain("\u001b");
        assertThat(run("--color", "always").out())
                .contains("\u001b[31mFAIL", "\u001b[1;31mfailure\u001b[0m", "\u001b[1;31m^^^^\u001b[0m");
        assertThat(Command.with(Map.of("FORCE_COLOR", "1"), TWO, "run", "-").out())
                .contains("\u001b[32mPASS");
        assertThat(Command.with(Map.of("FORCE_COLOR", "1"), TWO, "run", "-", "--color", "never")
                        .out())
                .doesNotContain("\u001b");
    }

    @Test
    void reportsHaveNoColor() throws IOException {
        Path junit = directory.resolve("colored.xml");
        Path transcripts = directory.resolve("colored");
        run("--color", "always", "--report-junit", junit.toString(), "--transcript-dir", transcripts.toString());
        assertThat(Files.readString(junit)).contains("The server answered").doesNotContain("[31m", "[1;3");
        try (Stream<Path> files = Files.list(transcripts)) {
            assertThat(files.toList())
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(file).content().doesNotContain("[0m"));
        }
    }

    @Test
    void allOfABodyIsShownOnDemand() throws Exception {
        String body = IntStream.rangeClosed(1, 500)
                .mapToObj(n -> n + " " + "x".repeat(400))
                .collect(java.util.stream.Collectors.joining("\r\n"));
        String script = """
            test "t" { connect; expect +OK; send "RETR 1"; expect +OK { message contains "never" } }
            """;
        Path transcripts = directory.resolve("all");
        try (EchoServer server = new EchoServer("+OK\r\n", line -> "+OK\r\n" + body + "\r\n.\r\n")) {
            String address = server.endpoint().toString();
            Command tail = Command.with(
                    Map.of(), script, "run", "-", "--server", address, "--transcript-dir", transcripts.toString());
            assertThat(tail.out())
                    .contains("S  5 xxx", "…  495 more lines (--transcript full)")
                    .doesNotContain("S  6 x");
            Command full = Command.with(Map.of(), script, "run", "-", "--server", address, "--transcript", "full");
            assertThat(full.out()).contains("S  500 " + "x".repeat(400) + "\n").doesNotContain("(--transcript full)");
        }
        try (Stream<Path> files = Files.list(transcripts)) {
            assertThat(files.toList())
                    .singleElement()
                    .satisfies(file -> assertThat(Files.readString(file))
                            .contains("S  500 " + "x".repeat(400) + "\n    0.")
                            .doesNotContain("more lines"));
        }
    }

    @Test
    void gitHubActionsGetsAnnotationsAndASummary() throws IOException {
        Path summary = directory.resolve("summary.md");
        Path script = directory.resolve("tests/a,b.parley");
        Files.createDirectories(script.getParent());
        Files.writeString(script, """
            test "100%: a | <b>" {
                connect
                expect -ERR
            }
            """);
        Map<String, String> environment = new HashMap<>(Map.of(
                "GITHUB_ACTIONS", "true",
                "GITHUB_WORKSPACE", directory.toString(),
                "GITHUB_STEP_SUMMARY", summary.toString()));
        Command command = Command.with(environment, "", "run", script.toString());
        assertThat(command.out())
                .contains("::error file=tests/a%2Cb.parley,line=3,title=100%25%3A a | <b>::The server answered +OK")
                .contains("%0Aexpected: -ERR%0Aactual:   \"+OK");
        assertThat(Files.readString(summary))
                .contains("| 0 | 1 | 0 |", "FAIL 100%: a &#124; &#60;b&#62;", "```text", "again: parley run");
        // What stands between is not read for commands.
        String[] parts = command.out().split("::(?:stop-commands::)?[0-9a-f-]{36}(?:::)?\n");
        assertThat(parts).hasSize(3);
        assertThat(parts[0]).isEmpty();
        assertThat(parts[1]).contains("0 passed, 1 failed").doesNotContain("::error");
        environment.remove("GITHUB_ACTIONS");
        assertThat(Command.with(environment, "", "run", script.toString()).out())
                .doesNotContain("::error");
    }

    /** All that a server can say, whatever octets it is made of. */
    @TestFactory
    Stream<DynamicTest> noOctetOfAServerReachesATerminalOrAReport() {
        Random seeds = new Random();
        return IntStream.range(0, 5)
                .mapToObj(_ -> seeds.nextLong())
                .map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> hostile(seed)));
    }

    private void hostile(long seed) throws Exception {
        Random random = new Random(seed);
        String greeting = "+OK " + hostileText(random) + "\r\n";
        try (EchoServer server = new EchoServer(
                greeting,
                line -> (line.startsWith("L") ? "+OK" : "-ERR") + " " + hostileText(random) + "\r\n"
                        + (line.startsWith("L") ? hostileText(random) + "\r\n.\r\n" : ""))) {
            Path junit = directory.resolve("r" + seed + ".xml");
            Path summary = directory.resolve("s" + seed + ".md");
            Path transcripts = directory.resolve("t" + seed);
            String script = """
                test "a" { connect; expect -ERR }
                test "b" { connect; expect any; send "X"; expect +OK "x" }
                test "c" { connect; expect any; send "LIST"; expect any { lines is empty; line 1 == "x"; has line "y" } }
                test "d" { connect; expect any; check greeting.text == "x" }
                test "e" { connect; expect any; log greeting.text; note "${greeting.text}"; skip "${greeting.text}" }
                test "f" { connect; expect any; capture t from greeting /no(thing)/ }
                test "g" { connect; expect any; send "LIST"; expect +OK { message == "x" } }
                test "h" { connect; expect any; send "X"; expect any otherwise note "n"; fail "${reply.text}" }
                test "i" { connect; expect octets 4 { raw == "x" } }
                """;
            Command command = Command.with(
                    Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", summary.toString()),
                    script,
                    "run",
                    "-",
                    "-vv",
                    "--report-junit",
                    junit.toString(),
                    "--transcript-dir",
                    transcripts.toString(),
                    "--server",
                    server.endpoint().toString());
            List<String> all = new ArrayList<>(List.of(command.out(), command.err(), Files.readString(junit)));
            all.add(Files.readString(summary));
            try (Stream<Path> files = Files.list(transcripts)) {
                for (Path file : files.toList()) {
                    all.add(Files.readString(file));
                }
            }
            assertThat(all)
                    .allSatisfy(text -> assertThat(text.codePoints()
                                    .filter(OutputTest::isDangerous)
                                    .mapToObj(Integer::toHexString))
                            .isEmpty());
        }
    }

    /** The other commands, and a script that is hostile itself. */
    @Test
    void noOctetOfAServerReachesWhatTheOtherCommandsPrintAndWrite() throws Exception {
        Random random = new Random();
        Path scripts = Files.createDirectories(directory.resolve("suite"));
        Files.writeString(scripts.resolve("one.parley"), """
            test "a" { covers rfc1939.response.exactly-one; connect; expect any; send "X"; expect +OK "x" }
            test "b" { covers rfc1939.response.exactly-one; connect; expect any; send "LIST"; expect any { lines is empty } }
            test "c" { covers rfc1939.response.exactly-one; connect; expect any; deviation "${greeting.text}" }
            """);
        Path written = Files.createDirectories(directory.resolve("written"));
        Path baseline = written.resolve("baseline.json");
        List<String> all = new ArrayList<>();
        try (EchoServer server = new EchoServer("+OK " + hostileText(random) + "\r\n", line -> switch (line) {
            case "CAPA", "RETR 1" -> "+OK\r\n" + hostileText(random) + "\r\n.\r\n";
            case "LIST" -> "+OK\r\n1 100 " + hostileText(random) + "\r\n.\r\n";
            case "UIDL" -> "+OK\r\n1 " + hostileText(random).replace(" ", "") + "\r\n.\r\n";
            default -> (line.matches("USER.*|PASS.*") ? "+OK " : "-ERR ") + hostileText(random) + "\r\n";
        })) {
            String address = server.endpoint().toString();
            all.add(other("record", scripts.toString(), "--inventory", "-o", baseline.toString(), "--server", address));
            all.add(other(
                    "compare",
                    scripts.toString(),
                    "--inventory",
                    "--base",
                    baseline.toString(),
                    "--target",
                    address,
                    "--show",
                    "volatile",
                    "--report-json",
                    written.resolve("compare.json").toString(),
                    "--report-markdown",
                    written.resolve("compare.md").toString(),
                    "--report-junit",
                    written.resolve("compare.xml").toString()));
            all.add(other(
                    "conform",
                    "--suite",
                    scripts.toString(),
                    "--server",
                    address,
                    "--report-json",
                    written.resolve("conform.json").toString(),
                    "--report-markdown",
                    written.resolve("conform.md").toString(),
                    "--report-html",
                    written.resolve("conform.html").toString(),
                    "--report-junit",
                    written.resolve("conform.xml").toString()));
            all.add(other(
                    "inventory",
                    "--server",
                    address,
                    "-o",
                    written.resolve("inventory.jsonl").toString()));
        }
        Path hostile = directory.resolve("hostile.parley");
        Files.writeString(hostile, "test \"a\u001b[2J\u202e\" { \u009b connect; chekc \u001b]0;owned\u0007 == 1 }\n");
        all.add(other("check", hostile.toString()));
        try (Stream<Path> files = Files.list(written)) {
            for (Path file : files.toList()) {
                all.add(Files.readString(file));
            }
        }
        assertThat(all)
                .hasSizeGreaterThan(13)
                .allSatisfy(text -> assertThat(text.codePoints()
                                .filter(OutputTest::isDangerous)
                                .mapToObj(Integer::toHexString))
                        .as(text.substring(0, Math.min(300, text.length())))
                        .isEmpty());
    }

    private static String other(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        if (!words.getFirst().equals("check")) {
            words.addAll(List.of("--user", "alice", "--password-env", "PW"));
        }
        Command command = Command.with(Map.of("PW", "alice-secret"), "", words.toArray(String[]::new));
        assertThat(command.exitCode()).as(words + command.out() + command.err()).isBetween(0, 3);
        return command.out() + command.err();
    }

    private static String hostileText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.appendCodePoint(
                    switch (random.nextInt(7)) {
                        case 0 -> random.nextInt(32) == 10 ? 7 : random.nextInt(9);
                        case 1 -> 0x1B;
                        case 2 -> 0x80 + random.nextInt(32);
                        case 3 -> 0x202A + random.nextInt(5);
                        case 4 -> 0x2066 + random.nextInt(4);
                        case 5 -> 0x2028 + random.nextInt(2);
                        default -> 'a' + random.nextInt(26);
                    });
        }
        return text + "\u001b[2J\u001b]0;owned\u0007";
    }

    private static boolean isDangerous(int c) {
        return c < 0x20 && c != '\n' && c != '\r'
                || c >= 0x7F && c < 0xA0
                || c >= 0x202A && c <= 0x202E
                || c >= 0x2066 && c <= 0x2069
                || c == 0x2028
                || c == 0x2029
                || c >= 0xD800 && c <= 0xDFFF;
    }

    @Test
    void eachFindingNamesARowOfTheCatalogue() throws IOException {
        String source = Files.readString(Path.of("src/main/java/dev/parley/wire/Watch.java"));
        assertThat(Pattern.compile("\"((?:rfc\\d+|sec)\\.[a-z0-9.-]+)\"")
                        .matcher(source)
                        .results()
                        .map(row -> row.group(1))
                        .distinct())
                .hasSizeGreaterThan(7)
                .allSatisfy(row -> assertThat(Catalogue.find(row)).as(row).isPresent());
    }

    @Test
    @NeedsDovecot
    void dovecotGivesRiseToNoFinding() throws Exception {
        try (Dovecot dovecot = Dovecot.start()) {
            Command command = Command.with(
                    Map.of("PW", "alice-secret"),
                    """
                    test "plaintext" {
                        connect; expect +OK; send "CAPA"; expect +OK; login alice
                        send "STAT"; expect +OK; send "LIST"; expect +OK; send "UIDL"; expect +OK
                        for each n in 1..3 { send "RETR ${n}"; expect +OK; send "TOP ${n} 1"; expect +OK; send "LIST ${n}"; expect +OK }
                        send "DELE 1"; expect +OK; send "STAT"; expect +OK; send "LIST"; expect +OK
                        send "RSET"; expect +OK; send "STAT"; expect +OK; send "LIST"; expect +OK
                        send "XYZZY"; expect -ERR; send "LIST 99"; expect -ERR; quit
                    }
                    test "STLS" { connect; expect +OK; starttls; login alice; send "STAT"; expect +OK; quit }
                    test "TLS" { connect tls; expect +OK; login alice; send "LIST"; expect +OK; quit }
                    """,
                    "run",
                    "-",
                    "--strict-wire",
                    "--server",
                    dovecot.plainAddress(),
                    "--tls-address",
                    dovecot.tlsAddress(),
                    "--ca",
                    dovecot.authority().toString(),
                    "--user",
                    "alice",
                    "--password-env",
                    "PW");
            assertThat(command.exitCode()).as(command.out() + command.err()).isZero();
            assertThat(command.out()).doesNotContain("wire finding");
        }
    }

    /** Servers that are right in every way the standards leave open. */
    @TestFactory
    Stream<DynamicTest> aConformantServerGivesRiseToNoFinding() {
        Random seeds = new Random();
        return IntStream.range(0, 8)
                .mapToObj(_ -> seeds.nextLong())
                .map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> conformant(seed)));
    }

    private static void conformant(long seed) throws Exception {
        Random random = new Random(seed);
        List<String> messages = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            StringBuilder message = new StringBuilder("Subject: " + i + "\r\n\r\n");
            for (int line = random.nextInt(6); line > 0; line--) {
                message.append(random.nextBoolean() ? "." : "")
                        .append("z".repeat(random.nextInt(900)))
                        .append("\r\n");
            }
            messages.add(message.toString());
        }
        boolean[] deleted = new boolean[messages.size()];
        try (EchoServer server = new EchoServer(
                "+OK" + text(random, 500) + "\r\n",
                line -> answer(line, messages, deleted, random),
                random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(40))) {
            StringBuilder script = new StringBuilder("test \"t\" { connect; expect +OK; send \"USER a\"; expect +OK\n"
                    + "send \"PASS secret\"; expect +OK\n");
            for (int step = 0; step < 40; step++) {
                int n = 1 + random.nextInt(messages.size());
                script.append(
                        switch (random.nextInt(14)) {
                            case 0 -> "send \"STAT\"; expect any\n";
                            case 1 -> "send \"LIST\"; expect any\n";
                            case 2 -> "send \"RETR " + n + "\"; expect any\n";
                            case 3 -> "send \"DELE " + n + "\"; expect any\n";
                            case 4 -> "send \"RSET\"; expect any\n";
                            case 5 -> "send \"CAPA\"; expect any\n";
                            case 6 -> "send \"AUTH X\"; expect +; send \"*\"; expect -ERR\n";
                            case 7 -> "send \"LIST " + n + "\"; expect any\n";
                            case 8 -> "send \"UIDL\"; expect +OK\n";
                            case 9 -> "send \"UIDL " + n + "\"; expect any\n";
                            case 10 -> "send \"NOOP\"; expect +OK; expect nothing for 5ms\n";
                            case 11 ->
                                "send lines \"STAT\", \"LIST\", \"RETR " + n
                                        + "\", \"NOOP\"; expect any; expect any; expect any; expect +OK\n";
                            case 12 -> "send \"AUTH X\"; expect +; send \"=\"; expect +OK; send \"STAT\"; expect any\n";
                            default -> "send \"TOP " + n + " 0\"; expect any\n";
                        });
            }
            script.append("send \"QUIT\"; expect +OK\n}\n");
            Command command = Command.with(
                    Map.of(),
                    script.toString(),
                    "run",
                    "-",
                    "--strict-wire",
                    "--server",
                    server.endpoint().toString());
            assertThat(command.exitCode())
                    .as(script + command.out() + command.err())
                    .isZero();
            assertThat(command.out()).doesNotContain("wire finding");
        }
    }

    private static String text(Random random, int most) {
        return random.nextBoolean() ? "" : " " + "t".repeat(random.nextInt(most));
    }

    private static String answer(String line, List<String> messages, boolean[] deleted, Random random) {
        String[] words = line.split(" ");
        int n = words.length > 1 && words[1].matches("\\d+") ? Integer.parseInt(words[1]) - 1 : -1;
        String text = text(random, 400);
        switch (words[0]) {
            case "STAT" -> {
                long count = IntStream.range(0, deleted.length)
                        .filter(i -> !deleted[i])
                        .count();
                long octets = IntStream.range(0, deleted.length)
                        .filter(i -> !deleted[i])
                        .mapToLong(i -> messages.get(i).length())
                        .sum();
                return "+OK " + count + " " + octets + text + "\r\n";
            }
            case "LIST" -> {
                if (n >= 0) {
                    return deleted[n]
                            ? "-ERR" + text + "\r\n"
                            : "+OK " + (n + 1) + " " + messages.get(n).length() + "\r\n";
                }
                StringBuilder list = new StringBuilder("+OK" + text + "\r\n");
                for (int i = 0; i < deleted.length; i++) {
                    if (!deleted[i]) {
                        list.append(i + 1)
                                .append(' ')
                                .append(messages.get(i).length())
                                .append(text)
                                .append("\r\n");
                    }
                }
                return list.append(".\r\n").toString();
            }
            case "UIDL" -> {
                if (n >= 0) {
                    return deleted[n] ? "-ERR [X-GONE]" + text + "\r\n" : "+OK " + (n + 1) + " ~" + n + "\r\n";
                }
                StringBuilder list = new StringBuilder("+OK" + text + "\r\n");
                for (int i = 0; i < deleted.length; i++) {
                    list.append(deleted[i] ? "" : (i + 1) + " " + "~".repeat(1 + random.nextInt(70)) + "\r\n");
                }
                return list.append(".\r\n").toString();
            }
            case "RETR", "TOP" -> {
                return deleted[n]
                        ? "-ERR\r\n"
                        : "+OK" + text + "\r\n" + messages.get(n).replaceAll("(?m)^\\.", "..") + ".\r\n";
            }
            case "DELE" -> {
                boolean again = deleted[n];
                deleted[n] = true;
                return (again ? "-ERR" : "+OK") + text + "\r\n";
            }
            case "RSET" -> {
                java.util.Arrays.fill(deleted, false);
                return "+OK" + text + "\r\n";
            }
            case "CAPA" -> {
                return "+OK\r\nTOP\r\nX-" + "c".repeat(random.nextInt(500)) + "\r\n.\r\n";
            }
            case "AUTH" -> {
                return "+ " + "A".repeat(4 * random.nextInt(1000)) + "\r\n";
            }
            case "*" -> {
                return "-ERR" + text + "\r\n";
            }
            default -> {
                return "+OK" + text + "\r\n";
            }
        }
    }
}
