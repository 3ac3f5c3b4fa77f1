package dev.parley.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cli.Command;
import dev.parley.peer.Fault;
import dev.parley.peer.FaultyServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole scripts against servers that misbehave: each fails in time, with its own words, and none passes by accident. */
class MisbehaviourTest {
    private static final String HELLO = "test \"t\" { connect; expect +OK; ";

    private static Command run(Map<String, Fault> faults, String script, String... options) throws Exception {
        try (FaultyServer server = FaultyServer.plain(faults)) {
            List<String> arguments = new java.util.ArrayList<>(List.of(
                    "run", "-", "--server", server.endpoint().toString(), "--max-line", "2000", "--max-body", "20000"));
            arguments.addAll(List.of(options));
            return Command.with(Map.of(), script, arguments.toArray(String[]::new));
        }
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(
                        new Fault.Silence(), "expect +OK within 200ms", 1, "did not send the reply to `NOOP` within"),
                Arguments.of(
                        new Fault.OctetByOctet(Duration.ofMillis(100)),
                        "expect +OK within 250ms",
                        1,
                        "sent only the beginning of the reply to `NOOP`"),
                Arguments.of(new Fault.Close(), "expect +OK", 1, "closed the connection instead of sending"),
                Arguments.of(new Fault.CloseMidLine(), "expect +OK", 1, "\"+O\", then the end of the stream"),
                Arguments.of(new Fault.Reset(), "expect +OK", 1, "reset the connection instead of sending"),
                Arguments.of(new Fault.EndlessLine(), "expect +OK", 1, "limit of 2000 octets for one line"),
                Arguments.of(new Fault.Says("+ok\r\n"), "expect +OK", 1, "not written in capitals"),
                Arguments.of(new Fault.Says("hello\r\n"), "expect +OK", 1, "begins with neither +OK nor -ERR"),
                Arguments.of(
                        new Fault.SaysToo("+OK two\r\n"),
                        "expect +OK; expect nothing for 100ms",
                        1,
                        "\"+OK two\\r\\n\""),
                Arguments.of(new Fault.Says("+OK \u001b[31mred\r\n"), "expect -ERR", 1, "\\x1b[31mred"),
                Arguments.of(new Fault.Says("+OK \u00ff\u0000\r\n"), "expect -ERR", 1, "\\xff\\x00"),
                Arguments.of(new Fault.Says("+OK bare\n"), "expect +OK; strict", 0, "1 wire finding"),
                Arguments.of(new Fault.OctetByOctet(Duration.ofMillis(1)), "expect +OK", 0, "1 passed"),
                Arguments.of(new Fault.Close(), "expect close", 0, "1 passed"),
                Arguments.of(new Fault.Reset(), "expect reset", 0, "1 passed"),
                Arguments.of(new Fault.Silence(), "expect nothing for 100ms; close", 0, "1 passed"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsToldInItsOwnWords(Fault fault, String expectation, int exitCode, String words) throws Exception {
        String script = HELLO + "send \"NOOP\"; " + expectation.replace("; strict", "") + " }\n";
        Command command = run(Map.of("NOOP", fault), script);
        assertThat(command.out() + command.err()).contains(words);
        assertThat(command.exitCode()).as(command.out()).isEqualTo(exitCode);
        assertThat(command.out()).doesNotContain("\u001b");
    }

    @Test
    void strictWireMakesAFindingAFailure() throws Exception {
        Map<String, Fault> faults = Map.of("NOOP", new Fault.Says("+OK bare\n"));
        Command command = run(faults, HELLO + "send \"NOOP\"; expect +OK }\n", "--strict-wire");
        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.out()).contains("A reply line ends with LF alone.");
    }

    @Test
    void anEndlessBodyNamesTheLimitAndTheOption() throws Exception {
        Command command = run(Map.of("RETR", new Fault.EndlessBody()), HELLO + "send \"RETR 1\"; expect +OK }\n");
        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.out()).contains("limit of 20000 octets for one body", "--max-body");
    }

    @Test
    void aMissingGreetingIsNamed() throws Exception {
        String script = "test \"t\" { connect; expect +OK within 200ms }\n";
        Command command = run(Map.of(FaultyServer.GREETING, new Fault.Silence()), script);
        assertThat(command.out()).contains("did not send the greeting within");
    }

    /** Every form of expect that a reply could satisfy. */
    private static final List<String> FORMS = List.of(
            "expect +OK within 150ms",
            "expect -ERR within 150ms",
            "expect + within 150ms",
            "expect any within 150ms",
            "expect +OK multi line within 150ms",
            "expect +OK single or multi line within 150ms",
            "expect +OK /.*/ within 150ms",
            "expect +OK within 150ms { not text contains \"x\" }",
            "expect one of { +OK; -ERR; + } within 150ms",
            "expect octets 1 within 150ms",
            "expect octets for 150ms { raw contains \"+\" }",
            "expect replies for 150ms { count in 1..9 }",
            "expect +OK within 150ms otherwise pass \"never\"",
            "expect +OK within 150ms otherwise { note \"never\" }");

    @TestFactory
    Stream<DynamicTest> silenceAnEndAndAResetSatisfyNoExpectation() {
        List<Fault> faults = List.of(new Fault.Silence(), new Fault.Close(), new Fault.Reset());
        return FORMS.stream()
                .flatMap(form -> faults.stream()
                        .map(fault -> DynamicTest.dynamicTest(form + " / " + fault, () -> {
                            Command command = run(Map.of("NOOP", fault), HELLO + "send \"NOOP\"; " + form + " }\n");
                            assertThat(command.exitCode())
                                    .as(command.out() + command.err())
                                    .isEqualTo(1);
                        })));
    }

    @Test
    void manyWaysNotToLookFail() throws Exception {
        for (String body : List.of("", "repeat 0 { expect +OK }", "note \"x\"", "given { check 1 == 1 }")) {
            Command command = run(Map.of(), "test \"t\" { " + body + " }\n");
            assertThat(command.exitCode()).as(body + command.out()).isEqualTo(1);
            assertThat(command.out()).contains("Nothing was looked at");
        }
    }

    @Test
    void aTestEndsWithItsTimeoutWhateverTheServerDoes() throws Exception {
        Map<String, Fault> faults = Map.of("NOOP", new Fault.OctetByOctet(Duration.ofMillis(50)));
        long begun = System.nanoTime();
        Command command = run(
                faults, "test \"t\" { timeout 300ms; connect; expect +OK; send \"NOOP\"; expect octets until end }\n");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(command.exitCode()).isEqualTo(1);
        assertThat(command.out()).contains("end of the whole test's time");
    }
}
