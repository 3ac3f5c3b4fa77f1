package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.peer.EchoServer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generates passwords and scripts that use them in every way we know of, against a server that tells them back, and
 * looks for them in all that is printed and written.
 */
class MaskingPropertyTest {
    private static final int CASES = 6;
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXYZ23456789";
    private static final String SIGNS = "!#%&()*+,-./:;<=>?@[]^_{|}~'\"\\ é€ß";

    /** Steps in which PW is the password in an expression, LITERAL one that stands in the script, NAME an account. */
    private static final List<String> STEPS = List.of(
            "send \"USER ${NAME.name}\"; expect any; send \"PASS ${PW}\"; expect +OK /never/",
            "send \"pass ${PW}\"; expect + ",
            "send \" PASS ${PW}\"; expect + ",
            "send raw \"USER x\\nPASS ${PW}\\r\\n\"; expect + ",
            "login NAME expecting + ",
            "login NAME password \"LITERAL\"",
            "send \"PASS LITERAL\"; expect +",
            "send raw \"PASS LITERAL\\r\\n\" in pieces of 3; expect +",
            "send \"AUTH PLAIN\"; expect any; send (base64(\"\\0\" + NAME.name + \"\\0\" + PW)); expect +OK /never/",
            "send \"AUTH PLAIN ${base64(\"\\0\" + NAME.name + \"\\0LITERAL\")}\"; expect +OK /never/",
            "send \"APOP ${NAME.name} ${md5(greeting.text + PW)}\"; expect + ",
            "send \"APOP ${NAME.name} ${md5(\"x\" + PW)}\"; expect +",
            "send \"X-TELL\"; expect +OK \"${PW}\"",
            "send \"X-TELL\"; expect + { text == PW }",
            "send \"X-TELL\"; expect any { text == \"\"; lines is empty; raw contains \"never\" }",
            "send \"X-TELL\"; expect any; check reply.text == \"no\"",
            "send \"X-LONG\"; expect +",
            "send \"X-LONG\"; expect any; check reply.text == \"no\"",
            "send \"X-LONG\"; expect any { text ends with \"never\" }",
            "send \"X-BODY\"; expect +OK multi line { lines == [\"never\"] }",
            "send \"X-HALF\"; expect +OK within 200ms",
            "check PW == \"no\"",
            "check PW.reverse() == \"no\"",
            "check [PW, PW.reverse(), 1] == []",
            "check PW.bytes == 1",
            "check md5(\"x\" + PW) == \"no\"",
            "check (\"\\0\" + NAME.name + \"\\0\" + PW).reverse() == \"no\"",
            "check [1, 2].collect { it + PW.reverse() } == \"no\"",
            "check PW.reverse() as int == 1",
            "check toHex(PW) == \"no\"",
            "let t = PW.reverse(); log t; check t == \"no\"",
            "let t = [a: PW.reverse()]; log \"it is ${t.a}\"; fail \"it was ${t.a}\"",
            "let t = \"ab\" + PW; check t == \"no\"",
            "let t = PW + \"ab\"; log t; check t.length() == 1",
            "note \"${PW}\"; deviation \"d ${PW}\"; fail \"f ${PW}\"",
            "skip \"s ${PW}\"",
            "check 1 == 1; pass \"p ${PW}\"",
            "check PW.nothing == 1",
            "check PW.nothing(PW) == 1",
            "check file(PW) == 1",
            "check unbase64(PW + \"!\") == 1",
            "capture t from ${PW} /no(such)/",
            "connect plain \"${PW}.invalid:1\" as second",
            "connect plain \"${PW} ${PW}\" as second",
            "close; connect tls \"127.0.0.1:1\" { servername PW }",
            "send PW; expect +",
            "send \"X-TELL\"; expect any; expect +OK /^${PW}$/ within 100ms",
            "send \"X-TELL\"; expect one of { + ; +OK \"${PW}!\" }");

    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> noPasswordIsShownInAnyForm() {
        Random seeds = new Random();
        return IntStream.range(0, CASES).mapToObj(_ -> seeds.nextLong()).map(this::test);
    }

