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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What breaks the protocol without breaking a test is found, and nothing else is. */
class WireFindingsTest {
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
