package dev.parley.peer.full;

import static dev.parley.peer.full.Shown.shown;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MessageFaultTest {
    private static final String OK = "+OK the message follows|";

    @TestFactory
    Stream<DynamicTest> aFaultOfBodiesShows() {
        return Shown.each(MultiLineFault.values(), MessageFaultTest::table);
    }

    @TestFactory
    Stream<DynamicTest> aFaultOfTopShows() {
        return Shown.each(TopFault.values(), MessageFaultTest::table);
    }

    /** RETR of this message alone. */
    private static Shown.Probe retr(String message) {
        return talk -> only(talk, message).in("RETR 1");
    }

    private static Talk only(Talk talk, String message) {
        talk.server().empty("alice");
        talk.server().deliver("alice", message);
        return talk;
    }

    private static Shown table(MultiLineFault fault) {
        String dots = "…||one|..|...two|..x a.b| \tdots .y|end.|.|";
        String x = "x".repeat(998);
        return switch (fault) {
            case RETR_UNSTUFFED ->
                shown(t -> t.in("RETR 2"), OK + dots, OK + "…||one|.|..two|.x a.b| \tdots .y|end.|.|");
            case TOP_UNSTUFFED ->
                shown(t -> t.in("TOP 2 9"), OK + dots, OK + "…||one|.|..two|.x a.b| \tdots .y|end.|.|");
            case ONLY_LONE_DOTS_STUFFED ->
                shown(t -> t.in("RETR 2"), OK + dots, OK + "…||one|..|..two|.x a.b| \tdots .y|end.|.|");
            case EVERY_DOT_STUFFED ->
                shown(t -> t.in("RETR 2"), OK + dots, OK + "…||one|..|....two|..x a..b| \tdots ..y|end..|.|");
            case STUFFED_TWICE ->
                shown(t -> t.in("RETR 2"), OK + dots, OK + "…||one|...|....two|...x a.b| \tdots .y|end.|.|");
            case BLANKS_BEFORE_DOT_STUFFED ->
                shown(retr("A: b\r\n\r\n .x\r\n"), OK + "A: b|| .x|.|", OK + "A: b|| ..x|.|");
            case UNSTUFFED_AT_BUFFER_BORDER -> {
                String head = "A: " + "b".repeat(4091) + "\r\n";
                yield shown(retr(head + ".c\r\n"), OK + "A: …|..c|.|", OK + "A: …b|.c|.|");
            }
            case TERMINATOR_WITH_LF -> shown(t -> t.in("LIST"), "…|3 450|.|", "…|3 450|.<LF>");
            case TERMINATOR_WITH_SPACE -> shown(t -> t.in("UIDL"), "…|3 …|.|", "…|3 …|. |");
            case LINE_AFTER_TERMINATOR -> shown(t -> t.in("RETR 1"), "…first.|.|", "…first.|.||");
            case TERMINATOR_TWICE -> shown(t -> t.in("LIST"), "…|3 450|.|", "…|3 450|.|.|");
            case EMPTY_LIST_WITHOUT_TERMINATOR ->
                shown(
                        t -> empty(t).in("LIST", "NOOP"),
                        "+OK the list follows|.|+OK done|",
                        "+OK the list follows|+OK done|");
            case EMPTY_UIDL_WITHOUT_TERMINATOR ->
                shown(
                        t -> empty(t).in("UIDL", "NOOP"),
                        "+OK the list follows|.|+OK done|",
                        "+OK the list follows|+OK done|");
            case MESSAGE_ENDS_AT_DOT -> shown(t -> t.in("RETR 2"), OK + dots, OK + "…||one|.|");
            case NO_FINAL_NEWLINE_RUNS_ON -> shown(retr("A: b\r\n\r\nend"), OK + "A: b||end|.|", OK + "A: b||end.|");
            case NO_FINAL_NEWLINE_LOSES_LINE ->
                shown(retr("A: b\r\n\r\nc\r\nend"), OK + "A: b||c|end|.|", OK + "A: b||c|.|");
            case TRAILING_EMPTY_LINES_DROPPED ->
                shown(retr("A: b\r\n\r\nc\r\n\r\n\r\n"), OK + "A: b||c|||.|", OK + "A: b||c|.|");
            case BLANK_LINE_ADDED -> shown(retr("A: b\r\n\r\nc\r\n"), OK + "A: b||c|.|", OK + "A: b||c||.|");
            case LONG_LINES_BROKEN ->
                shown(retr("A: b\r\n\r\n" + x + "yy\r\n"), OK + "A: b||" + x + "yy|.|", OK + "A: b||" + x + "|yy|.|");
            case LONG_LINES_CUT -> {
                String long4 = "x".repeat(4095);
                yield shown(
                        retr("A: b\r\n\r\n" + long4 + "y\r\n"), OK + "…" + long4 + "y|.|", OK + "…" + long4 + "|.|");
            }
            case LARGE_MESSAGE_CUT ->
                shown(retr("A: b\r\n\r\n" + (x + "\r\n").repeat(300) + "end\r\n"), OK + "…|end|.|", OK + "…x|.|");
            case HEADER_ONLY_REFUSED -> shown(retr("A: b\r\n\r\n"), OK + "A: b||.|", "-ERR no such message|");
            case TRAILING_BLANKS_STRIPPED ->
                shown(retr("A: b\r\n\r\nc \t\r\n"), OK + "A: b||c \t|.|", OK + "A: b||c|.|");
            case LAST_LINE_LOST -> shown(t -> t.in("RETR 2"), OK + dots, OK + "…||one|..|...two|..x a.b| \tdots .y|.|");
            case HEADER_FIELD_LOST ->
                shown(
                        t -> t.in("RETR 1"),
                        OK + "From: …|Subject: First|…",
                        OK + "From: sender@example.org|Message-ID: …");
            case WRONG_MESSAGE -> shown(t -> t.in("RETR 2"), OK + "…Subject: Dots|…", OK + "…Subject: Twenty|…");
            case SECOND_RETR_REFUSED ->
                shown(t -> t.in("RETR 1", "RETR 1"), OK + "…|.|" + OK + "…|.|", OK + "…|.|-ERR no such message|");
            case MBOX_LINE_SENT -> shown(t -> t.in("RETR 1"), OK + "From: …", OK + "From sender@example.org …|From: …");
            case MBOX_ESCAPES_SENT ->
                shown(retr("A: b\r\n\r\nFrom here\r\n"), OK + "A: b||From here|.|", OK + "A: b||>From here|.|");
            case LF_DOT_LF_SENT ->
                shown(retr("A: b\r\n\r\nc\n.\nd\r\n"), OK + "A: b||c|..|d|.|", OK + "A: b||c<LF>.<LF>d|.|");
            case NUL_SENT -> shown(retr("A: b\r\n\r\nc\0d\r\n"), OK + "A: b||c?d|.|", OK + "A: b||c<NUL>d|.|");
        };
    }

    private static Talk empty(Talk talk) {
        talk.server().empty("alice");
        return talk;
    }

    private static Shown table(TopFault fault) {
        String header = OK + "A: b|C: d|";
        String refused = "-ERR the arguments do not fit|";
        return switch (fault) {
            case TOP_COUNTS_HEADER -> shown(top("TOP 1 2"), header + "|1|2|.|", header + ".|");
            case TOP_ONE_LINE_MORE -> shown(top("TOP 1 1"), header + "|1|.|", header + "|1|2|.|");
            case TOP_ONE_LINE_LESS -> shown(top("TOP 1 2"), header + "|1|2|.|", header + "|1|.|");
            case TOP_WITHOUT_BLANK_LINE -> shown(top("TOP 1 1"), header + "|1|.|", header + "1|.|");
            case TOP_ZERO_IS_ALL -> shown(top("TOP 1 0"), header + "|.|", header + "|1|2|3|.|");
            case TOP_ZERO_REFUSED -> shown(top("TOP 1 0"), header + "|.|", "-ERR no such message|");
            case TOP_EXACT_LOSES_LINE -> shown(top("TOP 1 3"), header + "|1|2|3|.|", header + "|1|2|.|");
            case TOP_MORE_REFUSED -> shown(top("TOP 1 4"), header + "|1|2|3|.|", "-ERR no such message|");
            case TOP_MORE_PADS -> shown(top("TOP 1 4"), header + "|1|2|3|.|", header + "|1|2|3||.|");
            case TOP_DEFAULTS_TO_ZERO -> shown(top("TOP 1"), refused, header + "|.|");
            case TOP_NEGATIVE_IS_ALL -> shown(top("TOP 1 -1"), refused, header + "|1|2|3|.|");
            case TOP_SENDS_DELETED -> shown(top("DELE 1", "TOP 1 0"), "…|-ERR no such message|", "…|" + header + "|.|");
            case TOP_MARKS -> shown(top("TOP 1 0", "STAT"), "…|+OK 1 23|", "…|+OK 0 0|");
            case TOP_HEADER_ONLY_REFUSED ->
                shown(t -> only(t, "A: b\r\n").in("TOP 1 0"), OK + "A: b|.|", "-ERR no such message|");
            case TOP_COUNT_WRAPS -> shown(top("TOP 1 4294967297"), header + "|1|2|3|.|", header + "|.|");
        };
    }

    private static Shown.Probe top(String... commands) {
        return talk -> only(talk, "A: b\r\nC: d\r\n\r\n1\r\n2\r\n3\r\n").in(commands);
    }
}
