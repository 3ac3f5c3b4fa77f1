package dev.parley.compare;

import dev.parley.compare.Baseline.TestTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * Whether commands became slower, by the rank test of Mann and Whitney, which asks nothing of how times are
 * distributed. A verdict wants enough samples, a small chance of error for all commands together, and a difference that
 * a user could notice. A sample is what a command took in one round, its median: the times within a round share the
 * mood of the machine and prove nothing by their number.
 *
 * <p>Two servers measured in turn are compared as they are. Runs at different times are compared by how much a command
 * changed beside the others, because then the machine itself may have been slower.
 */
final class TimingComparison {
    private static final int ENOUGH = 20;
    private static final double CHANCE = 0.001;
    private static final double NOTICEABLE = 1.5;
    private static final Duration SMALLEST = Duration.ofMillis(1);

    private TimingComparison() {}

    static List<Timing> of(List<TestTrace> before, List<TestTrace> after, boolean inTurn) {
        Map<String, double[]> old = samples(before);
        Map<String, double[]> now = samples(after);
        double common = inTurn ? 1 : commonRatio(old, now);
        List<Timing> timings = new ArrayList<>();
        old.forEach((command, samples) -> {
            double[] others = now.get(command);
            if (others != null) {
                timings.add(new Timing(
                        command,
                        spread(samples),
                        spread(others),
                        verdict(samples, others, common, CHANCE / old.size())));
            }
        });
        return timings;
    }

    /** Nanoseconds by command, sorted: of each round the median. */
    private static Map<String, double[]> samples(List<TestTrace> traces) {
        Map<String, Map<Integer, List<Double>>> times = new TreeMap<>();
        for (TestTrace trace : traces) {
            trace.sessions().stream()
                    .flatMap(session -> session.exchanges().stream())
                    .filter(exchange -> !exchange.keyword().isEmpty())
                    .forEach(exchange -> times.computeIfAbsent(exchange.keyword(), _ -> new TreeMap<>())
                            .computeIfAbsent(trace.round(), _ -> new ArrayList<>())
                            .add((double) exchange.elapsed().toNanos()));
        }
        Map<String, double[]> samples = new TreeMap<>();
        times.forEach((command, rounds) -> samples.put(
                command,
                rounds.values().stream()
                        .mapToDouble(round -> quantile(sorted(round), 0.5))
                        .sorted()
                        .toArray()));
        return samples;
    }

    private static double[] sorted(List<Double> times) {
        return times.stream().mapToDouble(time -> time).sorted().toArray();
    }

    /** By how much all commands changed alike: the median of their ratios. */
    private static double commonRatio(Map<String, double[]> old, Map<String, double[]> now) {
        double[] ratios = old.entrySet().stream()
                .flatMapToDouble(entry -> {
                    double[] times = now.get(entry.getKey());
                    return times == null
                            ? DoubleStream.empty()
                            : DoubleStream.of(quantile(times, 0.5) / Math.max(1, quantile(entry.getValue(), 0.5)));
                })
                .sorted()
                .toArray();
        return ratios.length == 0 ? 1 : Math.max(quantile(ratios, 0.5), 1e-9);
    }

    private static Timing.Verdict verdict(double[] old, double[] now, double common, double chance) {
        if (old.length < ENOUGH || now.length < ENOUGH) {
            return Timing.Verdict.TOO_FEW;
        }
        double[] fair = Arrays.stream(now).map(time -> time / common).toArray();
        double before = quantile(old, 0.5);
        double after = quantile(fair, 0.5);
        boolean noticeable = Math.max(before, after) >= NOTICEABLE * Math.min(before, after)
                && Math.abs(after - before) >= SMALLEST.toNanos();
        if (!noticeable || MannWhitneyUTest.withDefaults().test(old, fair).getPValue() >= chance) {
            return Timing.Verdict.THE_SAME;
        }
        return after > before ? Timing.Verdict.SLOWER : Timing.Verdict.FASTER;
    }

    private static Timing.Spread spread(double[] sorted) {
        return new Timing.Spread(
                sorted.length,
                Duration.ofNanos((long) quantile(sorted, 0.25)),
                Duration.ofNanos((long) quantile(sorted, 0.5)),
                Duration.ofNanos((long) quantile(sorted, 0.75)));
    }

    private static double quantile(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
