package dev.parley.conformance;

import java.util.Locale;

/** What is known of a row on a server, the worst first: of several tests of one row, the worst verdict holds. */
public enum Verdict {
    /** A MUST is broken. */
    VIOLATION,
    /** A SHOULD is not followed, or the lenient branch of a contested row. */
    DEVIATION,
    /** A test of the row ended before it could tell; it is never counted as passed, whatever other tests say. */
    NOT_JUDGED,
    /** A MAY was seen one way or the other. */
    NOTE,
    PASS,
    /** A fixture, a capability or a state is missing. */
    SKIPPED,
    /** The suite has no test of the row. */
    NOT_COVERED;

    /** In reports: {@code not judged}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** As {@link #words}, which is what the JSON holds. */
    @Override
    public String toString() {
        return words();
    }
}
