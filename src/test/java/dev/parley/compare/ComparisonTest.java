package dev.parley.compare;

import static dev.parley.compare.Samples.PORTRAIT;
import static dev.parley.compare.Samples.differences;
import static dev.parley.compare.Samples.test;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.compare.Baseline.TestTrace;
import dev.parley.difference.Kind;
import dev.parley.difference.Rule;
import dev.parley.difference.Severity;
import dev.parley.interpreter.Exchange;
import dev.parley.interpreter.Exchange.Content;
import dev.parley.interpreter.Recorded;
import dev.parley.inventory.Maildrop;
import dev.parley.inventory.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each change planted in a run is found, classed right, and nothing else is. */
class ComparisonTest {
    private static Exchange step(String command, String status, @Nullable String code, String text) {
        return new Exchange(command, status, code, text, null, Duration.ofMillis(1));
    }

    private static Exchange lines(String command, String digest, String... lines) {
        return new Exchange(
                command,
                "+OK",
                null,
                "",
                new Content(lines.length, List.of(lines), digest, null),
                Duration.ofMillis(1));
    }

    private static Exchange message(String digest) {
        return message(digest, null);
    }

    private static Exchange message(String digest, @Nullable String steady) {
        return new Exchange(
                "RETR 1", "+OK", null, "120 octets", new Content(4, List.of(), digest, steady), Duration.ofMillis(1));
    }

    private static List<Difference> between(Portrait before, Portrait after) {
        return differences(
                new Baseline("a", null, "t", before, List.of(), List.of()),
                new Baseline("b", null, "t", after, List.of(), List.of()));
    }

    private static List<Difference> between(List<TestTrace> before, List<TestTrace> after) {
        return differences(
                new Baseline("a", null, "t", PORTRAIT, before, List.of()),
                new Baseline("b", null, "t", PORTRAIT, after, List.of()));
    }

    static Stream<Arguments> steps() {
        Exchange stat = step("STAT", "+OK", null, "2 320");
        return Stream.of(
                Arguments.of(stat, stat, List.of()),
                Arguments.of(stat, step("STAT", "-ERR", null, "no"), List.of(Kind.STATUS)),
                Arguments.of(
                        step("PASS ********", "-ERR", "AUTH", "no"),
                        step("PASS ********", "-ERR", "auth", "no"),
                        List.of()),
                Arguments.of(
                        step("PASS ********", "-ERR", "AUTH", "no"),
                        step("PASS ********", "-ERR", null, "no"),
                        List.of(Kind.CODE)),
                Arguments.of(stat, step("STAT", "+OK", null, "2 340"), List.of(Kind.BANNER)),
                Arguments.of(
                        step("NOOP", "+OK", null, "done"), step("NOOP", "+OK", null, "fine"), List.of(Kind.WORDING)),
                Arguments.of(
                        step("", "+OK", null, "Old <1.2@x>"),
                        step("", "+OK", null, "New <3.4@y>"),
                        List.of(Kind.BANNER)),
                Arguments.of(
                        step("QUIT", "+OK", null, "bye at 10:01:02, session AbCdEf0123456789"),
                        step("QUIT", "+OK", null, "bye at 11:59:13, session ZyXwVu9876543210"),
                        List.of(Kind.BANNER)),
                Arguments.of(stat, step("LIST 1", "+OK", null, "2 320"), List.of(Kind.STEPS, Kind.STEPS)),
                Arguments.of(lines("UIDL", "d", "1 a", "2 b"), lines("UIDL", "e", "1 c", "2 d"), List.of(Kind.BANNER)),
                Arguments.of(lines("LIST", "d", "1 10", "2 20"), lines("LIST", "e", "1 10"), List.of(Kind.LINES)),
                Arguments.of(lines("CAPA", "d", "TOP", "UIDL"), lines("CAPA", "e", "UIDL", "TOP"), List.of(Kind.ORDER)),
                Arguments.of(lines("CAPA", "d", "TOP"), lines("CAPA", "e", "UIDL"), List.of(Kind.LINES)),
                Arguments.of(message("d"), message("d"), List.of()),
                Arguments.of(message("d"), message("e"), List.of(Kind.MESSAGE)),
                Arguments.of(message("d", "same"), message("e", "same"), List.of(Kind.BANNER)),
                Arguments.of(message("d", "one"), message("e", "other"), List.of(Kind.MESSAGE)),
                Arguments.of(message("d", "e"), message("e"), List.of(Kind.BANNER)),
                Arguments.of(
                        step("UTF8", "+OK", null, "done"), step("UTF8", "+OK", null, "fine"), List.of(Kind.WORDING)),
                Arguments.of(
                        step("********", "+OK", null, "you have 2 messages"),
                        step("********", "+OK", null, "you have 3 messages"),
                        List.of(Kind.BANNER)),
                Arguments.of(
                        step("********", "+OK", null, "logged in"),
                        step("********", "+OK", null, "welcome"),
                        List.of(Kind.WORDING)),
                Arguments.of(
                        step("AUTH X ********", "+", null, "YQ=="),
                        step("AUTH X ********", "+", null, "YgA="),
                        List.of(Kind.BANNER)));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void whatAReplySays(Exchange before, Exchange after, List<Kind> kinds) {
        assertThat(between(List.of(test("PASS", before)), List.of(test("PASS", after))))
                .extracting(Difference::kind)
                .containsExactlyElementsOf(kinds);
    }

    @Test
    void aStepTooManyDoesNotShiftTheOthers() {
        Exchange stat = step("STAT", "+OK", null, "2 320");
        Exchange quit = step("QUIT", "+OK", null, "bye");
        List<Difference> differences = between(
                List.of(test("PASS", stat, quit)),
                List.of(test("PASS", step("CAPA", "-ERR", null, "what"), stat, quit)));
        assertThat(differences).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(Kind.STEPS);
            assertThat(difference.before()).isNull();
            assertThat(difference.place()).isEqualTo("session main, step 1, CAPA");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "PASS, FAIL, TEST_BROKEN",
        "PASS, ERROR, TEST_BROKEN",
        "PASS, SKIP, TEST_OUTCOME",
        "FAIL, PASS, TEST_MENDED",
        "SKIP, FAIL, TEST_OUTCOME",
        "SKIP, PASS, TEST_OUTCOME"
    })
    void howATestEnds(String before, String after, Kind kind) {
        assertThat(between(List.of(test(before)), List.of(test(after))))
                .extracting(Difference::kind)
                .containsExactly(kind);
    }

