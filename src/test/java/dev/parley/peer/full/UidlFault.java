package dev.parley.peer.full;

import static dev.parley.peer.full.Fault.Break.deviation;
import static dev.parley.peer.full.Fault.Break.violation;

/** UIDL. */
public enum UidlFault implements Fault {
    IDS_WITH_SPACES(violation(
            "Unique ids hold a space.",
            "rfc1939.uidl.id-syntax",
            "rfc1939.uidl.all-format",
            "rfc1939.uidl.nothing-follows")),
    IDS_TOO_LONG(violation("Unique ids have 71 octets.", "rfc1939.uidl.id-syntax", "rfc1939.uidl.all-format")),
    IDS_EMPTY(violation("Unique ids are empty.", "rfc1939.uidl.id-syntax", "rfc1939.uidl.all-format")),
    IDS_WITH_TEXT(violation(
            "The size follows the unique id.",
            "rfc1939.uidl.nothing-follows",
            "rfc1939.uidl.all-format",
            "rfc1939.uidl.id-syntax")),
    IDS_REPEATED(violation("Every two messages share a unique id.", "rfc1939.uidl.unique")),
    IDS_CHANGE(violation(
            "Unique ids are new in each session.", "rfc1939.uidl.persistent-after-abort", "rfc1939.uidl.persistent")),
    IDS_CHANGE_AFTER_ABORT(violation(
            "Unique ids are kept only by a session that ends with QUIT.", "rfc1939.uidl.persistent-after-abort")),
    IDS_ARE_POSITIONS(violation("The unique id is the message's number.", "rfc1939.uidl.follows-message")),
    IDS_REUSED(deviation("The id of a removed message is given to the next that arrives.", "rfc1939.uidl.not-reused")),
    UIDL_SHOWS_DELETED(violation("UIDL shows messages marked as deleted.", "rfc1939.uidl.excludes-deleted")),
    UIDL_ONE_SHOWS_DELETED(violation(
            "UIDL n answers for a message marked as deleted.",
            "rfc1939.uidl.excludes-deleted",
            "rfc1939.dele.hides-message")),
    UIDL_BEYOND_TAKEN(violation("UIDL of a number too high is answered with an id.", "rfc1939.uidl.no-such-message")),
    UIDL_ONE_DIFFERS(violation("UIDL n says another id than UIDL.", "rfc1939.uidl.one-equals-all")),
    UIDL_ONE_WITHOUT_NUMBER(violation("UIDL n answers with the id alone.", "rfc1939.uidl.one-format")),
    UIDL_ONE_IN_LINES(violation("UIDL n answers in several lines.", "rfc1939.uidl.one-format")),
    UIDL_EMPTY_REFUSED(violation("UIDL of an empty maildrop is refused.", "rfc1939.uidl.empty"));

    private final Break broken;

    UidlFault(Break broken) {
        this.broken = broken;
    }

    @Override
    public Break breaks() {
        return broken;
    }
}
