package dev.parley.syntax;

import dev.parley.source.Span;
import java.util.List;

/** A line of {@code mailbox}: which messages a maildrop holds. */
public sealed interface MessageEntry extends Node {
    /** {@code message file "mail/plain.eml"}. */
    record One(Span span, MessageContent content) implements MessageEntry {}

    /** {@code message generate 1000 of 2KB}: distinct ones, the same in every run. */
    record Generated(Span span, Value count, Value size) implements MessageEntry {}

    /** <code>for each n in [1023, 1024] { message raw "…" }</code>. */
    record ForEach(Span span, Each each, List<MessageEntry> entries) implements MessageEntry {
        public ForEach {
            entries = List.copyOf(entries);
        }
    }
}
