package dev.parley.peer.full;

import static dev.parley.peer.full.Fault.Break.deviation;
import static dev.parley.peer.full.Fault.Break.violation;

/** Lines that are no commands. */
public enum InputFault implements Fault {
    NUL_ENDS_COMMAND(violation("A line is read up to its NUL, and executed.", "sec.input.nul")),
    CR_ENDS_COMMAND(violation("A CR without LF ends a line.", "sec.input.bare-cr")),
    CR_DROPPED(deviation("A CR without LF is dropped.", "sec.input.bare-cr")),
    LONG_LINE_SPLIT(violation(
            "A line is cut at 512 octets, and the rest is the next command.",
            "sec.input.overlong-tail-not-executed",
            "sec.input.overlong-line")),
    LONG_LINE_SPLIT_LATE(violation(
            "A line is cut at 4096 octets, and the rest is the next command.", "sec.input.overlong-tail-not-executed")),
    LONG_LINE_UNANSWERED(violation("A line over 1000 octets gets no answer.", "sec.input.overlong-line")),
    LONG_LINE_TAKEN(violation("A line over 1000 octets is answered with +OK.", "sec.input.overlong-line")),
    LONG_LINE_ENDS_ALL(violation("A line over 4000 octets ends all sessions.", "sec.input.overlong-line")),
    LF_HALF_ACCEPTED(deviation("After LF a second command is executed, but not answered.", "sec.input.bare-lf")),
    HIGH_BIT_STRIPPED(violation("The high bit of octets in a command is ignored.", "sec.input.non-ascii")),
    TAB_SEPARATES(violation("A tab stands for a space.", "sec.input.non-ascii")),
    COMMAND_IN_PIECES(
            violation("A command that comes in two segments is read as two.", "rfc1939.command.split-delivery")),
    MALFORMED_ENDS_ALL(
            violation("A malformed response in AUTH ends all sessions.", "sec.auth.process-survives-malformed")),
    INTERNALS_SHOWN(deviation("A bad number is refused with a stack trace.", "sec.output.no-internal-details")),
    SHORT_LINES_ONLY(violation("Lines over 100 octets are refused.", "rfc2449.length.command-255"));

    private final Break broken;

    InputFault(Break broken) {
        this.broken = broken;
    }

    @Override
    public Break breaks() {
        return broken;
    }
}
