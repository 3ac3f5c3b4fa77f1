package dev.parley.peer.full;

import static dev.parley.peer.full.Fault.Break.deviation;
import static dev.parley.peer.full.Fault.Break.violation;

/** Bodies: byte-stuffing, the line of the dot, and the message as it was stored. */
public enum MultiLineFault implements Fault {
    RETR_UNSTUFFED(violation(
            "RETR sends lines that begin with a dot as they are.",
            "rfc1939.retr.byte-stuffing",
            "rfc1939.multiline.byte-stuffing")),
    TOP_UNSTUFFED(violation(
            "TOP sends lines that begin with a dot as they are, as GreenMail does.",
            "rfc1939.top.byte-stuffing",
            "rfc1939.multiline.byte-stuffing")),
    ONLY_LONE_DOTS_STUFFED(violation(
            "Only a line that is one dot gets another.",
            "rfc1939.multiline.byte-stuffing",
            "rfc1939.retr.byte-stuffing")),
    EVERY_DOT_STUFFED(violation("Dots within lines are doubled too.", "rfc1939.multiline.no-over-stuffing")),
    STUFFED_TWICE(violation(
            "A line that begins with a dot gets two more.",
            "rfc1939.multiline.byte-stuffing",
            "rfc1939.retr.byte-stuffing")),
    BLANKS_BEFORE_DOT_STUFFED(
            violation("A dot after leading white space gets another.", "rfc1939.multiline.no-over-stuffing")),
    UNSTUFFED_AT_BUFFER_BORDER(violation(
            "A dot line that begins right at octet 4096 of the message is sent as it is.",
            "rfc1939.retr.byte-stuffing",
            "rfc1939.multiline.byte-stuffing")),
    TERMINATOR_WITH_LF(violation(
            "The line of the dot after LIST ends with LF alone.",
            "rfc1939.multiline.terminator",
            "rfc1939.response.crlf")),
    TERMINATOR_WITH_SPACE(violation("The line of the dot after UIDL has a space.", "rfc1939.multiline.terminator")),
    LINE_AFTER_TERMINATOR(violation(
            "An empty line follows the line of the dot of RETR.",
            "rfc1939.multiline.terminator",
            "rfc1939.response.exactly-one")),
    TERMINATOR_TWICE(violation(
            "The line of the dot of LIST comes twice.",
            "rfc1939.multiline.terminator",
            "rfc1939.response.exactly-one")),
    EMPTY_LIST_WITHOUT_TERMINATOR(violation(
            "LIST of an empty maildrop has no line of the dot.", "rfc1939.list.empty", "rfc1939.multiline.terminator")),
    EMPTY_UIDL_WITHOUT_TERMINATOR(violation(
            "UIDL of an empty maildrop has no line of the dot.", "rfc1939.uidl.empty", "rfc1939.multiline.terminator")),
    MESSAGE_ENDS_AT_DOT(violation(
            "A message ends for RETR at its first line that is one dot.",
            "rfc1939.retr.byte-stuffing",
            "rfc1939.multiline.byte-stuffing",
            "rfc1939.retr.complete")),
    NO_FINAL_NEWLINE_RUNS_ON(violation(
            "After a message without a final line end the dot stands on its last line.",
            "rfc1939.retr.no-final-newline")),
    NO_FINAL_NEWLINE_LOSES_LINE(
            violation("A last line without a line end is not sent.", "rfc1939.retr.no-final-newline")),
    TRAILING_EMPTY_LINES_DROPPED(violation(
            "Empty lines at the end of a message are not sent.",
            "rfc1939.retr.no-final-newline",
            "rfc1939.retr.complete")),
    BLANK_LINE_ADDED(violation(
            "An empty line is added to each message.", "rfc1939.retr.no-blank-line-added", "rfc1939.retr.complete")),
    LONG_LINES_BROKEN(violation("Lines over 998 octets are broken in two.", "rfc1939.retr.long-lines")),
    LONG_LINES_CUT(violation("Lines are cut at 4095 octets.", "rfc1939.retr.long-lines")),
    LARGE_MESSAGE_CUT(violation("Messages are cut at 256 KiB.", "rfc1939.retr.large")),
    HEADER_ONLY_REFUSED(violation("RETR refuses a message without a body.", "rfc1939.retr.header-only")),
    TRAILING_BLANKS_STRIPPED(violation("Blanks at the end of lines are not sent.", "rfc1939.retr.complete")),
    LAST_LINE_LOST(violation("RETR leaves out the last line of each message.", "rfc1939.retr.complete")),
    HEADER_FIELD_LOST(violation("RETR leaves out the Subject.", "rfc1939.retr.complete")),
    WRONG_MESSAGE(violation("RETR 2 sends the third message.", "rfc1939.retr.complete")),
    SECOND_RETR_REFUSED(violation("A message can be retrieved only once.", "rfc1939.retr.repeatable")),
    MBOX_LINE_SENT(deviation(
            "Each message begins with the `From ` line of an mbox.",
            "rfc1939.message.internet-format",
            "rfc1939.retr.complete")),
    MBOX_ESCAPES_SENT(deviation(
            "A body line that begins with `From ` is sent with `>` in front.",
            "rfc1939.message.internet-format",
            "rfc1939.retr.complete")),
    LF_DOT_LF_SENT(deviation(
            "A stored message with LF, dot, LF is sent as it is.", "sec.output.bare-lf-dot", "rfc1939.response.crlf")),
    NUL_SENT(deviation("NUL octets of a stored message are sent.", "rfc2449.grammar.no-nul"));

    private final Break broken;

    MultiLineFault(Break broken) {
        this.broken = broken;
    }

    @Override
    public Break breaks() {
        return broken;
    }
}
