package dev.parley.engine;

import dev.parley.program.TestCase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hands out work so that two tests which use the same maildrop never overlap: it belongs to one session at a time. A
 * test takes all its maildrops at once, so nothing can wait in a circle, and no thread is held by a test that waits.
 * One whose accounts are not all known runs while no test with accounts does.
 *
 * <p>Safe for use by several threads.
 */
final class AccountSchedule<T> {
    private final Function<T, @Nullable TestCase> testOf;
    private final UnaryOperator<String> maildropOf;
    /** What waits, by what it needs; there are few such sets, however many tests there are. */
    private final Map<Claim, Deque<Waiting<T>>> waiting = new LinkedHashMap<>();

    private final Set<String> taken = new HashSet<>();
    private int withAccounts;
    private boolean alone;

    /** What a test needs; {@code all} when that is not known beforehand. */
    private record Claim(Set<String> maildrops, boolean all) {
        boolean isEmpty() {
            return !all && maildrops.isEmpty();
        }
    }

    private record Waiting<T>(int turn, T work) {}

    AccountSchedule(List<T> work, Function<T, @Nullable TestCase> testOf) {
        this(work, testOf, account -> account);
    }

    /**
     * @param work in the order in which it is handed out where accounts permit
     * @param testOf the test of a piece of work; null for one that needs no server
     * @param maildropOf what accounts of the same maildrop have in common
     */
    AccountSchedule(List<T> work, Function<T, @Nullable TestCase> testOf, UnaryOperator<String> maildropOf) {
        this.testOf = testOf;
        this.maildropOf = maildropOf;
        for (int i = 0; i < work.size(); i++) {
            waiting.computeIfAbsent(claim(work.get(i)), _ -> new ArrayDeque<>()).add(new Waiting<>(i, work.get(i)));
        }
    }

    /** The next piece of work that may run now, waiting for one; null when none is left. */
    synchronized @Nullable T take() throws InterruptedException {
        while (!waiting.isEmpty()) {
            Map.Entry<Claim, Deque<Waiting<T>>> next = null;
            for (Map.Entry<Claim, Deque<Waiting<T>>> entry : waiting.entrySet()) {
                if (mayRun(entry.getKey()) && (next == null || turn(entry) < turn(next))) {
                    next = entry;
                }
            }
            if (next != null) {
                T work = next.getValue().remove().work();
                if (next.getValue().isEmpty()) {
                    waiting.remove(next.getKey());
                }
                occupy(next.getKey());
                return work;
            }
            wait();
        }
        return null;
    }

    /** A piece of work is done. */
    synchronized void release(T work) {
        Claim claim = claim(work);
        if (!claim.isEmpty()) {
            withAccounts--;
            taken.removeAll(claim.maildrops());
            alone &= !claim.all();
        }
        notifyAll();
    }

    private int turn(Map.Entry<Claim, Deque<Waiting<T>>> entry) {
        return entry.getValue().element().turn();
    }

    private boolean mayRun(Claim claim) {
        if (claim.isEmpty()) {
            return true;
        }
        return claim.all()
                ? withAccounts == 0
                : !alone && claim.maildrops().stream().noneMatch(taken::contains);
    }

    private void occupy(Claim claim) {
        if (!claim.isEmpty()) {
            withAccounts++;
            taken.addAll(claim.maildrops());
            alone |= claim.all();
        }
    }

    private Claim claim(T work) {
        TestCase test = testOf.apply(work);
        if (test == null) {
            return new Claim(Set.of(), false);
        }
        // What it names beside what it computes does not matter: it runs alone.
        Set<String> maildrops = test.accountsKnown()
                ? test.accounts().stream().map(maildropOf).collect(Collectors.toUnmodifiableSet())
                : Set.of();
        return new Claim(maildrops, !test.accountsKnown());
    }
}
