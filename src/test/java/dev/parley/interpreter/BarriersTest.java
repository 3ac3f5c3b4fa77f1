package dev.parley.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.source.SourceFile;
import dev.parley.source.Span;
import dev.parley.wire.Deadline;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits at a barrier, and who goes on. */
@Timeout(60)
class BarriersTest {
    private final ParallelStep.Barriers barriers = new ParallelStep.Barriers(2);

    private void await(String name) {
        Span somewhere = new Span(new SourceFile("a.parley", ""), 0, 0);
        barriers.await(name, somewhere, Deadline.after(Duration.ofSeconds(20), System::nanoTime));
    }

    @RepeatedTest(20)
    void whoHasPassedGoesOnThoughAnotherFailsRightBehindIt() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> passing = threads.submit(() -> await("both"));
            await("both");
            barriers.giveUp();
            assertThat(passing.get()).isNull();
        }
    }

    @Test
    void whoStillWaitsIsLetGoWhenAnotherFails() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> waiting = threads.submit(() -> {
                begun.countDown();
                await("both");
            });
            begun.await();
            barriers.giveUp();
            assertThatThrownBy(waiting::get).hasCauseInstanceOf(Stop.Abandoned.class);
        }
    }

    @Test
    void nobodyWaitsForABranchThatHasEnded() {
        barriers.leave();
        await("both");
        barriers.giveUp();
        assertThatThrownBy(() -> await("another")).isInstanceOf(Stop.Abandoned.class);
    }
}
