package dev.parley.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C during a run: what runs is ended, and the process waits until the reports are written. Closed, it lets the
 * process go.
 */
final class Interruption implements AutoCloseable {
    /** How long ending and writing may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Thread hook;
    private final CountDownLatch written = new CountDownLatch(1);
    private volatile boolean happened;

    private Interruption(Runnable interrupt) {
        this.hook = Thread.ofPlatform().name("parley-interrupt").unstarted(() -> happen(interrupt));
    }

    /** @param interrupt ends what runs, from any thread */
    static Interruption watch(Runnable interrupt) {
        Interruption interruption = new Interruption(interrupt);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    boolean happened() {
        return happened;
    }

    private void happen(Runnable interrupt) {
        happened = true;
        interrupt.run();
        try {
            if (!written.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        written.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook has begun and now ends by itself.
        }
    }
}
