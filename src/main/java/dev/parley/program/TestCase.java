package dev.parley.program;

import dev.parley.source.Span;
import dev.parley.syntax.Clause;
import dev.parley.syntax.Item;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One test as it will run: a test of the script with one row of its data.
 *
 * @param name unique in its file
 * @param row the 1-based number of the row, or 0 when the test runs once
 * @param variables the row's values by name
 * @param clauses the test's own and those its file declares for all
 * @param tags the test's own and the file's
 * @param requirements ids of the rows it covers
 * @param accounts the accounts its statements name; the test holds them while it runs
 * @param accountsKnown whether those are all; false when an account's name is computed
 * @param ownAccount whether it needs one more, whichever it is given
 */
public record TestCase(
        Item.Test test,
        String name,
        int row,
        Map<String, @Nullable Object> variables,
        List<Clause> clauses,
        Set<String> tags,
        List<String> requirements,
        Set<String> accounts,
        boolean accountsKnown,
        boolean ownAccount) {
    public TestCase {
        variables = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(variables));
        clauses = List.copyOf(clauses);
        tags = Set.copyOf(tags);
        requirements = List.copyOf(requirements);
        accounts = Set.copyOf(accounts);
    }

    /** Where the test begins. */
    public Span span() {
        return test.header();
    }
}
