package dev.parley.interpreter;

import dev.parley.server.Account;
import dev.parley.syntax.Clause;
import dev.parley.wire.Octets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a test put into which maildrop, by login name: two accounts with one name have one. Safe for several threads. */
final class MailLedger {
    private final Map<String, List<Octets>> put = new LinkedHashMap<>();
    private final Map<String, Clause.Mailbox> declared = new LinkedHashMap<>();

    synchronized void declare(Account account, Clause.Mailbox mailbox) {
        declared.put(account.name(), mailbox);
    }

    /** What {@code mailbox} says of it; null when nothing does. */
    synchronized Clause.@Nullable Mailbox declared(Account account) {
        return declared.get(account.name());
    }

    synchronized void filled(Account account, List<Octets> messages) {
        put.put(account.name(), new ArrayList<>(messages));
    }

    synchronized void added(Account account, Octets message) {
        put.computeIfAbsent(account.name(), name -> new ArrayList<>()).add(message);
    }

    synchronized void forget(Account account) {
        put.remove(account.name());
    }

    /** The login names of the maildrops that something was put into. */
    synchronized Set<String> names() {
        return Set.copyOf(put.keySet());
    }

    /** What was put there, in this order; null when nothing is known. */
    synchronized @Nullable List<Octets> of(String name) {
        List<Octets> messages = put.get(name);
        return messages == null ? null : List.copyOf(messages);
    }
}
