package dev.parley.conformance;

/**
 * A waiver as it applies to a row.
 *
 * @param until the last day it holds, as {@code 2027-01-31}
 * @param holds whether it still does
 */
public record WaiverUse(String reason, String until, boolean holds) {}
