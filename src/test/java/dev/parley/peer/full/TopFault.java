package dev.parley.peer.full;

import static dev.parley.peer.full.Fault.Break.violation;

/** TOP. */
public enum TopFault implements Fault {
    TOP_COUNTS_HEADER(violation("The count of lines begins with the header.", "rfc1939.top.headers-and-lines")),
    TOP_ONE_LINE_MORE(violation("One line more than asked for is sent.", "rfc1939.top.headers-and-lines")),
    TOP_ONE_LINE_LESS(violation(
            "One line less than asked for is sent.", "rfc1939.top.headers-and-lines", "rfc1939.top.exact-body")),
    TOP_WITHOUT_BLANK_LINE(violation("The empty line after the header is left out.", "rfc1939.top.headers-and-lines")),
    TOP_ZERO_IS_ALL(violation("TOP n 0 sends the whole message.", "rfc1939.top.zero-lines")),
    TOP_ZERO_REFUSED(violation("TOP n 0 is refused.", "rfc1939.top.zero-lines")),
    TOP_EXACT_LOSES_LINE(
            violation("With as many lines as the body has, the last is left out.", "rfc1939.top.exact-body")),
    TOP_MORE_REFUSED(violation("More lines than the body has are refused.", "rfc1939.top.more-than-body")),
    TOP_MORE_PADS(violation("Lines the body does not have are sent as empty lines.", "rfc1939.top.more-than-body")),
    TOP_DEFAULTS_TO_ZERO(violation(
            "TOP without a count sends the header.",
            "rfc1939.top.both-arguments",
            "rfc1939.command.missing-argument-is-err")),
    TOP_NEGATIVE_IS_ALL(violation("A negative count sends the whole message.", "rfc1939.top.both-arguments")),
    TOP_SENDS_DELETED(violation(
            "TOP sends a message marked as deleted.", "rfc1939.top.no-such-message", "rfc1939.dele.hides-message")),
    TOP_MARKS(violation("TOP marks the message as deleted.", "rfc1939.top.does-not-change")),
    TOP_HEADER_ONLY_REFUSED(violation("TOP refuses a message without a body.", "rfc1939.top.no-body")),
    TOP_COUNT_WRAPS(violation("A count from 2 to the 31st on is taken as 0.", "sec.input.top-count-overflow"));

    private final Break broken;

    TopFault(Break broken) {
        this.broken = broken;
    }

    @Override
    public Break breaks() {
        return broken;
    }
}
