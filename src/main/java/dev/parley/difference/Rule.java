package dev.parley.difference;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a team has decided of a difference. What is null fits all; {@code *} in a text stands for any characters, and
 * case counts not.
 *
 * @param kind which kind it is about
 * @param where a part of what differs and where in it, as reports show it: {@code maildrop of alice}
 * @param text a part of what there was before, or of what there is after: {@code SASL LOGIN}
 * @param severity what it counts as
 * @param reason why; never empty
 */
public record Rule(
        @Nullable Kind kind,
        @Nullable String where,
        @Nullable String text,
        Severity severity,
        String reason) {
    public Rule {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("A rule has a reason.");
        }
    }

    /**
     * Whether it is about a difference.
     *
     * @param place what differs and where in it
     */
    public boolean fits(Kind found, String place, @Nullable String before, @Nullable String after) {
        return (kind == null || kind == found)
                && (where == null || holds(place, where))
                && (text == null
                        || Stream.of(before == null ? "" : before, after == null ? "" : after)
                                .anyMatch(side -> holds(side, text)));
    }

    private static boolean holds(String whole, String part) {
        return Pattern.compile(Pattern.quote(part).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .matcher(whole)
                .find();
    }
}
