package dev.parley.syntax;

import dev.parley.source.Span;
import java.util.List;

/** What a test, or a file for all its tests, declares beside its steps. */
public sealed interface Clause extends Node {
    /** {@code covers rfc1939.retr.complete, …}. */
    record Covers(Span span, List<Name> requirements) implements Clause {
        public Covers {
            requirements = List.copyOf(requirements);
        }
    }

    /** {@code tags slow, tls}. */
    record Tags(Span span, List<Name> names) implements Clause {
        public Tags {
            names = List.copyOf(names);
        }
    }

    /** {@code timeout 20s}. */
    record Timeout(Span span, Value time) implements Clause {}

    /** {@code require …}: unmet, the test is skipped. */
    record Require(Span span, Condition condition) implements Clause {}

    /** {@code strict wire}: findings are failures. */
    record StrictWire(Span span) implements Clause {}

    /** {@code known issue "…" on server "greenmail"}; without a server it holds everywhere. */
    record KnownIssue(
            Span span,
            Template reason,
            @org.jspecify.annotations.Nullable Template server) implements Clause {}

    /** <code>mailbox alice { message file "…" }</code>: what the maildrop holds when the test starts. */
    record Mailbox(Span span, AccountRef account, List<MessageEntry> entries) implements Clause {
        public Mailbox {
            entries = List.copyOf(entries);
        }
    }
}
