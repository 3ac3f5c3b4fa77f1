package dev.parley.inventory;

import dev.parley.server.Account;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads many maildrops, several at once, and keeps none: each is handed on as soon as it was read. */
public final class Taking {
    private final MaildropReader reader;
    private final Iterator<Account> accounts;
    private final Consumer<Maildrop> sink;
    private final AtomicBoolean stopped = new AtomicBoolean();

    /** @param sink is given each maildrop, one at a time */
    public Taking(MaildropReader reader, Iterator<Account> accounts, Consumer<Maildrop> sink) {
        this.reader = reader;
        this.accounts = accounts;
        this.sink = sink;
    }

    /**
     * Blocks until all were read, or until {@link #stop}.
     *
     * @param jobs how many at once
     * @throws RuntimeException what the sink or the accounts threw
     */
    public void run(int jobs) throws InterruptedException {
        Thread[] workers = new Thread[jobs];
        @Nullable RuntimeException[] faults = new @Nullable RuntimeException[jobs];
        for (int i = 0; i < jobs; i++) {
            int worker = i;
            workers[i] = Thread.ofPlatform().name("parley-inventory-" + i).start(() -> faults[worker] = work());
        }
        try {
            for (Thread worker : workers) {
                worker.join();
            }
        } catch (InterruptedException e) {
            stop();
            for (Thread worker : workers) {
                worker.interrupt();
            }
            throw e;
        }
        for (RuntimeException fault : faults) {
            if (fault != null) {
                throw fault;
            }
        }
    }

    /** Begins with no further maildrop; from any thread. */
    public void stop() {
        stopped.set(true);
    }

    private @Nullable RuntimeException work() {
        try {
            for (Account account = next(); account != null; account = next()) {
                deliver(reader.read(account));
            }
            return null;
        } catch (InterruptedException e) {
            stop();
            return null;
        } catch (RuntimeException e) {
            stop();
            return e;
        }
    }

    private @Nullable Account next() {
        synchronized (accounts) {
            return !stopped.get() && accounts.hasNext() ? accounts.next() : null;
        }
    }

    private void deliver(Maildrop maildrop) {
        synchronized (sink) {
            sink.accept(maildrop);
        }
    }
}
