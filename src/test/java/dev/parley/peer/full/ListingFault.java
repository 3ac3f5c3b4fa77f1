package dev.parley.peer.full;

import static dev.parley.peer.full.Fault.Break.violation;

/** Message numbers, LIST, and arguments that are message numbers. */
public enum ListingFault implements Fault {
    NUMBERS_FROM_ZERO(violation("The first message has the number 0.", "rfc1939.numbering.from-one")),
    NUMBERS_WITH_ZEROS(violation(
            "Message numbers are shown with leading zeros.",
            "rfc1939.numbering.from-one",
            "rfc1939.numbering.decimal")),
    RENUMBERED_AFTER_DELE(violation(
            "After DELE the messages behind it move up.",
            "rfc1939.numbering.kept-after-dele",
            "rfc1939.dele.hides-message")),
    OCTAL_NUMBERS(violation("A number with a leading zero is read as octal.", "rfc1939.numbering.leading-zeros")),
    HEXADECIMAL_NUMBERS(violation("Arguments such as 0x1 are numbers.", "rfc1939.command.bad-number-is-err")),
    ONE_DIGIT_READ(violation(
            "Only the first digit of a number is read.",
            "rfc1939.numbering.decimal",
            "rfc1939.command.bad-number-is-err")),
    TRAILING_JUNK_IGNORED(
            violation("What follows the digits of a number is ignored.", "rfc1939.command.bad-number-is-err")),
    SIGN_ACCEPTED(violation("Numbers may have a sign, and -1 is 1.", "rfc1939.command.bad-number-is-err")),
    NUMBERS_WRAP_AT_32_BITS(violation("Numbers are read modulo 2 to the 32nd.", "sec.input.number-overflow")),
    NUMBERS_WRAP_AT_16_BITS(violation("Numbers are read modulo 2 to the 16th.", "sec.input.number-overflow")),
    LIST_SHOWS_DELETED(violation(
            "LIST shows messages marked as deleted.",
            "rfc1939.list.excludes-deleted",
            "rfc1939.stat.count-matches-list")),
    LIST_ONE_SHOWS_DELETED(violation(
            "LIST n answers for a message marked as deleted.",
            "rfc1939.list.deleted-is-err",
            "rfc1939.dele.hides-message")),
    LIST_ZERO_IS_ALL(violation("LIST 0 lists all messages.", "rfc1939.list.no-such-message")),
    LIST_BEYOND_TAKEN(violation("LIST of a number too high is answered with size 0.", "rfc1939.list.no-such-message")),
    LIST_REPEATS(violation(
            "LIST shows the last message twice.", "rfc1939.list.each-once", "rfc1939.stat.count-matches-list")),
    LIST_LOSES_LAST(violation(
            "LIST does not show the last message.", "rfc1939.list.each-once", "rfc1939.stat.count-matches-list")),
    LIST_WITH_TABS(violation("A tab stands between number and size.", "rfc1939.list.all-format")),
    LIST_WITHOUT_SIZES(violation("LIST shows numbers alone.", "rfc1939.list.all-format")),
    LIST_ONE_WITHOUT_NUMBER(violation("LIST n answers with the size alone.", "rfc1939.list.one-format")),
    LIST_ONE_IN_LINES(violation("LIST n answers in several lines.", "rfc1939.list.one-format")),
    LIST_EMPTY_REFUSED(violation("LIST of an empty maildrop is refused.", "rfc1939.list.empty")),
    RETR_BEYOND_IS_LAST(violation("RETR of a number too high sends the last message.", "rfc1939.retr.no-such-message")),
    RETR_ZERO_IS_FIRST(violation("RETR 0 sends the first message.", "rfc1939.retr.no-such-message")),
    RETR_SENDS_DELETED(violation(
            "RETR sends a message marked as deleted.", "rfc1939.retr.deleted-is-err", "rfc1939.dele.hides-message")),
    RETR_DEFAULTS_TO_FIRST(
            violation("RETR without a number sends the first message.", "rfc1939.command.missing-argument-is-err")),
    TWO_SPACES_LIST_ALL(
            violation("LIST with two spaces before its number lists all messages.", "rfc1939.command.extra-spaces")),
    EXTRA_NUMBER_TAKEN(violation("DELE 1 2 marks the second message.", "rfc1939.command.extra-argument-is-err")),
    NEW_MAIL_SHOWN(violation(
            "Mail that arrives during the session is shown at once.",
            "rfc1939.numbering.kept-on-delivery",
            "rfc1939.auth.lock-stable-view")),
    NEW_MAIL_GOES_FIRST(violation(
            "Mail that arrives during the session takes the first number.",
            "rfc1939.numbering.kept-on-delivery",
            "rfc1939.auth.lock-stable-view"));

    private final Break broken;

    ListingFault(Break broken) {
        this.broken = broken;
    }

    @Override
    public Break breaks() {
        return broken;
    }
}
