package dev.parley.syntax;

import dev.parley.source.Span;
import java.util.List;

/** What an {@code if} or {@code require} asks. */
public sealed interface Condition extends Node {
    /** {@code not …}. */
    record Not(Span span, Condition condition) implements Condition {}

    /** {@code capability "SASL" "PLAIN"}: the capability's tag and arguments that it must list. */
    record Capability(Span span, Template tag, List<Template> arguments) implements Condition {
        public Capability {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code closed}: the server has ended the session. */
    record Closed(Span span) implements Condition {}

    /** {@code account bob}. */
    record Account(Span span, AccountRef account) implements Condition {}

    /** {@code tls}: some way to TLS is known. */
    record Tls(Span span) implements Condition {}

    /** {@code implicit tls}: a port where TLS starts at once is known. */
    record ImplicitTls(Span span) implements Condition {}

    /** {@code delivery}: there is a way to put mail into maildrops. */
    record Delivery(Span span) implements Condition {}

    /** {@code exclusive mailbox}: tests may empty the maildrop. */
    record ExclusiveMailbox(Span span) implements Condition {}

    /** {@code action "restart"}: the profile has that command. */
    record Action(Span span, Template name) implements Condition {}

    /** {@code (count > 3)}; not in {@code require}. */
    record Holds(Span span, Expression expression) implements Condition {}
}
