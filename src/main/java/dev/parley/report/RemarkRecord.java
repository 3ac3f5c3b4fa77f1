package dev.parley.report;

/** Something recorded while a test went on. */
public record RemarkRecord(Kind kind, int line, String text) {
    /** What it is. */
    public enum Kind {
        DEVIATION,
        NOTE,
        LOG
    }
}
