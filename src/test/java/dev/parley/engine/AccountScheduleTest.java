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
    private static TestCase test(boolean known, String... accounts) {
        Span span = new Span(new SourceFile("x", "x"), 0, 1);
        Item.Test item =
                new Item.Test(span, span, new Template(span, List.of()), null, List.of(), new Block(span, List.of()));
        return new TestCase(item, "x", 0, Map.of(), List.of(), Set.of(), List.of(), Set.of(accounts), known);
    }

    @Test
    void testsWithOneAccountNeverOverlapAndAllRun() throws Exception {
        Random random = new Random(3);
        List<TestCase> tests = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            tests.add(
                    switch (random.nextInt(5)) {
                        case 0 -> test(true, "alice");
                        case 1 -> test(true, "bob");
                        case 2 -> test(true, "alice", "bob");
                        case 3 -> test(false);
                        default -> test(true);
                    });
        }
        AccountSchedule<TestCase> schedule = new AccountSchedule<>(tests, test -> test);
        Set<String> held = ConcurrentHashMap.newKeySet();
        AtomicInteger overlaps = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            workers.add(Thread.ofPlatform().start(() -> {
                try {
                    for (TestCase test = schedule.take(); test != null; test = schedule.take()) {
                        Set<String> accounts = test.accountsKnown() ? test.accounts() : Set.of("alice", "bob");
                        accounts.forEach(account -> {
                            if (!held.add(account)) {
                                overlaps.incrementAndGet();
                            }
                        });
                        Thread.onSpinWait();
                        held.removeAll(accounts);
                        done.incrementAndGet();
                        schedule.release(test);
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
        AccountSchedule<TestCase> schedule = new AccountSchedule<>(List.of(first, second, other, free), test -> test);
        assertThat(schedule.take()).isSameAs(first);
        assertThat(schedule.take()).isSameAs(other);
        schedule.release(first);
        assertThat(schedule.take()).isSameAs(second);
        assertThat(schedule.take()).isSameAs(free);
        assertThat(schedule.take()).isNull();
    }

    @Test
    void accountsOfOneMaildropAreOne() throws Exception {
        TestCase alice = test(true, "alice");
        TestCase bob = test(true, "bob");
        TestCase carol = test(true, "carol");
        AccountSchedule<TestCase> schedule = new AccountSchedule<>(
                List.of(alice, bob, carol), test -> test, account -> account.equals("carol") ? "carol" : "shared");
        assertThat(schedule.take()).isSameAs(alice);
        assertThat(schedule.take()).isSameAs(carol);
        schedule.release(alice);
        assertThat(schedule.take()).isSameAs(bob);
    }

    @Test
    void manyRowsForOneAccountAreHandedOutWithoutLookingThroughAll() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        List<TestCase> tests = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            tests.add(test(true, "alice"));
        }
        AccountSchedule<TestCase> schedule = new AccountSchedule<>(tests, test -> {
            looks.incrementAndGet();
            return test;
        });
        for (TestCase test = schedule.take(); test != null; test = schedule.take()) {
            schedule.release(test);
        }
        assertThat(looks).hasValueLessThanOrEqualTo(2 * tests.size());
    }
}
