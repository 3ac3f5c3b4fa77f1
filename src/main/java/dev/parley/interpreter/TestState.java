package dev.parley.interpreter;

import dev.parley.expression.Surroundings;
import dev.parley.program.Program;
import dev.parley.program.TestCase;
import dev.parley.program.ValueReader;
import dev.parley.secret.Secrets;
import dev.parley.server.Account;
import dev.parley.server.MailFailure;
import dev.parley.server.Maildrops;
import dev.parley.server.ServerFacts;
import dev.parley.syntax.AccountRef;
import dev.parley.syntax.Block;
import dev.parley.wire.ConnectFailure;
import dev.parley.wire.Deadline;
import dev.parley.wire.Endpoint;
import dev.parley.wire.Session;
import dev.parley.wire.SessionSettings;
import dev.parley.wire.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What all branches of one running test share. Safe for use by several threads. */
final class TestState {
    private final Program program;
    private final TestCase test;
    private final ServerFacts server;
    private final Maildrops maildrops;
    private final RunSettings settings;
    private final CapabilityProbe probe;
    private final Secrets secrets;
    private final Surroundings surroundings;
    private final ValueReader values;
    private final SessionSettings sessionSettings;
    private final Deadline deadline;
    private final Map<String, Account> accounts;
    private final boolean readOnly;
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private volatile @Nullable String interruption;
    private volatile boolean failed;
    private final List<Remark> remarks = new ArrayList<>();
    private final List<Recorded> recorded = new ArrayList<>();
    private final List<LiveSession> sessions = new ArrayList<>();
    private final Deque<Deferred> deferred = new ArrayDeque<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final MailLedger mail = new MailLedger();
    private final Set<Thread> outside = ConcurrentHashMap.newKeySet();

    /** Work was ended before it was done; the message is a sentence. */
    static final class CutShort extends Exception {
        private static final long serialVersionUID = 1;

        CutShort(String message) {
            super(message);
        }
    }

    /** A block for the end of the test, and the branch that deferred it. */
    record Deferred(Block block, Branch branch) {}

    TestState(
            Program program,
            TestCase test,
            ServerFacts server,
            Maildrops maildrops,
            RunSettings settings,
            CapabilityProbe probe,
            Duration timeout,
            @Nullable String ownAccount) {
        this.program = program;
        this.test = test;
        this.server = server;
        this.maildrops = maildrops;
        this.settings = settings;
        this.probe = probe;
        this.secrets = settings.secrets().within();
        this.surroundings = settings.dialogues()
                ? settings.surroundings().by(new Random(chance(program, test)))
                : settings.surroundings();
        this.values = new ValueReader(program);
        this.sessionSettings = settings.sessions()
                .telling(secrets::suspect)
                .keepingMessages(program.looksIntoMessages() || settings.dialogues());
        this.deadline = Deadline.after(timeout, settings.sessions().ticker());
        this.accounts = accounts(server, ownAccount);
        this.readOnly = settings.readOnly() || program.readOnly();
    }

    /** The same for a test on each server and in each round. */
    private static long chance(Program program, TestCase test) {
        return Objects.hash(program.file().name(), test.test().name().span().text());
    }

    private static Map<String, Account> accounts(ServerFacts server, @Nullable String own) {
        Map<String, Account> accounts = new HashMap<>(server.accounts());
        Account given = own == null ? null : server.accounts().get(own);
        if (given != null) {
            accounts.put(AccountRef.OWN, given);
        }
        return Map.copyOf(accounts);
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

    Maildrops maildrops() {
        return maildrops;
    }

    MailLedger mail() {
        return mail;
    }

    /** The server's by the names scripts use; {@link AccountRef#OWN} is the one that this test was given. */
    Map<String, Account> accounts() {
        return accounts;
    }

    RunSettings settings() {
        return settings;
    }

    /**
     * What expressions see of the world. Where a dialogue is compared with another run's, a test is dealt the same chance
     * in both: mail that it makes at random is the same mail.
     */
    Surroundings surroundings() {
        return surroundings;
    }

    CapabilityProbe probe() {
        return probe;
    }

    /** What this test must not show. */
    Secrets secrets() {
        return secrets;
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

    LiveSession connect(String name, Endpoint endpoint, Deadline by) throws ConnectFailure {
        Session wire = Session.connect(name, endpoint, sessionSettings, by);
        LiveSession session = new LiveSession(wire, settings.dialogues(), ticker());
        synchronized (sessions) {
            sessions.add(session);
        }
        if (interruption != null) {
            wire.interrupt();
        }
        return session;
    }

    /** All sessions in the order they were opened. */
    List<LiveSession> sessions() {
        synchronized (sessions) {
            return List.copyOf(sessions);
        }
    }

    void remark(Remark remark) {
        synchronized (remarks) {
            remarks.add(remark);
        }
    }

    /** Takes note of what is worth saying once in a test. */
    void remarkOnce(Remark remark) {
        synchronized (remarks) {
            if (remarks.stream().noneMatch(known -> known.text().equals(remark.text()))) {
                remarks.add(remark);
            }
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

    void record(Recorded value) {
        synchronized (recorded) {
            recorded.add(value);
        }
    }

    List<Recorded> recorded() {
        synchronized (recorded) {
            return List.copyOf(recorded);
        }
    }

    /** Forgets what was recorded behind the first so many: by an attempt that failed. */
    void keepRecorded(int count) {
        synchronized (recorded) {
            recorded.subList(Math.min(count, recorded.size()), recorded.size()).clear();
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
        outside.forEach(Thread::interrupt);
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

    /**
     * Does something that waits for others, on a thread of its own, so that the end of the test's time and an
     * interruption end it whatever it waits for.
     *
     * @throws MailFailure as the work does
     * @param by the test's deadline or an earlier one
     * @throws CutShort when that had passed, or the test was interrupted, before the work was done
     */
    <T> T outside(Callable<T> work, Deadline by) throws MailFailure, CutShort {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = Thread.ofVirtual().name("parley-mail").unstarted(task);
        outside.add(thread);
        try {
            if (interruption != null) {
                thread.interrupt();
            }
            thread.start();
            return task.get(Math.max(1, by.remaining().toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new CutShort(
                    deadline.hasPassed()
                            ? "The test's time of " + Shown.duration(deadline.allowed()) + " was over here."
                            : "This was not done within " + Shown.duration(by.allowed()) + ".");
        } catch (InterruptedException e) {
            interrupt("the run was cancelled");
            Thread.currentThread().interrupt();
            throw new CutShort("The test was ended here: the run was cancelled.");
        } catch (ExecutionException e) {
            String reason = interruption;
            if (reason != null) {
                throw new CutShort("The test was ended here: " + reason + ".");
            }
            switch (e.getCause()) {
                case MailFailure failure -> throw failure;
                case RuntimeException ours -> throw ours;
                case Error ours -> throw ours;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        } finally {
            thread.interrupt();
            outside.remove(thread);
        }
    }
}
