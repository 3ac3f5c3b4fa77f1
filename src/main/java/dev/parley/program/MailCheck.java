package dev.parley.program;

import dev.parley.source.Diagnostic;
import dev.parley.source.Spelling;
import dev.parley.syntax.AccountRef;
import dev.parley.syntax.Assertion;
import dev.parley.syntax.Clause;
import dev.parley.syntax.Item;
import dev.parley.syntax.MessageEntry;
import dev.parley.syntax.Name;
import dev.parley.syntax.Node;
import dev.parley.syntax.Predicate;
import dev.parley.syntax.Statement;
import dev.parley.syntax.Subject;
import dev.parley.syntax.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what a script says of mail: whose maildrop, how much, and where `delivered` stands. */
final class MailCheck {
    /** What is generated is held in memory. */
    private static final long MOST_OCTETS = 512L << 20;

    private final Declarations declarations;
    private final Set<String> accounts;
    private final Findings findings;
    private boolean puts;
    private Value.@Nullable Delivered first;

    MailCheck(Declarations declarations, Set<String> accounts, Findings findings) {
        this.declarations = declarations;
        this.accounts = accounts;
        this.findings = findings;
    }

    void check() {
        for (Unit unit : declarations.units()) {
            twice(unit.script()
                    .items(Item.ForAll.class)
                    .map(Item.ForAll::clause)
                    .toList());
            unit.script().items(Item.Test.class).forEach(test -> twice(test.clauses()));
            unit.script().items().forEach(item -> check(item, false));
        }
        if (first != null && !puts) {
            findings.error(
                    first.span(),
                    "Nothing in this script puts mail anywhere.",
                    "say what the maildrop holds with `mailbox alice { … }`");
        }
    }

    /** @param compared whether a message is compared here */
    private void check(Node node, boolean compared) {
        switch (node) {
            case Clause.Mailbox mailbox -> {
                puts = true;
                account(mailbox.account());
            }
            case Statement.Deliver deliver -> {
                puts = true;
                account(deliver.account());
            }
            case Statement.ResetMailbox reset -> account(reset.account());
            case MessageEntry.Generated generated -> generated(generated);
            case Value.Delivered delivered -> {
                first = first == null ? delivered : first;
                if (!compared) {
                    findings.error(
                            delivered.span(),
                            "Only a message is compared with what was delivered.",
                            "write `message == " + delivered.span().text() + "`");
                }
            }
            default -> {}
        }
        boolean here = node instanceof Assertion.Of assertion && assertion.subject() instanceof Subject.Message
                || compared && node instanceof Predicate.Compares compares && isEquality(compares);
        for (Node part : Tree.parts(node)) {
            check(part, here);
        }
    }

    private static boolean isEquality(Predicate.Compares compares) {
        return compares.operator() == Predicate.Operator.EQUAL || compares.operator() == Predicate.Operator.NOT_EQUAL;
    }

    private void account(AccountRef account) {
        if (account instanceof AccountRef.Named(Name name) && !accounts.contains(name.text())) {
            findings.error(
                    name.span(),
                    "There is no account `" + name.text() + "`.",
                    Spelling.didYouMean(name.text(), accounts)
                            .orElse("`require account " + name.text()
                                    + "` skips the test where there is none; a variable is `${" + name.text() + "}`"));
        }
    }

    private void generated(MessageEntry.Generated generated) {
        if (generated.count() instanceof Value.NumberLiteral(var _, Long count)
                && generated.size() instanceof Value.SizeLiteral(var _, long size)
                && size > MOST_OCTETS / Math.max(1, count)) {
            findings.error(generated.span(), "This is more mail than 512MB.", null);
        }
    }

    private void twice(List<Clause> clauses) {
        Map<String, Clause.Mailbox> known = new HashMap<>();
        for (Clause clause : clauses) {
            if (clause instanceof Clause.Mailbox mailbox && mailbox.account() instanceof AccountRef.Named(Name name)) {
                Clause.Mailbox earlier = known.putIfAbsent(name.text(), mailbox);
                if (earlier != null) {
                    findings.add(Diagnostic.error(
                                    name.span(), "What the maildrop of `" + name.text() + "` holds is said already.")
                            .withNote("It stands at " + earlier.span().place() + "."));
                }
            }
        }
    }
}
