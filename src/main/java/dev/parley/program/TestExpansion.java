package dev.parley.program;

import dev.parley.expression.Compiled;
import dev.parley.expression.EvaluationException;
import dev.parley.source.Diagnostic;
import dev.parley.source.Span;
import dev.parley.syntax.Clause;
import dev.parley.syntax.Each;
import dev.parley.syntax.Expression;
import dev.parley.syntax.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes of the tests of a script, and the rows of their data, the tests that run. */
final class TestExpansion {
    private static final int MOST = 100_000;

    private final Declarations declarations;
    private final ValueReader values;
    private final LoadScope scope;
    private final AccountUse accounts;
    private final Findings findings;
    private final Map<String, TestCase> byName = new HashMap<>();
    private final List<TestCase> cases = new ArrayList<>();

    TestExpansion(
            Declarations declarations,
            ValueReader values,
            Map<Expression, Compiled> compiled,
            LoadScope scope,
            Set<String> accounts,
            Findings findings) {
        this.declarations = declarations;
        this.values = values;
        this.scope = scope;
        this.accounts = new AccountUse(declarations, values, compiled, accounts);
        this.findings = findings;
    }

    List<TestCase> expand() {
        declarations.tests().forEach(this::expand);
        return cases;
    }

    private void expand(Item.Test test) {
        if (test.each() == null) {
            add(test, 0, Map.of());
            return;
        }
        List<Map<String, @Nullable Object>> rows = rows(test.each());
        for (int i = 0; i < rows.size(); i++) {
            if (!add(test, i + 1, rows.get(i))) {
                return;
            }
        }
    }

    private List<Map<String, @Nullable Object>> rows(Each each) {
        Span span = each.source().span();
        try {
            List<Map<String, @Nullable Object>> rows = values.rows(each, scope);
            if (rows.isEmpty()) {
                findings.error(span, "This has no rows, so nothing would be tested.", null);
            } else if (rows.size() > MOST) {
                findings.error(span, "This makes " + rows.size() + " tests, and " + MOST + " are the most.", null);
                return List.of();
            }
            return rows;
        } catch (EvaluationException failure) {
            findings.error(span, String.valueOf(failure.getMessage()), null);
            return List.of();
        }
    }

    /** Whether more rows are worth a look. */
    private boolean add(Item.Test test, int row, Map<String, @Nullable Object> variables) {
        LoadScope visible = scope.with(variables);
        String name;
        try {
            name = values.read(test.name(), visible).strip();
        } catch (EvaluationException failure) {
            findings.error(test.name().span(), String.valueOf(failure.getMessage()), null);
            return false;
        }
        if (name.isEmpty()) {
            findings.error(test.name().span(), "A test has a name.", null);
            return false;
        }
        AccountUse.Used used = accounts.of(test, visible, variables.keySet());
        List<Clause> clauses = clauses(test);
        TestCase made = new TestCase(
                test,
                name,
                row,
                variables,
                clauses,
                tags(clauses),
                requirements(clauses),
                used.names(),
                used.all(),
                used.own());
        TestCase first = byName.putIfAbsent(name, made);
        if (first != null) {
            findings.add(twice(test, name, row, first));
            return false;
        }
        cases.add(made);
        return true;
    }

    private static Diagnostic twice(Item.Test test, String name, int row, TestCase first) {
        if (first.test() == test) {
            return Diagnostic.error(
                            test.name().span(), "Rows " + first.row() + " and " + row + " give the test the same name.")
                    .withHint(test.name().isConstant() ? insert(test.each()) : null)
                    .withNote("It is \"" + name + "\".");
        }
        return Diagnostic.error(test.name().span(), "There are two tests \"" + name + "\".")
                .withNote("The first stands at " + first.span().place() + ".");
    }

    private static String insert(@Nullable Each each) {
        String variable = each == null || each.names().isEmpty()
                ? "a column"
                : "`${" + each.names().getFirst().text() + "}`";
        return "put " + variable + " into the name";
    }

    /** The test's own first: where only one can hold, that is the one. */
    private List<Clause> clauses(Item.Test test) {
        List<Clause> clauses = new ArrayList<>(test.clauses());
        clauses.addAll(declarations.clauses());
        return clauses;
    }

    private static Set<String> tags(List<Clause> clauses) {
        Set<String> tags = new HashSet<>();
        for (Clause clause : clauses) {
            if (clause instanceof Clause.Tags written) {
                written.names().forEach(name -> tags.add(name.text()));
            }
        }
        return tags;
    }

    private static List<String> requirements(List<Clause> clauses) {
        Set<String> requirements = new LinkedHashSet<>();
        for (Clause clause : clauses) {
            if (clause instanceof Clause.Covers covers) {
                covers.requirements().forEach(name -> requirements.add(name.text()));
            }
        }
        return List.copyOf(requirements);
    }
}
