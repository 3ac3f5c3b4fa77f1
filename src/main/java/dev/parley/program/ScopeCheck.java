package dev.parley.program;

import dev.parley.syntax.Assertion;
import dev.parley.syntax.Block;
import dev.parley.syntax.Clause;
import dev.parley.syntax.Each;
import dev.parley.syntax.Expectation;
import dev.parley.syntax.Expression;
import dev.parley.syntax.Item;
import dev.parley.syntax.MessageEntry;
import dev.parley.syntax.Name;
import dev.parley.syntax.Node;
import dev.parley.syntax.Statement;
import dev.parley.syntax.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows a script statement by statement and looks at each use of a name.
 *
 * <p>It errs on the side of silence: what one branch sets counts as set behind it, a loop sees what its own rounds set,
 * a procedure sees what any test sets.
 */
final class ScopeCheck {
    private final Declarations declarations;
    private final NameCheck names;
    private final Defines defines;
    private final Set<String> anywhere;
    private final Function<Each, @Nullable Set<String>> columns;
    private boolean open;

    /**
     * @param anywhere all names that some statement of the script sets
     * @param columns the names that a loop over a data file sets; null when they are not known
     */
    ScopeCheck(
            Declarations declarations,
            NameCheck names,
            Defines defines,
            Set<String> anywhere,
            Function<Each, @Nullable Set<String>> columns) {
        this.declarations = declarations;
        this.names = names;
        this.defines = defines;
        this.anywhere = anywhere;
        this.columns = columns;
    }

    void check() {
        Set<String> lets = new LinkedHashSet<>();
        names.newScope();
        for (Item.Let let : declarations.lets()) {
            follow(let.expression(), lets);
            lets.add(let.name().text());
        }
        if (declarations.suite() != null) {
            follow(declarations.suite().name(), lets);
        }
        declarations.clauses().forEach(clause -> follow(clause, lets));
        Set<String> start = new LinkedHashSet<>(lets);
        declarations.before().forEach(before -> block(before.body(), start));
        declarations.tests().forEach(test -> test(test, lets, start));
        Set<String> all = new LinkedHashSet<>(lets);
        all.addAll(anywhere);
        declarations.procedures().values().forEach(procedure -> {
            Set<String> visible = new LinkedHashSet<>(all);
            procedure.parameters().forEach(parameter -> visible.add(parameter.text()));
            block(procedure.body(), visible);
        });
        declarations.after().forEach(after -> block(after.body(), new LinkedHashSet<>(all)));
        names.newScope();
        for (Item.EveryReply every : declarations.everyReply()) {
            every.assertions().forEach(assertion -> follow(assertion, all));
        }
    }

    private void block(Block body, Set<String> visible) {
        names.newScope();
        follow(body, visible);
    }

    private void test(Item.Test test, Set<String> lets, Set<String> start) {
        names.newScope();
        Set<String> header = new LinkedHashSet<>(lets);
        boolean openBefore = open;
        if (test.each() != null) {
            each(test.each(), header);
        }
        follow(test.name(), header);
        for (Clause clause : test.clauses()) {
            follow(clause, header);
        }
        Set<String> visible = new LinkedHashSet<>(header);
        visible.addAll(start);
        follow(test.body(), visible);
        open = openBefore;
    }

    /** Looks at a node and adds to the visible names what it sets. */
    private void follow(Node node, Set<String> visible) {
        switch (node) {
            case Expression expression -> {
                if (!open) {
                    names.expression(expression, visible);
                }
            }
            case Value.Path path -> {
                if (!open) {
                    names.path(path, visible);
                }
            }
            case Statement.Option option when option.kind() == Statement.OptionKind.VERIFY -> {}
            case Statement.Record record -> {
                follow(record.value(), visible);
                if (!open) {
                    names.recorded(record.value(), visible);
                }
            }
            case Statement.ForEach loop -> forEach(loop, visible);
            case MessageEntry.ForEach loop -> {
                boolean openBefore = open;
                Set<String> inside = new LinkedHashSet<>(visible);
                each(loop.each(), inside);
                loop.entries().forEach(entry -> follow(entry, inside));
                open = openBefore;
            }
            case Statement.Repeat repeat -> rounds(repeat, repeat.body(), visible);
            case Statement.Eventually eventually -> rounds(eventually, eventually.body(), visible);
            case Statement.Defer defer -> follow(defer.body(), with(visible, anywhere));
            case Statement.Parallel parallel -> {
                parallel.branches().forEach(branch -> follow(branch, new LinkedHashSet<>(visible)));
                visible.addAll(defines.in(parallel));
            }
            case Expectation.Reply reply -> {
                for (Node part : Tree.parts(reply)) {
                    if (!(part instanceof Assertion)) {
                        follow(part, visible);
                    }
                }
                visible.addAll(defines.of(reply));
                reply.assertions().forEach(assertion -> follow(assertion, visible));
            }
            default -> {
                parts(node, visible);
                visible.addAll(defines.of(node));
            }
        }
    }

    private void forEach(Statement.ForEach loop, Set<String> visible) {
        boolean openBefore = open;
        Set<String> inside = with(visible, defines.in(loop.body()));
        each(loop.each(), inside);
        follow(loop.body(), inside);
        visible.addAll(defines.in(loop.body()));
        open = openBefore;
    }

    private void rounds(Node loop, Block body, Set<String> visible) {
        visible.addAll(defines.in(body));
        parts(loop, visible);
    }

    private void parts(Node node, Set<String> visible) {
        for (Node part : Tree.parts(node)) {
            follow(part, visible);
        }
    }

    private void each(Each each, Set<String> visible) {
        follow(each.source(), visible);
        List<Name> given = each.names();
        given.forEach(name -> visible.add(name.text()));
        if (given.isEmpty()) {
            Set<String> read = columns.apply(each);
            if (read == null) {
                open = true;
            } else {
                visible.addAll(read);
            }
        }
    }

    private static Set<String> with(Set<String> some, Set<String> more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(more);
        return all;
    }
}
