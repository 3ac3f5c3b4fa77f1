package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.peer.EchoServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that a server says does harm where it is shown, whatever octets it is made of. */
class HostileServerTest {
    @TempDir
    private Path directory;

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
                                    .filter(HostileServerTest::isDangerous)
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
        List<String> all = new ArrayList<>();
        try (EchoServer server = new EchoServer("+OK " + hostileText(random) + "\r\n", line -> switch (line) {
            case "CAPA", "RETR 1" -> "+OK\r\n" + hostileText(random) + "\r\n.\r\n";
            case "LIST" -> "+OK\r\n1 100 " + hostileText(random) + "\r\n.\r\n";
            case "UIDL" -> "+OK\r\n1 " + hostileText(random).replace(" ", "") + "\r\n.\r\n";
            default -> (line.matches("USER.*|PASS.*") ? "+OK " : "-ERR ") + hostileText(random) + "\r\n";
        })) {
            all.addAll(OtherCommands.told(scripts, written, server.endpoint().toString(), "alice-secret"));
        }
        Path hostile = directory.resolve("hostile.parley");
        Files.writeString(hostile, "test \"a\u001b[2J\u202e\" { \u009b connect; chekc \u001b]0;owned\u0007 == 1 }\n");
        Command check = Command.run("check", hostile.toString());
        all.add(check.out() + check.err());
        assertThat(all)
                .allSatisfy(text -> assertThat(text.codePoints()
                                .filter(HostileServerTest::isDangerous)
                                .mapToObj(Integer::toHexString))
                        .as(text.substring(0, Math.min(300, text.length())))
                        .isEmpty());
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
}
