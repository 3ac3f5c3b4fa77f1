package dev.parley.engine;

import dev.parley.interpreter.CapabilityProbe;
import dev.parley.interpreter.Problem;
import dev.parley.interpreter.TestResult;
import dev.parley.interpreter.TestRun;
import dev.parley.program.TestCase;
import dev.parley.secret.Secrets;
import dev.parley.server.Account;
import dev.parley.server.ServerUnavailableException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;

/** Runs the tests of a plan, several at once if asked. What a test comes to is told by {@link Progress}. */
final class Execution {
    private static final String CANCELLED = "the run was cancelled";

    private final EngineSettings settings;
    private final RunObserver observer;
    private final TestDescriptor root;
    private final Progress progress;
    private final CancellationToken cancellation;
    private final CapabilityProbe probe = new CapabilityProbe();
    private final Set<TestRun> running = ConcurrentHashMap.newKeySet();
    /** Why nothing more is begun; what runs goes on. */
    private volatile @Nullable String stop;
    /** Why what runs is ended too. */
    private volatile @Nullable String interruption;

    private volatile @Nullable Throwable fault;
    private int failures;

    Execution(EngineSettings settings, RunObserver observer, ExecutionRequest request) {
        this.settings = settings;
        this.observer = observer;
        this.root = request.getRootTestDescriptor();
        this.progress = new Progress(request.getEngineExecutionListener(), observer);
        this.cancellation = request.getCancellationToken();
    }

    void run() {
        List<TestDescriptor> tests = progress.begin(root);
        settings.shuffle().ifPresent(seed -> Collections.shuffle(tests, new Random(seed)));
        AccountSchedule<TestDescriptor> schedule = new AccountSchedule<>(tests, Execution::testOf, accounts());
        try (RunWatch watch = new RunWatch(settings.runTimeout(), cancellation, this::interrupt)) {
            watch.start();
            List<Thread> workers = new ArrayList<>();
            for (int i = 2; i <= Math.min(settings.jobs(), tests.size()); i++) {
                // A chatty session is slower on a virtual thread.
                workers.add(Thread.ofPlatform().name("parley-job-" + i).start(() -> work(schedule)));
            }
            work(schedule);
            workers.forEach(Execution::join);
        }
        Throwable ours = fault;
        if (ours != null) {
            throw new IllegalStateException("The run could not be recorded.", ours);
        }
        progress.end(root);
    }

    private static @Nullable TestCase testOf(TestDescriptor node) {
        return node instanceof Nodes.TestNode test ? test.test() : null;
    }

    /** In the order of their labels, so that without jobs a test is given the same account every time. */
    private AccountSchedule.Accounts accounts() {
        List<String> labels = settings.server().accountNames().stream().sorted().toList();
        return new AccountSchedule.Accounts(labels, this::maildropOf, settings.jobs() > 1);
    }

    /** Two accounts with one login name have one maildrop. */
    private String maildropOf(String account) {
        Account known = settings.server().accounts().get(account);
        return known == null ? account : known.name();
    }

    static void join(Thread worker) {
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends what runs and skips the rest; from any thread. */
    void interrupt(String reason) {
        synchronized (this) {
            if (interruption != null) {
                return;
            }
            interruption = reason;
            stop = reason;
        }
        observer.cutShort(reason);
        running.forEach(run -> run.interrupt(reason));
    }

    private void work(AccountSchedule<TestDescriptor> schedule) {
        boolean interrupted = false;
        boolean done = false;
        while (!done) {
            try {
                AccountSchedule.Turn<TestDescriptor> turn = schedule.take();
                done = turn == null;
                if (turn != null) {
                    work(schedule, turn);
                }
            } catch (InterruptedException e) {
                // The rest is still to be told as skipped.
                interrupted = true;
                interrupt(CANCELLED);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(AccountSchedule<TestDescriptor> schedule, AccountSchedule.Turn<TestDescriptor> turn) {
        TestDescriptor node = turn.work();
        try {
            if (node instanceof Nodes.TestNode test) {
                test(test, turn.account());
            } else if (node instanceof Nodes.RejectedNode rejected) {
                progress.rejected(rejected);
                failed();
            } else {
                throw new IllegalStateException("no test: " + node.getUniqueId());
            }
        } catch (RuntimeException | Error e) {
            // Whoever observes is at fault, not the test; nothing more can be told for sure.
            fault = e;
            interrupt("Parley itself failed");
        } finally {
            schedule.release(turn);
        }
    }

    /** @param account the label of the one it was given beside those it names, or null */
    private void test(Nodes.TestNode node, @Nullable String account) {
        if (cancellation.isCancellationRequested()) {
            interrupt(CANCELLED);
        }
        String reason = stop;
        if (reason != null) {
            progress.notRun(node, reason);
            return;
        }
        progress.started(node);
        TestResult result = runNow(node, account);
        progress.finished(node, result);
        if (result.outcome() == TestResult.Outcome.FAILED || result.outcome() == TestResult.Outcome.ERRORED) {
            failed();
        }
    }

    private TestResult runNow(Nodes.TestNode node, @Nullable String account) {
        TestCase test = node.test();
        TestRun run = new TestRun(node.program(), test, settings.server(), settings.run(), probe, account);
        running.add(run);
        try {
            String reason = interruption;
            if (reason != null) {
                run.interrupt(reason);
            }
            Set<String> accounts = new TreeSet<>(
                    test.accountsKnown() ? test.accounts() : settings.server().accountNames());
            if (account != null) {
                accounts.add(account);
            }
            if (!accounts.isEmpty()) {
                settings.server().prepare(accounts);
            }
            return run.run();
        } catch (ServerUnavailableException e) {
            return errored(test, Problem.Kind.COULD_NOT_RUN, String.valueOf(e.getMessage()), null);
        } catch (RuntimeException | Error e) {
            // Also an assertion of a library, or no memory left: the test is to blame for none of them, and is not
            // passed.
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            return errored(
                    test,
                    Problem.Kind.INTERNAL,
                    "This is a fault of Parley's own, not of the script or the server.",
                    trace.toString().lines().limit(12).collect(Collectors.joining("\n")));
        } finally {
            running.remove(run);
        }
    }

    private TestResult errored(TestCase test, Problem.Kind kind, String message, @Nullable String actual) {
        Secrets secrets = settings.run().secrets();
        Problem problem = new Problem(
                kind,
                test.span(),
                secrets.mask(message),
                null,
                null,
                actual == null ? null : secrets.mask(actual),
                List.of(),
                null,
                List.of());
        return TestResult.notRun(TestResult.Outcome.ERRORED, List.of(problem), null);
    }

    private synchronized void failed() {
        failures++;
        if (failures == settings.maxFail() && stop == null) {
            stop = failures == 1
                    ? "a test before it failed (--fail-fast)"
                    : failures + " tests before it failed (--max-fail)";
        }
    }
}
