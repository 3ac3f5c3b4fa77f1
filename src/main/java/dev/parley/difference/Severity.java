package dev.parley.difference;

/** How much a difference matters, the most serious first. */
public enum Severity {
    /** Users or their clients will notice, or lose something. */
    BREAKING,
    /** A person should look at it. */
    NOTABLE,
    /** Differs from run to run anyway; shown on request. */
    VOLATILE;

    /** As in options, reports and configuration. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
