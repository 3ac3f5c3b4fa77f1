package dev.parley.requirement;

/**
 * One row of the catalogue.
 *
 * @param id such as {@code rfc1939.retr.complete}; never renamed
 * @param rfc such as {@code RFC1939}
 * @param section of that source
 * @param level how binding it is
 * @param title a short sentence
 */
public record Requirement(String id, String rfc, String section, Level level, String title) {
    /** RFC 2119's words. */
    public enum Level {
        MUST,
        MUST_NOT,
        SHOULD,
        SHOULD_NOT,
        MAY
    }
}
