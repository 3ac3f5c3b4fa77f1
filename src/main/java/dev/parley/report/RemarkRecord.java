package dev.parley.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something recorded while a test went on.
 *
 * @param requirement the row of the catalogue it speaks of, or null
 * @param seen what was exchanged last when it was made
 */
public record RemarkRecord(
        Kind kind, int line, String text, @Nullable String requirement, List<SessionRecord> seen) {
    public RemarkRecord {
        seen = List.copyOf(seen);
    }

    /** Of no row. */
    public RemarkRecord(Kind kind, int line, String text) {
        this(kind, line, text, null, List.of());
    }

    /** What it is. */
    public enum Kind {
        DEVIATION,
        NOTE,
        LOG
    }
}