    private DynamicTest test(long seed) {
        return DynamicTest.dynamicTest("seed " + seed, () -> check(seed));
    }

    /** Cases that once failed. */
    @Test
    void seedsOfEarlierFailuresStillPass() throws Exception {
        check(1);
    }

    private void check(long seed) throws Exception {
        Random random = new Random(seed);
        String password = password(random, LETTERS + SIGNS);
        String literal = password(random, LETTERS);
        List<String> steps = new ArrayList<>(STEPS);
        Collections.shuffle(steps, random);
        Path file = Files.createDirectories(directory.resolve("scripts")).resolve("case" + seed + ".parley");
        Files.writeString(file, script(steps, literal, ""));
        Path written = Files.createDirectories(directory.resolve("written"));
        List<String> told = forms(password);
        try (EchoServer server = new EchoServer("+OK <1@host>\r\n", line -> reply(line, told, password, random))) {
            Command command = Command.with(
                    Map.of(
                            "PW",
                            password,
                            "GITHUB_ACTIONS",
                            "true",
                            "GITHUB_STEP_SUMMARY",
                            written.resolve("summary.md").toString()),
                    "",
                    "run",
                    file.toString(),
                    List.of("-v", "-vv", "--debug").get(random.nextInt(3)),
                    "--transcript",
                    random.nextBoolean() ? "full" : "tail",
                    "--transcript-dir",
                    written.resolve("transcripts").toString(),
                    "--report-junit",
                    written.resolve("junit.xml").toString(),
                    "--server",
                    server.endpoint().toString(),
                    "--user",
                    "alice",
                    "--password-env",
                    "PW");
            assertThat(command.exitCode()).as(command.out() + command.err()).isBetween(1, 3);
            assertNowhere(password, literal, command.out() + command.err() + all(written, STEPS.size() + 2));
        }
    }

