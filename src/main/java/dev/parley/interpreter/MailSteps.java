package dev.parley.interpreter;

import dev.parley.server.Account;
import dev.parley.server.ServerFacts;
import dev.parley.source.Span;
import dev.parley.syntax.AccountRef;
import dev.parley.syntax.Clause;
import dev.parley.syntax.Statement;
import dev.parley.wire.Deadline;
import dev.parley.wire.Octets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code mailbox}, {@code deliver} and {@code reset mailbox}. */
final class MailSteps {
    private final Branch branch;
    private final TestState state;
    private final Messages messages;

    MailSteps(Branch branch) {
        this.branch = branch;
        this.state = branch.state();
        this.messages = new Messages(branch);
    }

    /**
     * Puts into the maildrops what the clauses say. The test's own count before those of its file, and those of the
     * file before those of its includes.
     */
    void fill(List<Clause> ofTest, List<Clause> all) {
        Map<String, Wanted> wanted = new LinkedHashMap<>();
        for (List<Clause> clauses : List.of(all, ofTest)) {
            for (Clause clause : clauses) {
                if (clause instanceof Clause.Mailbox mailbox) {
                    Account account = account(mailbox.account());
                    wanted.put(account.name(), new Wanted(account, mailbox));
                }
            }
        }
        for (Wanted one : wanted.values()) {
            state.mail().declare(one.account(), one.mailbox());
            fill(keyword(one.mailbox().span(), "mailbox"), one.account(), one.mailbox());
        }
    }

    private record Wanted(Account account, Clause.Mailbox mailbox) {}

    private void fill(Span span, Account account, Clause.Mailbox mailbox) {
        List<Octets> wanted = messages.of(mailbox.entries());
        mayEmpty(account);
        if (!wanted.isEmpty()) {
            mayDeliver();
        }
        state.mail()
                .filled(
                        account,
                        Outside.run(
                                branch,
                                span,
                                state.deadline(),
                                () -> state.maildrops().fill(account, wanted)));
    }

    void deliver(Statement.Deliver statement) {
        Span span = keyword(statement.span(), "deliver");
        Account account = account(statement.account());
        Octets message = messages.of(statement.content());
        mayDeliver();
        boolean open = sessionsOf(account).anyMatch(session -> !session.wire().isOver());
        Deadline deadline = branch.deadline(statement.within(), state.deadline().remaining());
        Octets put = Outside.run(branch, span, deadline, () -> state.maildrops().deliver(account, message, open));
        state.mail().added(account, put);
    }

    /** A session of this test that holds the maildrop is dropped first: nothing can be emptied under it. */
    void reset(Statement.ResetMailbox statement) {
        Span span = keyword(statement.span(), "reset mailbox");
        Account account = account(statement.account());
        mayEmpty(account);
        sessionsOf(account).forEach(session -> session.wire().close());
        Clause.Mailbox mailbox = state.mail().declared(account);
        if (mailbox != null) {
            fill(span, account, mailbox);
            return;
        }
        Outside.run(branch, span, state.deadline(), () -> {
            state.maildrops().restore(account);
            return account;
        });
        state.mail().forget(account);
    }

    private Stream<LiveSession> sessionsOf(Account account) {
        return state.sessions().stream().filter(session -> account.name().equals(session.user()));
    }

    // What the server's profile allows

    private void mayEmpty(Account account) {
        ServerFacts server = state.server();
        if (state.settings().readOnly()) {
            throw new Stop.Skipped("the run is read-only, and the test empties the maildrop of " + account.label());
        }
        if (!server.mail().exclusive()) {
            throw new Stop.Skipped(Conditions.notExclusive(server));
        }
    }

    private void mayDeliver() {
        if (state.server().mail().delivery() == null) {
            throw new Stop.Skipped(Conditions.noDelivery(state.server()));
        }
    }

    private Account account(AccountRef ref) {
        String label = branch.label(ref);
        Account account = state.server().accounts().get(label);
        if (account == null) {
            throw new Stop.Failed(
                    ProblemBuilder.couldNotRun(ref.span(), "The server has no account `" + label + "` that we know of.")
                            .hint("name one with `--user " + label + "=NAME` and `--password-env VAR`, "
                                    + "or put `require account " + label + "` into the test")
                            .calls(branch.calls())
                            .build(),
                    false);
        }
        return account;
    }

    private static Span keyword(Span statement, String word) {
        return statement.part(0, word.length());
    }

    // What was put there

    /**
     * What was put as the n-th message into the maildrop that the session has open.
     *
     * @return null when there were fewer
     */
    static @Nullable Octets delivered(Branch branch, Span span, int number) {
        MailLedger ledger = branch.state().mail();
        LiveSession session = branch.current();
        String name = session == null ? null : session.user();
        if (name == null && ledger.names().size() == 1) {
            name = ledger.names().iterator().next();
        }
        List<Octets> put = name == null ? null : ledger.of(name);
        if (put == null) {
            throw new Stop.Failed(
                    ProblemBuilder.script(span, "The test has put no mail into the maildrop of this session.")
                            .hint("say what it holds with `mailbox`, and log in to that account")
                            .calls(branch.calls())
                            .build(),
                    false);
        }
        return number < 1 || number > put.size() ? null : put.get(number - 1);
    }
}