    @Test
    void ofSeveralRoundsTheWorstCounts() {
        TestTrace once = new TestTrace("a.parley", "reads", 2, "FAIL", "no", List.of(), List.of(), List.of());
        assertThat(between(List.of(test("PASS"), test("PASS")), List.of(test("PASS"), once)))
                .extracting(Difference::kind)
                .contains(Kind.TEST_BROKEN);
        assertThat(between(List.of(test("PASS")), List.of()))
                .extracting(Difference::kind)
                .containsExactly(Kind.TEST_ALONE);
    }

    @Test
    void manyAlikeInOneMaildropAreToldTogether() {
        List<Message> before = new ArrayList<>();
        List<Message> after = new ArrayList<>();
        for (int i = 1; i <= 100; i++) {
            Message.Content content = new Message.Content(i, "d" + i, "h", "b" + i);
            before.add(new Message(i, "old" + i, i, content));
            after.add(new Message(i, "new" + i, i, content));
        }
        List<Difference> differences = differences(
                new Baseline("a", null, "t", PORTRAIT, List.of(), List.of(new Maildrop("x", before, null))),
                new Baseline("b", null, "t", PORTRAIT, List.of(), List.of(new Maildrop("x", after, null))));
        assertThat(differences).hasSize(6).allMatch(difference -> difference.kind() == Kind.UIDL_CHANGED);
        assertThat(differences.getLast().place()).isEqualTo("95 more of 100");
    }

