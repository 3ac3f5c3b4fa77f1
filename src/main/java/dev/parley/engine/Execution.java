package dev.parley.engine;

import dev.parley.interpreter.CapabilityProbe;
import dev.parley.interpreter.Problem;
import dev.parley.interpreter.TestResult;
import dev.parley.interpreter.TestRun;
import dev.parley.program.TestCase;
import dev.parley.server.ServerUnavailableException;
import dev.parley.source.Diagnostic;
import dev.parley.source.DiagnosticRenderer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Runs the tests of a plan, several at once if asked, and tells the platform. */
final class Execution {
    private final EngineSettings settings;
    private final RunObserver observer;
    private final TestDescriptor root;
    private final EngineExecutionListener listener;
    private final java.util.function.BooleanSupplier cancelled;
    private final CapabilityProbe probe = new CapabilityProbe();
    private final Set<TestRun> running = ConcurrentHashMap.newKeySet();
    private final Map<TestDescriptor, Integer> left = new HashMap<>();
    private final Set<TestDescriptor> started = new HashSet<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable String stopReason;
    private int failures;

    Execution(EngineSettings settings, RunObserver observer, ExecutionRequest request) {
        this.settings = settings;
        this.observer = observer;
        this.root = request.getRootTestDescriptor();
        this.listener = request.getEngineExecutionListener();
        this.cancelled = request.getCancellationToken()::isCancellationRequested;
    }

    void run() {
        listener.executionStarted(root);
        List<TestDescriptor> tests = new ArrayList<>();
        for (TestDescriptor script : root.getChildren()) {
            List<? extends TestDescriptor> own = List.copyOf(script.getChildren());
            tests.addAll(own);
            left.put(script, own.size());
            if (own.isEmpty()) {
                listener.executionStarted(script);
                listener.executionFinished(script, TestExecutionResult.successful());
            }
        }
        settings.shuffle().ifPresent(seed -> Collections.shuffle(tests, new Random(seed)));
        AccountSchedule<TestDescriptor> schedule = new AccountSchedule<>(tests, Execution::testOf);
        limitTime();
        List<Thread> workers = new ArrayList<>();
        for (int i = 1; i < Math.min(settings.jobs(), tests.size()); i++) {
            // A chatty session is slower on a virtual thread.
            workers.add(Thread.ofPlatform().name("parley-job-", i + 1).start(() -> work(schedule)));
        }
        work(schedule);
        workers.forEach(Execution::join);
        done.countDown();
        listener.executionFinished(root, TestExecutionResult.successful());
    }

    private static @Nullable TestCase testOf(TestDescriptor node) {
        return node instanceof Nodes.TestNode test ? test.test() : null;
    }

    private static void join(Thread worker) {
        boolean joined = false;
        while (!joined) {
            try {
                worker.join();
                joined = true;
            } catch (InterruptedException e) {
                worker.interrupt();
            }
        }
    }

