package dev.parley.engine;

import dev.parley.program.TestCase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hands out work so that two tests which use the same account never overlap: a maildrop belongs to one session at a
 * time. A test takes all its accounts at once, so nothing can wait in a circle. One whose accounts are not all known
 * runs while no test with accounts does.
 */
final class AccountSchedule<T> {
    private final List<T> waiting;
    private final Function<T, @Nullable TestCase> testOf;
    private final Set<String> taken = new HashSet<>();
    private int withAccounts;
    private boolean alone;

    AccountSchedule(List<T> work, Function<T, @Nullable TestCase> testOf) {
        this.waiting = new ArrayList<>(work);
        this.testOf = testOf;
    }

    /** The next piece of work that may run now, waiting for one; null when none is left. */
    synchronized @Nullable T take() throws InterruptedException {
        while (!waiting.isEmpty()) {
            for (int i = 0; i < waiting.size(); i++) {
                T work = waiting.get(i);
                if (mayRun(testOf.apply(work))) {
                    waiting.remove(i);
                    occupy(testOf.apply(work));
                    return work;
                }
            }
            wait();
        }
        return null;
    }

    /** A piece of work is done. */
    synchronized void release(T work) {
        TestCase test = testOf.apply(work);
        if (test != null && needsAccounts(test)) {
            withAccounts--;
            taken.removeAll(test.accounts());
            if (!test.accountsKnown()) {
                alone = false;
            }
        }
        notifyAll();
    }

    private boolean mayRun(@Nullable TestCase test) {
        if (test == null || !needsAccounts(test)) {
            return true;
        }
        if (!test.accountsKnown()) {
            return withAccounts == 0;
        }
        return !alone && test.accounts().stream().noneMatch(taken::contains);
    }

    private void occupy(@Nullable TestCase test) {
        if (test != null && needsAccounts(test)) {
            withAccounts++;
            taken.addAll(test.accounts());
            alone |= !test.accountsKnown();
        }
    }

    private static boolean needsAccounts(TestCase test) {
        return !test.accountsKnown() || !test.accounts().isEmpty();
    }
}
