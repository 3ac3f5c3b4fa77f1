package dev.parley.compare;

import static dev.parley.compare.Samples.test;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.compare.Baseline.TestTrace;
import dev.parley.interpreter.Exchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How long commands take differs only where it does so beyond chance. */
class TimingComparisonTest {
    /** Times around a median in milliseconds, always the same for one seed. */
    private static List<TestTrace> timed(String command, double median, int samples, long seed) {
        Random random = new Random(seed);
        return IntStream.rangeClosed(1, samples)
                .mapToObj(round -> {
                    long nanos = (long) (median * 1e6 * Math.exp(random.nextGaussian() * 0.3));
                    Exchange exchange = new Exchange(command, "+OK", null, "", null, Duration.ofNanos(nanos));
                    return in(round, test("PASS", exchange));
                })
                .toList();
    }

    private static TestTrace in(int round, TestTrace test) {
        return new TestTrace(
                test.file(), test.name(), round, test.outcome(), null, test.sessions(), List.of(), List.of());
    }

    private static Timing.Verdict verdict(List<TestTrace> before, List<TestTrace> after) {
        return TimingComparison.of(before, after, true).getFirst().verdict();
    }

    @Test
    void timesAreJudgedOnlyWithEnoughSamplesAndBeyondChance() {
        assertThat(verdict(timed("STAT", 5, 100, 1), timed("STAT", 15, 100, 2))).isEqualTo(Timing.Verdict.SLOWER);
        assertThat(verdict(timed("STAT", 15, 100, 1), timed("STAT", 5, 100, 2))).isEqualTo(Timing.Verdict.FASTER);
        assertThat(verdict(timed("STAT", 5, 19, 1), timed("STAT", 50, 19, 2))).isEqualTo(Timing.Verdict.TOO_FEW);
        assertThat(verdict(timed("STAT", 5, 100, 1), timed("STAT", 5, 100, 2))).isEqualTo(Timing.Verdict.THE_SAME);
        // Three times as long, and still nothing that a user could notice.
        assertThat(verdict(timed("STAT", 0.1, 100, 1), timed("STAT", 0.3, 100, 2)))
                .isEqualTo(Timing.Verdict.THE_SAME);
    }

    /** A hundred times in one round are one sample: the machine may just have been busy. */
    @Test
    void whatWasMeasuredTogetherIsOneSample() {
        List<TestTrace> before =
                timed("STAT", 5, 100, 1).stream().map(test -> in(1, test)).toList();
        List<TestTrace> after =
                timed("STAT", 50, 100, 2).stream().map(test -> in(1, test)).toList();
        Timing timing = TimingComparison.of(before, after, true).getFirst();
        assertThat(timing.verdict()).isEqualTo(Timing.Verdict.TOO_FEW);
        assertThat(timing.before().samples()).isEqualTo(1);
    }

    @Test
    void aMachineThatWasSlowerAsAWholeIsNotTheServersFault() {
        List<TestTrace> before = new ArrayList<>();
        List<TestTrace> after = new ArrayList<>();
        long seed = 1;
        for (String command : List.of("NOOP", "STAT", "LIST", "UIDL", "RETR")) {
            before.addAll(named(timed(command, 4, 60, seed++), command));
            after.addAll(named(timed(command, command.equals("RETR") ? 60 : 12, 60, seed++), command));
        }
        assertThat(TimingComparison.of(before, after, false))
                .filteredOn(timing -> timing.verdict() == Timing.Verdict.SLOWER)
                .extracting(Timing::command)
                .containsExactly("RETR");
        assertThat(TimingComparison.of(before, after, true))
                .allMatch(timing -> timing.verdict() == Timing.Verdict.SLOWER);
    }

    private static List<TestTrace> named(List<TestTrace> tests, String name) {
        return tests.stream()
                .map(test -> new TestTrace(
                        test.file(), name, test.round(), test.outcome(), null, test.sessions(), List.of(), List.of()))
                .toList();
    }

    /** Fifty pairs of samples of one server: not one verdict. */
    @Test
    void chanceAloneIsNoDifference() {
        assertThat(IntStream.range(0, 50))
                .allMatch(seed -> verdict(timed("STAT", 5, 40, seed), timed("STAT", 5, 40, 1000 + seed))
                        == Timing.Verdict.THE_SAME);
    }
}