    private void limitTime() {
        Duration limit = settings.runTimeout();
        if (limit != null) {
            Thread.ofVirtual().name("parley-run-timeout").start(() -> {
                try {
                    if (!done.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                        interrupt("the run's time of " + limit.toMillis() + " ms was over");
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    /** Ends what runs and skips the rest. */
    void interrupt(String reason) {
        stopReason = reason;
        running.forEach(run -> run.interrupt(reason));
    }

    private void work(AccountSchedule<TestDescriptor> schedule) {
        try {
            for (TestDescriptor node = schedule.take(); node != null; node = schedule.take()) {
                try {
                    run(node);
                } finally {
                    schedule.release(node);
                }
            }
        } catch (InterruptedException e) {
            interrupt("the run was cancelled");
        }
    }

    private void run(TestDescriptor node) {
        begin(node);
        TestExecutionResult outcome = switch (node) {
            case Nodes.TestNode test -> platformResult(execute(test));
            case Nodes.RejectedNode rejected -> {
                observer.rejected(rejected.file(), rejected.script());
                count(true);
                yield TestExecutionResult.failed(
                        new ScriptRejectedException(DiagnosticRenderer.render(rejected.script().diagnostics().stream()
                                .filter(Diagnostic::isError)
                                .toList())));
            }
            default -> throw new IllegalStateException("no test: " + node.getUniqueId());
        };
        end(node, outcome);
    }

    private TestResult execute(Nodes.TestNode node) {
        if (cancelled.getAsBoolean() && stopReason == null) {
            interrupt("the run was cancelled");
        }
        String stopped = stopReason;
        TestResult result;
        if (stopped != null) {
            result =
                    new TestResult(TestResult.Outcome.SKIPPED, List.of(), List.of(), stopped, List.of(), Duration.ZERO);
        } else {
            result = runNow(node);
        }
        boolean bad = result.outcome() == TestResult.Outcome.FAILED || result.outcome() == TestResult.Outcome.ERRORED;
        observer.finished(node.program(), node.test(), node.getDisplayName(), result);
        count(bad);
        return result;
    }

    private TestResult runNow(Nodes.TestNode node) {
        TestCase test = node.test();
        TestRun run = new TestRun(node.program(), test, settings.server(), settings.run(), probe);
        running.add(run);
        try {
            String stopped = stopReason;
            if (stopped != null) {
                run.interrupt(stopped);
            }
            Set<String> accounts =
                    test.accountsKnown() ? test.accounts() : settings.server().accountNames();
            if (!accounts.isEmpty()) {
                settings.server().prepare(accounts);
            }
            return run.run();
        } catch (ServerUnavailableException e) {
            Problem problem = new Problem(
                    Problem.Kind.COULD_NOT_RUN,
                    test.span(),
                    String.valueOf(e.getMessage()),
                    null,
                    null,
                    null,
                    List.of(),
                    null,
                    List.of());
            return new TestResult(
                    TestResult.Outcome.ERRORED, List.of(problem), List.of(), null, List.of(), Duration.ZERO);
        } finally {
            running.remove(run);
        }
    }

    private synchronized void count(boolean bad) {
        if (bad && ++failures == settings.maxFail() && stopReason == null) {
            stopReason = settings.maxFail() == 1
                    ? "a test before it failed (--fail-fast)"
                    : settings.maxFail() + " tests before it failed (--max-fail)";
        }
    }

    private synchronized void begin(TestDescriptor node) {
        TestDescriptor script = Nodes.scriptOf(node);
        if (started.add(script)) {
            listener.executionStarted(script);
        }
        listener.executionStarted(node);
    }

    private synchronized void end(TestDescriptor node, TestExecutionResult outcome) {
        listener.executionFinished(node, outcome);
        TestDescriptor script = Nodes.scriptOf(node);
        if (left.merge(script, -1, Integer::sum) == 0) {
            listener.executionFinished(script, TestExecutionResult.successful());
        }
    }

    private static TestExecutionResult platformResult(TestResult result) {
        return switch (result.outcome()) {
            case PASSED, KNOWN_ISSUE_GONE -> TestExecutionResult.successful();
            case SKIPPED -> TestExecutionResult.aborted(new TestAbortedException(result.reason()));
            case KNOWN_ISSUE ->
                TestExecutionResult.aborted(new TestAbortedException("known issue: " + result.reason()));
            case FAILED -> {
                Problem first = result.problems().getFirst();
                yield TestExecutionResult.failed(
                        first.expected() == null || first.actual() == null
                                ? new AssertionFailedError(text(result))
                                : new AssertionFailedError(text(result), first.expected(), first.actual()));
            }
            case ERRORED -> TestExecutionResult.failed(new CouldNotRunException(text(result)));
        };
    }

    private static String text(TestResult result) {
        return result.problems().stream()
                .map(problem -> problem.span().place() + ": " + problem.message())
                .collect(Collectors.joining("\n"));
    }
}
