package dev.parley.parse;

import dev.parley.source.Span;
import dev.parley.syntax.Clause;
import dev.parley.syntax.MessageContent;
import dev.parley.syntax.MessageEntry;
import dev.parley.syntax.Value;
import java.util.ArrayList;
import java.util.List;

/** Builds maildrops and the messages in them. */
final class MailBuilder {
    private final Building building;
    private final ValueBuilder values;

    MailBuilder(Building building, ValueBuilder values) {
        this.building = building;
        this.values = values;
    }

    Clause mailbox(ParleyParser.MailboxClauseContext context) {
        return new Clause.Mailbox(
                building.span(context), values.account(context.account()), entries(context.messages()));
    }

    private List<MessageEntry> entries(ParleyParser.MessagesContext context) {
        List<MessageEntry> entries = new ArrayList<>();
        for (ParleyParser.MessageLineContext line : context.messageLine()) {
            if (line.exception == null && line.messageEntry() != null) {
                entries.add(entry(line.messageEntry()));
            }
        }
        return entries;
    }

    private MessageEntry entry(ParleyParser.MessageEntryContext context) {
        Span span = building.span(context);
        return switch (context) {
            case ParleyParser.OneMessageContext one -> new MessageEntry.One(span, content(one.content()));
            case ParleyParser.GeneratedMessagesContext generated ->
                new MessageEntry.Generated(span, values.value(generated.value(0)), values.value(generated.value(1)));
            case ParleyParser.MessagesForEachContext each ->
                new MessageEntry.ForEach(span, values.each(each.each()), entries(each.messages()));
            default -> throw ValueBuilder.unknown(context);
        };
    }

    MessageContent content(ParleyParser.ContentContext context) {
        Span span = building.span(context);
        return switch (context) {
            case ParleyParser.FileContentContext file ->
                new MessageContent(
                        span, MessageContent.Form.EXACT, new Value.FileContent(span, values.string(file.string())));
            case ParleyParser.TextContentContext text ->
                new MessageContent(span, MessageContent.Form.TEXT, values.value(text.value()));
            case ParleyParser.RawContentContext raw ->
                new MessageContent(span, MessageContent.Form.EXACT, values.value(raw.value()));
            case ParleyParser.HexContentContext hex ->
                new MessageContent(span, MessageContent.Form.EXACT, new Value.Hex(span, values.string(hex.string())));
            default -> throw ValueBuilder.unknown(context);
        };
    }
}
