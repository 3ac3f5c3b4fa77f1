package dev.parley.interpreter;

import dev.parley.program.Program;
import dev.parley.program.TestCase;
import dev.parley.program.ValueReader;
import dev.parley.server.ServerFacts;
import dev.parley.syntax.Block;
import dev.parley.wire.ConnectFailure;
import dev.parley.wire.Deadline;
import dev.parley.wire.Endpoint;
import dev.parley.wire.Session;
import dev.parley.wire.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What all branches of one running test share. Safe for use by several threads. */
final class TestState {
    private final Program program;
    private final TestCase test;
    private final ServerFacts server;
    private final RunSettings settings;
    private final CapabilityProbe probe;
    private final ValueReader values;
    private final Deadline deadline;
    private final boolean readOnly;
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private volatile @Nullable String interruption;
    private volatile boolean failed;
    private final List<Remark> remarks = new ArrayList<>();
    private final List<LiveSession> sessions = new ArrayList<>();
    private final Deque<Deferred> deferred = new ArrayDeque<>();
    private final AtomicInteger looks = new AtomicInteger();

    /** A block for the end of the test, and the branch that deferred it. */
    record Deferred(Block block, Branch branch) {}

    TestState(
            Program program,
            TestCase test,
            ServerFacts server,
            RunSettings settings,
            CapabilityProbe probe,
            Duration timeout) {
        this.program = program;
        this.test = test;
        this.server = server;
        this.settings = settings;
        this.probe = probe;
        this.values = new ValueReader(program);
        this.deadline = Deadline.after(timeout, settings.sessions().ticker());
        this.readOnly = settings.readOnly() || program.readOnly();
    }

    Program program() {
        return program;
    }

    TestCase test() {
        return test;
    }

    ServerFacts server() {
        return server;
    }

    RunSettings settings() {
        return settings;
    }

    CapabilityProbe probe() {
        return probe;
    }

    ValueReader values() {
        return values;
    }

    Ticker ticker() {
        return settings.sessions().ticker();
    }

    /** When the whole test must be over. */
    Deadline deadline() {
        return deadline;
    }

    boolean readOnly() {
        return readOnly;
    }

    Session connect(String name, Endpoint endpoint, Deadline by) throws ConnectFailure {
        Session session = Session.connect(name, endpoint, settings.sessions(), by);
        synchronized (sessions) {
            sessions.add(new LiveSession(session));
        }
        if (interruption != null) {
            session.interrupt();
        }
        return session;
    }

    /** All sessions in the order they were opened. */
    List<LiveSession> sessions() {
        synchronized (sessions) {
            return List.copyOf(sessions);
        }
    }

    /** The session of the test that was opened last. */
    LiveSession latestOf(Session wire) {
        return sessions().stream()
                .filter(live -> live.wire() == wire)
                .findFirst()
                .orElseThrow();
    }

    void remark(Remark remark) {
        synchronized (remarks) {
            remarks.add(remark);
        }
    }

    List<Remark> remarks() {
        synchronized (remarks) {
            return List.copyOf(remarks);
        }
    }

    /** Forgets the remarks behind the first so many: of an attempt that failed. */
    void keepRemarks(int count) {
        synchronized (remarks) {
            remarks.subList(Math.min(count, remarks.size()), remarks.size()).clear();
        }
    }

    void defer(Deferred block) {
        synchronized (deferred) {
            deferred.push(block);
        }
    }

    /** The deferred block to run next, last one first; null when there is none. */
    @Nullable
    Deferred nextDeferred() {
        synchronized (deferred) {
            return deferred.poll();
        }
    }

    /** Takes note that an expectation or a check was made. */
    void looked() {
        looks.incrementAndGet();
    }

    int looks() {
        return looks.get();
    }

    void resetLooks(int count) {
        looks.set(count);
    }

    /** Whether the test has failed or was skipped, so that no QUIT may commit anything. */
    boolean failed() {
        return failed;
    }

    void markFailed() {
        failed = true;
    }

    /** Ends every wait of this test, from any thread. */
    void interrupt(String reason) {
        interruption = reason;
        interrupted.countDown();
        sessions().forEach(session -> session.wire().interrupt());
    }

    @Nullable
    String interruption() {
        return interruption;
    }

    /**
     * Lets time pass.
     *
     * @return whether the whole time passed without an interruption
     */
    boolean pause(Duration time) {
        try {
            return !interrupted.await(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            interrupt("the run was cancelled");
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
