package dev.parley.interpreter;

import dev.parley.source.Span;
import dev.parley.syntax.Block;
import dev.parley.syntax.Statement;
import dev.parley.wire.Deadline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code parallel}: each block on a thread of its own, all joined before the test goes on. */
final class ParallelStep {
    private final Branch branch;

    ParallelStep(Branch branch) {
        this.branch = branch;
    }

    void run(Statement.Parallel statement) {
        List<Block> blocks = statement.branches();
        Barriers barriers = new Barriers(blocks.size());
        List<Branch> branches = new ArrayList<>();
        List<Stop> stops = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Branch own = branch.fork(i + 1);
            Block block = blocks.get(i);
            branches.add(own);
            threads.add(Thread.ofVirtual().name("parley-branch-", i + 1).start(() -> run(own, block, barriers, stops)));
        }
        for (Thread thread : threads) {
            join(thread);
        }
        branches.forEach(own -> branch.variables().adopt(own.variables()));
        conclude(stops);
    }

    private static void run(Branch own, Block block, Barriers barriers, List<Stop> stops) {
        try {
            new Steps(own, barriers).run(block);
        } catch (Stop stop) {
            add(stops, stop instanceof Stop.Failed failed ? failed.diagnosed() : stop);
            if (stop instanceof Stop.Failed) {
                barriers.giveUp();
            }
        } catch (RuntimeException | StackOverflowError e) {
            add(stops, new Stop.Failed(TestRun.internal(block.span(), e), false));
            barriers.giveUp();
        } finally {
            barriers.leave();
        }
    }

    private static void add(List<Stop> stops, Stop stop) {
        synchronized (stops) {
            stops.add(stop);
        }
    }

    /** Branches end by themselves: every wait in them has a deadline and heeds the test's interruption. */
    private void join(Thread thread) {
        boolean joined = false;
        while (!joined) {
            try {
                thread.join();
                joined = true;
            } catch (InterruptedException e) {
                branch.state().interrupt("the run was cancelled");
            }
        }
    }

    /** All failures together, in the order of the script; else the first skip; else the first pass. */
    private static void conclude(List<Stop> stops) {
        List<Stop.Failed> failures = stops.stream()
                .filter(Stop.Failed.class::isInstance)
                .map(Stop.Failed.class::cast)
                .sorted(Comparator.comparingInt(
                        failure -> failure.problems().getFirst().span().start()))
                .toList();
        if (!failures.isEmpty()) {
            throw Stop.Failed.all(failures);
        }
        for (Stop stop : stops) {
            if (stop instanceof Stop.Skipped) {
                throw stop;
            }
        }
        if (!stops.isEmpty()) {
            throw stops.getFirst();
        }
    }

    /** The barriers of one {@code parallel}. A branch that has ended is waited for no longer. */
    static final class Barriers {
        private final int branches;
        private final Map<String, Phaser> phasers = new HashMap<>();
        private int left;
        private boolean givenUp;

        Barriers(int branches) {
            this.branches = branches;
        }

        /** Waits until every branch still running is here. */
        void await(String name, Span span, Deadline deadline) {
            Phaser phaser = phaser(name);
            try {
                int phase = phaser.arrive();
                int next = phaser.awaitAdvanceInterruptibly(
                        phase, Math.max(0, deadline.remaining().toNanos()), TimeUnit.NANOSECONDS);
                // Given up while all had not come: the phaser ended in the phase that was waited in. Who has come past
                // the barrier goes on, even if another fails right behind it.
                if (phase < 0 || next + Integer.MIN_VALUE == phase) {
                    throw new Stop.Abandoned();
                }
            } catch (TimeoutException e) {
                throw new Stop.Failed(
                        ProblemBuilder.failure(
                                        span,
                                        "Only " + phaser.getArrivedParties() + " of " + phaser.getRegisteredParties()
                                                + " branches reached the barrier `" + name + "` within "
                                                + Shown.duration(deadline.allowed()) + ".")
                                .build(),
                        false);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Stop.Abandoned();
            }
        }

        private Phaser phaser(String name) {
            synchronized (phasers) {
                if (givenUp) {
                    throw new Stop.Abandoned();
                }
                return phasers.computeIfAbsent(name, _ -> new Phaser(branches - left));
            }
        }

        /** A branch failed: whoever waits is let go. */
        void giveUp() {
            synchronized (phasers) {
                givenUp = true;
                phasers.values().forEach(Phaser::forceTermination);
            }
        }

        /** A branch has ended. */
        void leave() {
            synchronized (phasers) {
                left++;
                phasers.values().forEach(Phaser::arriveAndDeregister);
            }
        }
    }
}
