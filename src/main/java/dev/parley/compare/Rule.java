package dev.parley.compare;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a team has decided of a difference.
 *
 * @param kind which kind it is about; null for all
 * @param subject part of what differs, {@code *} for any text; null for all
 * @param severity what it counts as
 * @param reason why; never empty
 */
public record Rule(@Nullable Kind kind, @Nullable String subject, Severity severity, String reason) {
    public Rule {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("A rule has a reason.");
        }
    }

    boolean fits(Difference difference) {
        return (kind == null || kind == difference.kind())
                && (subject == null
                        || pattern(subject)
                                .matcher(difference.subject() + " " + difference.place())
                                .find());
    }

    private static Pattern pattern(String subject) {
        return Pattern.compile(
                Pattern.quote(subject).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }
}