    @Test
    void aRuleChangesASeverityAndSaysWhy() {
        Baseline before = new Baseline("a", null, "t", PORTRAIT, List.of(test("PASS")), List.of());
        Baseline after = new Baseline("b", null, "t", PORTRAIT, List.of(test("FAIL")), List.of());
        Rule rule = new Rule(Kind.TEST_BROKEN, "rea*a.parley", null, Severity.NOTABLE, "agreed with the team");
        Rule other = new Rule(Kind.TEST_BROKEN, "writes", null, Severity.VOLATILE, "another test");
        assertThat(Comparison.of(before, after, List.of(other, rule), true).differences())
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.severity()).isEqualTo(Severity.NOTABLE);
                    assertThat(difference.reason()).isEqualTo("agreed with the team");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "capability-gone, , , true",
        "capability-new, , , false",
        ", plaintext, , true",
        ", STLS, , false",
        ", , top, true",
        ", , T*P, true",
        ", , UIDL, false",
        "capability-gone, plain*, TOP, true",
        "capability-gone, plain*, UIDL, false"
    })
    void aRuleIsAboutKindPlaceAndText(String kind, String where, String text, boolean fits) {
        Kind wanted = Stream.of(Kind.values())
                .filter(one -> one.word().equals(kind))
                .findFirst()
                .orElse(null);
        Rule rule = new Rule(wanted, where, text, Severity.VOLATILE, "a reason");
        assertThat(rule.fits(Kind.CAPABILITY_GONE, "plaintext ", "TOP", null)).isEqualTo(fits);
    }

    private static List<TestTrace> recorded(Recorded... values) {
        return List.of(new TestTrace("a.parley", "reads", 1, "PASS", null, List.of(), List.of(), List.of(values)));
    }

    private static Recorded recorded(String name, String... lines) {
        return new Recorded(name, lines.length, List.of(lines), String.join("\n", lines));
    }

    @Test
    void whatAScriptRecordsHasToStay() {
        Recorded ids = recorded("ids", "1: a", "2: b");
        assertThat(between(recorded(ids, ids), recorded(ids, ids))).isEmpty();
        assertThat(between(recorded(ids, ids), recorded(ids, recorded("ids", "1: a", "2: c"))))
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.kind()).isEqualTo(Kind.RECORDED);
                    assertThat(difference.severity()).isEqualTo(Severity.BREAKING);
                    assertThat(difference.place()).isEqualTo("recorded ids, time 2");
                    assertThat(difference.before()).isEqualTo("1: a\n2: b");
                    assertThat(difference.after()).isEqualTo("1: a\n2: c");
                });
        assertThat(between(recorded(ids), recorded(recorded("ids", "2: b", "1: a"))))
                .extracting(Difference::kind)
                .containsExactly(Kind.ORDER);
        assertThat(between(recorded(ids), recorded(recorded("sizes", "1: 2"))))
                .extracting(Difference::kind)
                .containsExactly(Kind.RECORDED_ALONE, Kind.RECORDED_ALONE);
    }

    private static List<TestTrace> remarked(String... remarks) {
        return List.of(new TestTrace("a.parley", "reads", 1, "PASS", null, List.of(), List.of(remarks), List.of()));
    }

    @Test
    void aPassedTestMayDeviateOtherwise() {
        List<TestTrace> before = remarked("note: took 3 ms", "deviation (rfc1939.x): sizes differ");
        assertThat(between(before, remarked("note: took 5 ms", "deviation (rfc1939.x): sizes differ")))
                .isEmpty();
        assertThat(between(before, remarked("note: took 3 ms", "deviation (rfc1939.y): ids differ")))
                .extracting(Difference::kind)
                .containsExactly(Kind.REMARK_GONE, Kind.REMARK_NEW);
    }

    @Test
    void onATerminalTheDialoguesStandTogetherWithMarksInsideTheLine() {
        List<TestTrace> before =
                List.of(test("PASS", step("STAT", "+OK", null, "2 320"), step("NOOP", "+OK", null, "done")));
        List<TestTrace> after =
                List.of(test("PASS", step("STAT", "+OK", null, "2 320"), step("NOOP", "-ERR", null, "done")));
        Comparison comparison = Comparison.of("old", "new", between(before, after), List.of(), List.of());
        assertThat(ComparisonText.of(comparison, Severity.NOTABLE)).isEqualTo("""
            BREAKING  reads (a.parley), session main, step 2, NOOP
              The status of a reply changed.  [status]
                  C  STAT
                  S  +OK 2 320
                  C  NOOP
                - S  +OK done
                     ^^^
                + S  -ERR done
                     ^^^^

            1 breaking, 0 notable, 0 volatile; old → new
            """);
    }

    @Test
    void ofAManyLinedValueTheOtherLinesAreShown() {
        String[] old = IntStream.range(0, 30).mapToObj(i -> i + ": x").toArray(String[]::new);
        String[] now = old.clone();
        now[17] = "17: y";
        assertThat(between(recorded(recorded("v", old)), recorded(recorded("v", now))))
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.before()).isEqualTo("17: x");
                    assertThat(difference.after()).isEqualTo("17: y");
                });
    }
}
