package dev.parley.compare;

import dev.parley.difference.Kind;
import dev.parley.difference.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two servers.
 *
 * @param severity by its kind, or by a rule
 * @param subject what differs: a test with its file, a channel, an account
 * @param place where in it, such as {@code session main, step 4, STAT}; empty for all of it
 * @param before what there was; null for nothing
 * @param after what there is; null for nothing
 * @param context the lines exchanged around it, oldest first
 * @param reason why a rule changed the severity; null when none did
 */
public record Difference(
        Kind kind,
        Severity severity,
        String subject,
        String place,
        @Nullable String before,
        @Nullable String after,
        List<Line> context,
        @Nullable String reason) {
    /**
     * One line of the aligned dialogues.
     *
     * @param before null when only the later one has it
     * @param after null when only the earlier one has it
     */
    public record Line(@Nullable String before, @Nullable String after) {}

    public Difference {
        context = List.copyOf(context);
    }

    static Difference of(Kind kind, String subject, String place, @Nullable String before, @Nullable String after) {
        return new Difference(kind, kind.usually(), subject, place, before, after, List.of(), null);
    }

    Difference in(List<Line> lines) {
        return new Difference(kind, severity, subject, place, before, after, lines, reason);
    }

    Difference judged(Severity other, String because) {
        return new Difference(kind, other, subject, place, before, after, context, because);
    }
}
