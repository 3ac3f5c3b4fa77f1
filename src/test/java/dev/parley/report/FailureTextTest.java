package dev.parley.report;

import static dev.parley.report.SessionRecord.Kind.BODY;
import static dev.parley.report.SessionRecord.Kind.LEFT_OUT;
import static dev.parley.report.SessionRecord.Kind.NOTE;
import static dev.parley.report.SessionRecord.Kind.RECEIVED;
import static dev.parley.report.SessionRecord.Kind.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Golden;
import dev.parley.source.SourceFile;
import dev.parley.source.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The block of a failure, as a console and a report show it. */
class FailureTextTest {
    private static final Path PAGES = Path.of("src/test/resources/console");
    private static final SourceFile SCRIPT = new SourceFile("dots.parley", """
        procedure retrieve(n) {
            send "RETR ${n}"
            expect +OK { message == file "mail/dots.eml" }
        }
        test "dots" { connect; expect +OK; retrieve(2) }
        """);

    private static Span at(String words) {
        int start = SCRIPT.text().indexOf(words);
        return new Span(SCRIPT, start, start + words.length());
    }

    private static SessionRecord.Line line(int millis, SessionRecord.Kind kind, String text, boolean tls) {
        return new SessionRecord.Line(Duration.ofMillis(millis), kind, text, tls);
    }

    private static TestRecord test() {
        List<SessionRecord.Line> lines = new ArrayList<>(List.of(
                line(1, NOTE, "connected to 127.0.0.1:1110", false),
                line(2, RECEIVED, "+OK ready", false),
                line(3, SENT, "STLS", false),
                line(3, RECEIVED, "+OK begin", false),
                line(9, NOTE, "TLSv1.3 TLS_AES_256_GCM_SHA384", true),
                line(11, SENT, "USER alice", true),
                line(12, RECEIVED, "+OK", true),
                line(12, SENT, "PASS ********", true),
                line(13, RECEIVED, "+OK", true),
                line(13, SENT, "RETR 2", true),
                line(14, RECEIVED, "+OK \u001b[31mred\u001b[0m \udcff\udc80 \u202egnp.exe\0\r", true),
                line(14, BODY, "Subject: Zo\u00eb", true),
                line(15, LEFT_OUT, "8 more lines (--transcript full)", true),
                line(1020, NOTE, "closed", true)));
        SessionRecord main = new SessionRecord("main", "127.0.0.1:1110", "TLSv1.3", lines);
        SessionRecord second = new SessionRecord("second", "127.0.0.1:1110", "plaintext", lines.subList(0, 2));
        ProblemRecord mismatch = new ProblemRecord(
                ProblemRecord.Kind.FAILURE,
                at("message"),
                "The message differs from `mail/dots.eml`.",
                "line 7 of 9",
                "\"..two dots\\r\\n\"",
                "\".two dots\\r\\n\"\nand \u001b]0;title\u0007 below",
                List.of("RFC 1939 §3: a line that begins with a dot is sent with one more in front."),
                "look at what the server stores",
                List.of(at("retrieve(2)")));
        ProblemRecord other = new ProblemRecord(
                ProblemRecord.Kind.COULD_NOT_RUN,
                at("connect"),
                "The connection was lost.",
                null,
                null,
                null,
                List.of(),
                null,
                List.of());
        return new TestRecord(
                "dots",
                "dots.parley",
                5,
                TestRecord.Outcome.ERRORED,
                List.of(mismatch, other),
                List.of(),
                null,
                List.of(main, second),
                List.of(),
                Duration.ofMillis(1020),
                List.of(),
                List.of(),
                "parley run dots.parley:5 --server staging");
    }

    @Test
    void theTailOfTheTranscriptIsShown() throws IOException {
        Golden.check(PAGES.resolve("failure-tail.txt"), FailureText.of(test(), FailureText.Extent.TAIL));
    }

    @Test
    void theWholeTranscriptIsShown() throws IOException {
        Golden.check(PAGES.resolve("failure-full.txt"), FailureText.of(test(), FailureText.Extent.FULL));
    }

    @Test
    void coloursAreThoseOfCompilersAndNoneOfTheServers() throws IOException {
        Golden.check(
                PAGES.resolve("failure-colored.txt"),
                FailureText.of(test(), FailureText.Extent.TAIL, true).replace("\u001b", "␛"));
        assertThat(FailureText.of(test(), FailureText.Extent.TAIL, true).replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(FailureText.of(test(), FailureText.Extent.TAIL));
    }

    /** Whose fault it is, in words that nobody mistakes. */
    @Test
    void eachKindOfFailureHasItsWord() {
        assertThat(Arrays.stream(ProblemRecord.Kind.values()).map(kind -> {
                    ProblemRecord problem = new ProblemRecord(
                            kind, at("connect"), "It went wrong.", null, null, null, List.of(), null, List.of());
                    TestRecord test = test().with(List.of(problem), List.of());
                    return FailureText.of(test, FailureText.Extent.TAIL)
                            .lines()
                            .findFirst()
                            .orElse("");
                }))
                .containsExactly(
                        "failure: It went wrong.",
                        "error: It went wrong.",
                        "could not run: It went wrong.",
                        "internal error: It went wrong.");
    }

    @Test
    void noTranscriptIsShown() {
        assertThat(FailureText.of(test(), FailureText.Extent.NONE)).doesNotContain("session", "RETR 2\"\n    ");
    }

    @Test
    void notEvenAScriptOrItsPathMovesTheCursor() {
        SourceFile script = new SourceFile("a\u001b[2J\u0007.parley", "check \u001b[2J \ufffe \u202e == 1\n");
        Span span = new Span(script, 0, 5);
        ProblemRecord problem = new ProblemRecord(
                ProblemRecord.Kind.FAILURE, span, "m", null, null, null, List.of(), null, List.of(span));
        TestRecord test = test();
        TestRecord hostile = new TestRecord(
                test.name(),
                script.name(),
                1,
                test.outcome(),
                List.of(problem),
                List.of(),
                null,
                List.of(new SessionRecord("main", "\u001b[2J", "\u0007", List.of())),
                List.of(),
                test.duration(),
                List.of(),
                List.of(),
                "parley run " + script.name());
        String shown = FailureText.of(hostile, FailureText.Extent.FULL);
        assertThat(shown.replace("\n", "")).doesNotContainPattern("[\\x00-\\x1f\\x7f\\u202e\\ufffe]");
        assertThat(shown).contains("a\\x1b[2J\\x07.parley:1:1");
    }
}
