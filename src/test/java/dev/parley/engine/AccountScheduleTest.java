package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.program.TestCase;
import dev.parley.source.SourceFile;
import dev.parley.source.Span;
import dev.parley.syntax.Block;
import dev.parley.syntax.Item;
import dev.parley.syntax.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AccountScheduleTest {
    private static final AccountSchedule.Accounts THREE =
            new AccountSchedule.Accounts(List.of("alice", "bob", "carol"), account -> account, false);

    private static TestCase test(boolean known, String... accounts) {
        return test(known, false, accounts);
    }

    /** A test that uses the account it is given, beside those it names. */
    private static TestCase own(String... accounts) {
        return test(true, true, accounts);
    }

    private static TestCase test(boolean known, boolean own, String... accounts) {
        Span span = new Span(new SourceFile("x", "x"), 0, 1);
        Item.Test item =
                new Item.Test(span, span, new Template(span, List.of()), null, List.of(), new Block(span, List.of()));
        return new TestCase(item, "x", 0, Map.of(), List.of(), Set.of(), List.of(), Set.of(accounts), known, own);
    }

    @Test
    void testsWithOneAccountNeverOverlapAndAllRun() throws Exception {
        Random random = new Random(3);
        List<TestCase> tests = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            tests.add(
                    switch (random.nextInt(7)) {
                        case 0 -> test(true, "alice");
                        case 1 -> test(true, "bob");
                        case 2 -> test(true, "alice", "bob");
                        case 3 -> test(false);
                        case 4 -> own();
                        case 5 -> own("bob");
                        default -> test(true);
                    });
        }
        AccountSchedule<TestCase> schedule = new AccountSchedule<>(
                tests, test -> test, new AccountSchedule.Accounts(THREE.labels(), account -> account, true));
        Set<String> held = ConcurrentHashMap.newKeySet();
        AtomicInteger overlaps = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            workers.add(Thread.ofPlatform().start(() -> {
                try {
                    for (var turn = schedule.take(); turn != null; turn = schedule.take()) {
                        TestCase test = turn.work();
                        List<String> accounts =
                                new ArrayList<>(test.accountsKnown() ? test.accounts() : THREE.labels());
                        if (turn.account() != null) {
                            accounts.add(turn.account());
                        } else if (test.ownAccount()) {
                            overlaps.incrementAndGet();
                        }
                        accounts.forEach(account -> {
                            if (!held.add(account)) {
                                overlaps.incrementAndGet();
                            }
                        });
                        Thread.onSpinWait();
                        accounts.forEach(held::remove);
                        done.incrementAndGet();
                        schedule.release(turn);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (Thread worker : workers) {
            worker.join();
        }
        assertThat(done).hasValue(tests.size());
        assertThat(overlaps).hasValue(0);
    }

    @Test
    void whatIsBlockedIsPassedOverAndComesFirstWhenItIsFree() throws Exception {
        TestCase first = test(true, "alice");
        TestCase second = test(true, "alice");
        TestCase other = test(true, "bob");
        TestCase free = test(true);
        AccountSchedule<TestCase> schedule =
                new AccountSchedule<>(List.of(first, second, other, free), test -> test, AccountSchedule.Accounts.NONE);
        var begun = schedule.take();
        assertThat(begun.work()).isSameAs(first);
        assertThat(schedule.take().work()).isSameAs(other);
        schedule.release(begun);
        assertThat(schedule.take().work()).isSameAs(second);
        assertThat(schedule.take().work()).isSameAs(free);
        assertThat(schedule.take()).isNull();
    }

    @Test
    void testsForAnyUserSpreadOverTheAccountsThatAreFree() throws Exception {
        TestCase named = test(true, "alice");
        AccountSchedule<TestCase> schedule =
                new AccountSchedule<>(List.of(named, own(), own("bob"), own()), test -> test, THREE);
        assertThat(schedule.take().account()).isNull();
        var second = schedule.take();
        assertThat(second.account()).isEqualTo("bob");
        // The third names bob, who is taken; the fourth gets the last one.
        var fourth = schedule.take();
        assertThat(fourth.work().accounts()).isEmpty();
        assertThat(fourth.account()).isEqualTo("carol");
        schedule.release(second);
        schedule.release(fourth);
        var third = schedule.take();
        assertThat(third.work().accounts()).containsExactly("bob");
        assertThat(third.account()).isEqualTo("carol");
    }

    @Test
    void oneAfterTheOtherTheyGetTheSameAccountEveryTime() throws Exception {
        AccountSchedule<TestCase> schedule =
                new AccountSchedule<>(List.of(own(), own("alice"), own()), test -> test, THREE);
        List<String> given = new ArrayList<>();
        for (var turn = schedule.take(); turn != null; turn = schedule.take()) {
            given.add(turn.account());
            schedule.release(turn);
        }
        assertThat(given).containsExactly("alice", "bob", "alice");
    }

    @Test
    void severalAtOnceLeaveAloneTheAccountsThatOthersWaitFor() throws Exception {
        AccountSchedule<TestCase> schedule = new AccountSchedule<>(
                List.of(own(), test(true, "alice"), test(true, "bob")),
                test -> test,
                new AccountSchedule.Accounts(THREE.labels(), account -> account, true));
        assertThat(schedule.take().account()).isEqualTo("carol");
    }

    @Test
    void aTestThatNamesAllAccountsIsGivenNoneAndDoesNotWait() throws Exception {
        AccountSchedule<TestCase> schedule =
                new AccountSchedule<>(List.of(own("alice", "bob", "carol")), test -> test, THREE);
        assertThat(schedule.take().account()).isNull();
    }

    @Test
    void theAccountGivenIsNoOtherNameOfOneInUse() throws Exception {
        AccountSchedule<TestCase> schedule = new AccountSchedule<>(
                List.of(test(true, "alice"), own()),
                test -> test,
                new AccountSchedule.Accounts(
                        THREE.labels(), account -> account.equals("bob") ? "alice" : account, false));
        schedule.take();
        assertThat(schedule.take().account()).isEqualTo("carol");
    }

    @Test
    void accountsOfOneMaildropAreOne() throws Exception {
        TestCase alice = test(true, "alice");
        TestCase bob = test(true, "bob");
        TestCase carol = test(true, "carol");
        AccountSchedule<TestCase> schedule = new AccountSchedule<>(
                List.of(alice, bob, carol),
                test -> test,
                new AccountSchedule.Accounts(
                        List.of(), account -> account.equals("carol") ? "carol" : "shared", false));
        var begun = schedule.take();
        assertThat(begun.work()).isSameAs(alice);
        assertThat(schedule.take().work()).isSameAs(carol);
        schedule.release(begun);
        assertThat(schedule.take().work()).isSameAs(bob);
    }

    @Test
    void manyRowsForOneAccountAreHandedOutWithoutLookingThroughAll() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        List<TestCase> tests = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            tests.add(test(true, "alice"));
        }
        AccountSchedule<TestCase> schedule = new AccountSchedule<>(
                tests,
                test -> {
                    looks.incrementAndGet();
                    return test;
                },
                AccountSchedule.Accounts.NONE);
        for (var turn = schedule.take(); turn != null; turn = schedule.take()) {
            schedule.release(turn);
        }
        assertThat(looks).hasValueLessThanOrEqualTo(2 * tests.size());
    }
}
