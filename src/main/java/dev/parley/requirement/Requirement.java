package dev.parley.requirement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the catalogue.
 *
 * @param id such as {@code rfc1939.retr.complete}; never renamed
 * @param rfc such as {@code RFC1939}
 * @param section of that source
 * @param level how binding it is
 * @param state in which the behaviour shows
 * @param capability the CAPA tag without which the row says nothing; null for none
 * @param title a short sentence
 * @param requirement what is required, paraphrased
 * @param test what to send, and what is a pass, a deviation, a violation
 * @param needs fixtures
 * @param destructive whether mail may be lost
 * @param tier 1 core, 2 extension or advice, 3 special fixtures or operations
 * @param contested whether servers legitimately differ, or sources conflict
 * @param notes caveats, else empty
 */
public record Requirement(
        String id,
        String rfc,
        String section,
        Level level,
        String state,
        @Nullable String capability,
        String title,
        String requirement,
        String test,
        List<String> needs,
        boolean destructive,
        int tier,
        boolean contested,
        String notes) {
    public Requirement {
        needs = List.copyOf(needs);
    }

    /** RFC 2119's words. */
    public enum Level {
        MUST,
        MUST_NOT,
        SHOULD,
        SHOULD_NOT,
        MAY;

        /** As the catalogue writes it: {@code MUST NOT}. */
        public String words() {
            return name().replace('_', ' ');
        }
    }

    /** What a mismatch amounts to, the heaviest first. */
    public enum Weight {
        VIOLATION,
        DEVIATION,
        NOTE
    }

    /**
     * What it amounts to when a reply does not fit and the script says no more about it. Of a contested row that is at
     * most a deviation.
     */
    public Weight weight() {
        return switch (level) {
            case MUST, MUST_NOT -> contested ? Weight.DEVIATION : Weight.VIOLATION;
            case SHOULD, SHOULD_NOT -> Weight.DEVIATION;
            case MAY -> Weight.NOTE;
        };
    }
}
