package dev.parley.peer.full;

import static dev.parley.peer.full.Fault.Break.deviation;
import static dev.parley.peer.full.Fault.Break.violation;

/** What STAT and LIST say of sizes. */
public enum SizeFault implements Fault {
    SIZES_WITH_LF(violation(
            "Sizes count each line end as one octet, as in an LF store.",
            "rfc1939.size.crlf-counts-two",
            "rfc1939.list.exact-size")),
    SIZES_WITHOUT_HEADER(violation("Sizes leave the header out, as GreenMail does.", "rfc1939.list.exact-size")),
    SIZES_WITH_STUFFING(violation(
            "Sizes count the dots of byte-stuffing.", "rfc1939.size.stuffing-not-counted", "rfc1939.list.exact-size")),
    SIZES_IN_KILOBYTES(violation("Sizes are in units of 1024 octets.", "rfc1939.list.exact-size")),
    SIZES_WITH_TERMINATOR(violation("Sizes count the line of the dot.", "rfc1939.list.exact-size")),
    SIZES_ROUNDED_TO_BLOCKS(violation("Sizes are rounded up to 512 octets.", "rfc1939.list.exact-size")),
    LIST_ONE_DIFFERS(violation("LIST n says one octet more than LIST.", "rfc1939.list.one-equals-all")),
    STAT_SIZE_DIFFERS(deviation("STAT's size is not the sum of LIST's.", "rfc1939.stat.size-is-sum")),
    STAT_COUNTS_DELETED(violation(
            "STAT's number counts messages marked as deleted.",
            "rfc1939.stat.excludes-deleted",
            "rfc1939.stat.count-matches-list",
            "rfc1939.dele.ok")),
    STAT_SIZE_COUNTS_DELETED(
            violation("STAT's size counts messages marked as deleted.", "rfc1939.stat.excludes-deleted")),
    STAT_COUNT_DIFFERS(violation("STAT counts one message more than LIST shows.", "rfc1939.stat.count-matches-list")),
    STAT_EMPTY_REFUSED(violation("STAT of an empty maildrop is refused.", "rfc1939.stat.empty")),
    STAT_SWAPPED(violation(
            "STAT gives the size before the number.", "rfc1939.stat.format", "rfc1939.stat.count-matches-list")),
    STAT_TWO_SPACES(violation("Two spaces stand between STAT's numbers.", "rfc1939.stat.format")),
    STAT_WITHOUT_SIZE(violation("STAT gives no size.", "rfc1939.stat.format")),
    STAT_IN_WORDS(violation("STAT answers `+OK 3 messages (345 octets)`.", "rfc1939.stat.format")),
    SIZES_WITH_SEPARATOR(violation(
            "Sizes have a separator between groups of three digits.",
            "rfc1939.numbering.decimal",
            "rfc1939.list.all-format"));

    private final Break broken;

    SizeFault(Break broken) {
        this.broken = broken;
    }

    @Override
    public Break breaks() {
        return broken;
    }
}
