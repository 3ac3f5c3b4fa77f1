package dev.parley.syntax;

import dev.parley.source.Span;

/**
 * What one message consists of.
 *
 * @param value the octets, or the text; a {@link Value.FileContent} or {@link Value.Hex} where it is written so
 */
public record MessageContent(Span span, Form form, Value value) implements Node {
    /** How the value becomes octets. */
    public enum Form {
        /** Every line end, also a missing last one, is CRLF in the message. */
        TEXT,
        /** As they are. */
        EXACT
    }
}