    private static String script(List<String> steps, String literal, String covers) {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            String step = steps.get(i)
                    .replace("PW", "alice.password")
                    .replace("LITERAL", literal)
                    .replace("NAME", "alice");
            script.append("test \"t")
                    .append(i)
                    .append("\" {")
                    .append(covers)
                    .append(" connect; expect +OK\n    ")
                    .append(step)
                    .append("\n}\n");
        }
        return script.toString();
    }

    /** The text of all files in a folder, of which there are so many at least. */
    private static String all(Path folder, int least) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> written = files.filter(Files::isRegularFile).toList();
            assertThat(written).hasSizeGreaterThanOrEqualTo(least);
            for (Path file : written) {
                all.append(Files.readString(file)).append('\n');
            }
        }
        return all.toString();
    }

    private static void assertNowhere(String password, String literal, String all) throws Exception {
        List<String> secret = new ArrayList<>(forms(password));
        secret.addAll(forms(literal));
        for (String form : secret) {
            assertThat(all.contains(form))
                    .as(() -> "`" + form + "` of `" + password + "`/`" + literal + "` stands in:\n"
                            + all.lines()
                                    .filter(line -> line.contains(form))
                                    .limit(5)
                                    .toList())
                    .isFalse();
        }
    }

    /** What the other commands write: `conform`, `record`, `compare` and `inventory`. */
    @TestFactory
    Stream<DynamicTest> noPasswordIsWrittenByAnyCommand() {
        Random seeds = new Random();
        return IntStream.range(0, 2)
                .mapToObj(_ -> seeds.nextLong())
                .map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> everyCommand(seed)));
    }

    private void everyCommand(long seed) throws Exception {
        Random random = new Random(seed);
        String password = password(random, LETTERS + SIGNS);
        String literal = password(random, LETTERS);
        List<String> steps = new ArrayList<>(STEPS);
        Collections.shuffle(steps, random);
        String covers = " covers rfc1939.response.exactly-one;";
        Path scripts = Files.createDirectories(directory.resolve("suite" + seed));
        Files.writeString(scripts.resolve("case.parley"), script(steps.subList(0, 16), literal, covers));
        Path written = Files.createDirectories(directory.resolve("all" + seed));
        List<String> told = forms(password);
        try (EchoServer server = new EchoServer("+OK <1@host>\r\n", line -> welcome(line, told, random))) {
            List<String> all =
                    OtherCommands.told(scripts, written, server.endpoint().toString(), password);
            assertNowhere(password, literal, String.join("\n", all));
        }
    }

    /** A server that takes any login, and says the password in all that it says. */
    private static String welcome(String line, List<String> told, Random random) {
        String form = told.get(random.nextInt(told.size()));
        String[] words = line.split(" ");
        return switch (words[0]) {
            case "CAPA" -> "+OK " + form + "\r\nUSER\r\nUIDL\r\nX-" + form + "\r\n.\r\n";
            case "USER", "PASS", "STAT" -> "+OK 1 100 " + form + "\r\n";
            case "LIST" -> words.length > 1 ? "+OK 1 100 " + form + "\r\n" : "+OK\r\n1 100 " + form + "\r\n.\r\n";
            case "UIDL" -> "+OK " + form + "\r\n1 " + form + "\r\n.\r\n";
            case "RETR", "X-BODY" -> "+OK " + form + "\r\nSubject: " + form + "\r\n\r\n" + form + "\r\n.\r\n";
            default -> "-ERR what is " + line + "? " + form + "\r\n";
        };
    }

    private static String reply(String line, List<String> told, String password, Random random) {
        String form = told.get(random.nextInt(told.size()));
        return switch (line.strip()) {
            case "X-TELL" -> "+OK it is " + form + "\r\n";
            case "X-LONG" -> "+OK " + "x".repeat(290 - random.nextInt(60)) + " " + form + form + "\r\n";
            case "X-BODY" -> "+OK\r\n" + form + "\r\n." + form + "\r\n" + "y".repeat(295) + password + "\r\n.\r\n";
            case "X-HALF" -> "+OK " + form;
            case "AUTH PLAIN" -> "+ \r\n";
            default -> "-ERR what is " + line + "? " + form + "\r\n";
        };
    }

    private static String password(Random random, String alphabet) {
        int length = 6 + random.nextInt(20);
        StringBuilder password = new StringBuilder();
        while (password.length() < length) {
            password.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        // Blanks at the ends are no part of what a line says.
        return "p" + password + "q";
    }

    /** Computed here once more, by other means than the mask's own. */
    private static List<String> forms(String secret) throws Exception {
        byte[] octets = secret.getBytes(StandardCharsets.UTF_8);
        Base64.Encoder base64 = Base64.getEncoder();
        List<String> forms = new ArrayList<>(List.of(
                secret,
                secret.toUpperCase(Locale.ROOT),
                base64.encodeToString(octets),
                Base64.getUrlEncoder().withoutPadding().encodeToString(octets),
                base64.encodeToString(("\0alice\0" + secret).getBytes(StandardCharsets.UTF_8)),
                base64.encodeToString(("a\0alice\0" + secret).getBytes(StandardCharsets.UTF_8)),
                base64.encodeToString(("ab\0alice\0" + secret).getBytes(StandardCharsets.UTF_8)),
                HexFormat.of().formatHex(octets),
                HexFormat.of().withUpperCase().formatHex(octets),
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                secret.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;"),
                secret.replace("\\", "\\\\").replace("\"", "\\\"")));
        for (String algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(octets);
            forms.add(HexFormat.of().formatHex(digest));
        }
        return forms;
    }

    @Test
    void aShortPasswordIsNotMaskedAndThatIsSaid() throws Exception {
        try (EchoServer server = new EchoServer("+OK\r\n", line -> "-ERR no\r\n")) {
            Command command = Command.with(
                    Map.of("PW", "abc"),
                    "test \"t\" { check 1 == 1 }",
                    "run",
                    "-",
                    "--server",
                    server.endpoint().toString(),
                    "--user",
                    "alice",
                    "--password-env",
                    "PW");
            assertThat(command.err()).contains("`alice` has fewer than 4 characters");
            assertThat(command.exitCode()).isZero();
        }
    }
}
