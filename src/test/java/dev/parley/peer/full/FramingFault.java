package dev.parley.peer.full;

import static dev.parley.peer.full.Fault.Break.deviation;
import static dev.parley.peer.full.Fault.Break.violation;

/** Status lines, the greeting, and one reply for each command. */
public enum FramingFault implements Fault {
    LOWER_CASE_STATUS(violation(
            "NOOP and RSET are answered with `+ok`.",
            "rfc1939.response.status-uppercase",
            "rfc1939.response.two-status-indicators")),
    MIXED_CASE_ERR(violation(
            "Unknown commands are answered with `-Err`.",
            "rfc1939.response.status-uppercase",
            "rfc1939.response.two-status-indicators")),
    FOREIGN_STATUS(violation("Unknown commands are answered with `-BAD`.", "rfc1939.response.two-status-indicators")),
    STATUS_WITHOUT_SPACE(violation(
            "NOOP is answered with `+OKdone`.",
            "rfc2449.grammar.status-delimiter",
            "rfc1939.response.two-status-indicators")),
    COLON_AFTER_STATUS(violation(
            "Messages that do not exist are refused with `-ERR: `.",
            "rfc2449.grammar.status-delimiter",
            "rfc1939.response.two-status-indicators")),
    LF_AFTER_STATUS(violation("The answer to NOOP ends with LF alone.", "rfc1939.response.crlf")),
    LF_IN_LISTS(violation("The lines of LIST end with LF alone.", "rfc1939.response.crlf", "rfc1939.list.all-format")),
    CR_IN_LISTS(violation("The lines of UIDL end with CR alone.", "rfc1939.response.crlf", "rfc1939.uidl.all-format")),
    LF_IN_MESSAGES(violation("The lines of messages end with LF alone, as stored.", "rfc1939.response.crlf")),
    LONG_ECHO(violation(
            "Unknown commands are echoed with suggestions, however long.",
            "rfc1939.response.512-octets",
            "rfc2449.length.status-line-512",
            "sec.output.echo-is-clean")),
    ECHOED_CONTROLS(violation("Unknown commands are echoed with their control octets.", "sec.output.echo-is-clean")),
    ECHOED_BRACKET(violation(
            "The text after -ERR begins with what the client sent.",
            "sec.output.echo-is-clean",
            "rfc2449.respcodes.bracket-means-code")),
    GREETING_IN_TWO_LINES(violation("The greeting has a second line.", "rfc1939.connect.greeting-positive")),
    GREETING_NEGATIVE(
            violation("The greeting is -ERR, though the session works.", "rfc1939.connect.greeting-positive")),
    GREETING_ON_DEMAND(
            violation("The greeting waits for the client's first octet.", "rfc1939.connect.greeting-unsolicited")),
    GREETING_BRACKETS(violation(
            "The greeting has text in angle brackets that is no msg-id.", "rfc2449.grammar.greeting-timestamp")),
    RSET_ANSWERED_TWICE(violation("RSET gets two answers, as from GreenMail.", "rfc1939.response.exactly-one")),
    STAT_ANSWERED_LATER_AGAIN(violation(
            "A tenth of a second after the answer to STAT comes a second one.", "rfc1939.response.exactly-one")),
    DELE_ANSWERED_TWICE(violation("DELE gets two answers.", "rfc1939.response.exactly-one")),
    EMPTY_LINE_IGNORED(violation(
            "An empty line gets no answer.", "rfc1939.command.empty-line-is-err", "rfc1939.response.exactly-one")),
    EMPTY_LINE_TAKEN(violation("An empty line is answered with +OK.", "rfc1939.command.empty-line-is-err")),
    UNKNOWN_IGNORED(violation(
            "Unknown commands get no answer.", "rfc1939.command.unknown-is-err", "rfc1939.response.exactly-one")),
    UNKNOWN_TAKEN(violation("Unknown commands are answered with +OK.", "rfc1939.command.unknown-is-err")),
    UNKNOWN_CLOSES(violation(
            "The first unknown command ends the session.",
            "rfc1939.command.unknown-is-err",
            "rfc1939.session.survives-errors")),
    BAD_ARGUMENT_CLOSES(deviation(
            "A bad argument ends the session.",
            "rfc1939.session.survives-errors",
            "rfc1939.command.bad-number-is-err")),
    ERROR_FORGETS_MARKS(deviation("An unknown command unmarks all messages.", "rfc1939.session.survives-errors")),
    ERR_WITH_DOT_LINE(violation(
            "-ERR to RETR is followed by the line of the dot.",
            "rfc1939.multiline.error-is-one-line",
            "rfc1939.response.exactly-one")),
    ABBREVIATIONS(violation("The first three letters of a command are enough.", "rfc1939.command.no-abbreviation")),
    FOUR_LETTERS(
            violation("Only the first four letters of a keyword are looked at.", "rfc1939.command.no-abbreviation")),
    KEYWORDS_IN_CAPITALS(violation("Commands in lower case are unknown.", "rfc1939.command.keyword-case-insensitive"));

    private final Break broken;

    FramingFault(Break broken) {
        this.broken = broken;
    }

    @Override
    public Break breaks() {
        return broken;
    }
}
