package dev.parley.program;

import dev.parley.expression.Compiled;
import dev.parley.expression.EvaluationException;
import dev.parley.expression.Scope;
import dev.parley.syntax.AccountRef;
import dev.parley.syntax.Clause;
import dev.parley.syntax.Expression;
import dev.parley.syntax.Item;
import dev.parley.syntax.Name;
import dev.parley.syntax.Node;
import dev.parley.syntax.Statement;
import dev.parley.syntax.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the accounts that a test logs in with or names, so that no other test has them at the same time. */
final class AccountUse {
    /**
     * What was found.
     *
     * @param all whether there can be no others
     * @param own whether the test uses the account that it is given
     */
    record Used(Set<String> names, boolean all, boolean own) {}

    private static final int DEEPEST = 20;

    private final Declarations declarations;
    private final ValueReader values;
    private final Map<Expression, Compiled> compiled;
    private final Set<String> accounts;
    /** Whether the script has a variable of the name that means the test's own account. */
    private final boolean hidden;

    AccountUse(
            Declarations declarations, ValueReader values, Map<Expression, Compiled> compiled, Set<String> accounts) {
        Set<String> variables = new HashSet<>();
        Defines defines = new Defines(declarations.procedures());
        for (Unit unit : declarations.units()) {
            for (Node node : unit.nodes()) {
                variables.addAll(defines.of(node));
                variables.addAll(declared(node));
            }
        }
        this.hidden = variables.contains(AccountRef.OWN);
        this.declarations = declarations;
        this.values = values;
        this.compiled = compiled;
        this.accounts = accounts;
    }

    private static List<String> declared(Node node) {
        return switch (node) {
            case Item.Let let -> List.of(let.name().text());
            case Item.Procedure procedure ->
                procedure.parameters().stream().map(Name::text).toList();
            case Item.Test test
            when test.each() != null ->
                test.each().names().stream().map(Name::text).toList();
            case Statement.ForEach loop ->
                loop.each().names().stream().map(Name::text).toList();
            default -> List.of();
        };
    }

    /** @param row names of the test's data */
    Used of(Item.Test test, Scope scope, Set<String> row) {
        Search search = new Search(scope, hidden || row.contains(AccountRef.OWN));
        mailboxes(test).forEach(mailbox -> search.in(mailbox, Map.of(), 0));
        declarations.before().forEach(before -> search.in(before.body(), Map.of(), 0));
        search.in(test.body(), Map.of(), 0);
        declarations.after().forEach(after -> search.in(after.body(), Map.of(), 0));
        return new Used(search.found, search.all, search.own);
    }

    private Stream<Clause> mailboxes(Item.Test test) {
        return Stream.concat(test.clauses().stream(), declarations.clauses().stream())
                .filter(Clause.Mailbox.class::isInstance);
    }

    private final class Search {
        private final Scope scope;
        private final boolean hidden;
        private final Set<String> found = new HashSet<>();
        private boolean all = true;
        private boolean own;

        Search(Scope scope, boolean hidden) {
            this.hidden = hidden;
            this.scope = scope;
        }

        /** @param arguments the accounts that parameters stand for */
        void in(Node node, Map<String, String> arguments, int depth) {
            switch (node) {
                case Statement.Login login -> account(login.account(), arguments);
                case Clause.Mailbox mailbox -> account(mailbox.account(), arguments);
                case Statement.Deliver deliver -> account(deliver.account(), arguments);
                case Statement.ResetMailbox reset -> account(reset.account(), arguments);
                case Statement.Call call when depth < DEEPEST -> call(call, arguments, depth);
                case Expression expression -> {
                    Compiled known = compiled.get(expression);
                    if (known != null) {
                        known.freeNames().keySet().forEach(this::named);
                    }
                }
                case Value.Path path -> named(path.names().getFirst().text());
                default -> {}
            }
            for (Node part : Tree.parts(node)) {
                in(part, arguments, depth);
            }
        }

        private void named(String name) {
            if (name.equals(AccountRef.OWN)) {
                own |= !hidden;
            } else if (accounts.contains(name)) {
                found.add(name);
            }
        }

        private void certain(String name) {
            if (name.equals(AccountRef.OWN)) {
                own = true;
            } else {
                found.add(name);
            }
        }

        private void account(AccountRef account, Map<String, String> arguments) {
            switch (account) {
                case AccountRef.Named named -> certain(named.name().text());
                case AccountRef.Written written -> {
                    try {
                        certain(values.read(written.template(), scope));
                    } catch (EvaluationException computed) {
                        all = false;
                    }
                }
                case AccountRef.Computed computed -> {
                    String text = computed.expression().text().strip();
                    String meant = arguments.getOrDefault(text, text);
                    if (accounts.contains(meant)) {
                        certain(meant);
                    } else {
                        all = false;
                    }
                }
            }
        }

        private void call(Statement.Call call, Map<String, String> arguments, int depth) {
            Item.Procedure procedure =
                    declarations.procedures().get(call.procedure().text());
            if (procedure == null) {
                return;
            }
            Map<String, String> passed = new HashMap<>();
            List<Name> parameters = procedure.parameters();
            for (int i = 0; i < Math.min(parameters.size(), call.arguments().size()); i++) {
                String text = call.arguments().get(i).text().strip();
                passed.put(parameters.get(i).text(), arguments.getOrDefault(text, text));
            }
            in(procedure.body(), passed, depth + 1);
        }
    }
}
