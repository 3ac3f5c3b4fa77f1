package dev.parley.engine;

import dev.parley.program.TestCase;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hands out work so that two tests which use the same maildrop never overlap: it belongs to one session at a time. A
 * test takes all its maildrops at once, so nothing can wait in a circle, and no thread is held by a test that waits.
 * One whose accounts are not all known runs while no test with accounts does. A test that needs some account, whichever
 * it is, is given a free one that it does not name.
 *
 * <p>Safe for use by several threads.
 */
final class AccountSchedule<T> {
    private final Function<T, @Nullable TestCase> testOf;
    private final Accounts accounts;
    /** What waits, by what it needs; there are few such sets, however many tests there are. */
    private final Map<Claim, Deque<Waiting<T>>> waiting = new LinkedHashMap<>();

    private final Set<String> taken = new HashSet<>();
    private int withAccounts;
    private boolean alone;

    /**
     * What there is to give.
     *
     * @param labels that scripts call them, those to be given first in front
     * @param maildropOf what accounts of the same maildrop have in common
     * @param spread whether an account that no waiting test names is given before one that such a test waits for; else
     *     always the first that is free, so that a run can be repeated
     */
    record Accounts(List<String> labels, UnaryOperator<String> maildropOf, boolean spread) {
        /** Nothing to give; each account has a maildrop of its own. */
        static final Accounts NONE = new Accounts(List.of(), account -> account, false);

        Accounts {
            labels = List.copyOf(labels);
        }
    }

    /**
     * A piece of work that may run now.
     *
     * @param account the label of the account it was given; null when it needs none, or there is none for it
     */
    record Turn<T>(T work, @Nullable String account) {}

    /** What a test needs; {@code all} when that is not known beforehand, {@code own} for one account more. */
    private record Claim(Set<String> maildrops, boolean all, boolean own) {
        boolean isEmpty() {
            return !all && !own && maildrops.isEmpty();
        }

        // The methods that a record has by itself are made at their first use, which takes longer than a short run's
        // tests.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Claim claim
                    && all == claim.all
                    && own == claim.own
                    && maildrops.equals(claim.maildrops);
        }

        @Override
        public int hashCode() {
            return 31 * maildrops.hashCode() + (all ? 2 : 0) + (own ? 1 : 0);
        }
    }

    private record Waiting<T>(int turn, T work) {}

    /**
     * @param work in the order in which it is handed out where accounts permit
     * @param testOf the test of a piece of work; null for one that needs no server
     */
    AccountSchedule(List<T> work, Function<T, @Nullable TestCase> testOf, Accounts accounts) {
        this.testOf = testOf;
        this.accounts = accounts;
        for (int i = 0; i < work.size(); i++) {
            waiting.computeIfAbsent(claim(work.get(i)), _ -> new ArrayDeque<>()).add(new Waiting<>(i, work.get(i)));
        }
    }

    /** The next piece of work that may run now, waiting for one; null when none is left. */
    synchronized @Nullable Turn<T> take() throws InterruptedException {
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
                return new Turn<>(work, occupy(next.getKey()));
            }
            wait();
        }
        return null;
    }

    /** A piece of work is done. */
    synchronized void release(Turn<T> turn) {
        Claim claim = claim(turn.work());
        if (!claim.isEmpty()) {
            withAccounts--;
            taken.removeAll(claim.maildrops());
            if (turn.account() != null) {
                taken.remove(accounts.maildropOf().apply(turn.account()));
            }
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
        if (claim.all()) {
            return withAccounts == 0;
        }
        return !alone
                && claim.maildrops().stream().noneMatch(taken::contains)
                && (!claim.own() || given(claim).isEmpty() || free(claim).isPresent());
    }

    /** The label of the account that was given to it. */
    private @Nullable String occupy(Claim claim) {
        if (claim.isEmpty()) {
            return null;
        }
        String given = claim.own() ? free(claim).orElse(null) : null;
        withAccounts++;
        taken.addAll(claim.maildrops());
        if (given != null) {
            taken.add(accounts.maildropOf().apply(given));
        }
        alone |= claim.all();
        return given;
    }

    /** The labels of which it could be given one: a test that names them all gets none, and is not kept waiting. */
    private List<String> given(Claim claim) {
        return accounts.labels().stream()
                .filter(label ->
                        !claim.maildrops().contains(accounts.maildropOf().apply(label)))
                .toList();
    }

    private Optional<String> free(Claim claim) {
        List<String> free = given(claim).stream()
                .filter(label -> !taken.contains(accounts.maildropOf().apply(label)))
                .toList();
        // The first of several that are wanted as little.
        return accounts.spread()
                ? free.stream().min(Comparator.comparingInt(this::wanted))
                : free.stream().findFirst();
    }

    /** How many waiting tests name an account of the same maildrop. */
    private int wanted(String label) {
        String maildrop = accounts.maildropOf().apply(label);
        return waiting.entrySet().stream()
                .filter(entry -> entry.getKey().maildrops().contains(maildrop))
                .mapToInt(entry -> entry.getValue().size())
                .sum();
    }

    private Claim claim(T work) {
        TestCase test = testOf.apply(work);
        if (test == null) {
            return new Claim(Set.of(), false, false);
        }
        // What a test of computed accounts names beside them does not keep it from running: it runs alone. It is given
        // none of them all the same.
        Set<String> maildrops =
                test.accounts().stream().map(accounts.maildropOf()).collect(Collectors.toUnmodifiableSet());
        return new Claim(maildrops, !test.accountsKnown(), test.ownAccount());
    }
}
