package dev.parley.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.CancellationToken;

/** Ends a run when its time is over or the platform cancels it, while a test may be waiting for a server. */
final class RunWatch implements AutoCloseable {
    /** A cancellation tells nobody; it has to be asked. */
    private static final Duration ASK_EVERY = Duration.ofMillis(50);

    private final @Nullable Duration limit;
    private final CancellationToken cancellation;
    private final Consumer<String> interrupt;
    private final CountDownLatch done = new CountDownLatch(1);

    RunWatch(@Nullable Duration limit, CancellationToken cancellation, Consumer<String> interrupt) {
        this.limit = limit;
        this.cancellation = cancellation;
        this.interrupt = interrupt;
    }

    void start() {
        if (limit != null || cancellation != CancellationToken.disabled()) {
            Thread.ofVirtual().name("parley-run-watch").start(this::watch);
        }
    }

    private void watch() {
        long begun = System.nanoTime();
        try {
            boolean over = false;
            while (!over && !done.await(pause(begun).toNanos(), TimeUnit.NANOSECONDS)) {
                if (cancellation.isCancellationRequested()) {
                    interrupt.accept("the run was cancelled");
                    over = true;
                } else if (limit != null && left(begun, limit).isZero()) {
                    interrupt.accept("the run's time of " + limit.toMillis() + " ms was over");
                    over = true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration pause(long begun) {
        if (limit == null) {
            return ASK_EVERY;
        }
        Duration left = left(begun, limit);
        boolean ask = cancellation != CancellationToken.disabled() && left.compareTo(ASK_EVERY) > 0;
        return ask ? ASK_EVERY : left;
    }

    private static Duration left(long begun, Duration limit) {
        Duration left = limit.minusNanos(System.nanoTime() - begun);
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public void close() {
        done.countDown();
    }
}
