package dev.parley.compare;

import dev.parley.difference.Kind;
import dev.parley.difference.Rule;
import dev.parley.difference.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is different between two servers.
 *
 * @param before the earlier server's name
 * @param after the later server's name
 * @param differences the most serious first
 * @param timings of each command that both have
 */
public record Comparison(String before, String after, List<Difference> differences, List<Timing> timings) {
    public Comparison {
        differences = List.copyOf(differences);
        timings = List.copyOf(timings);
    }

    /**
     * Compares all that is in both.
     *
     * @param rules the first that fits a difference counts
     * @param inTurn whether the two were measured in turn, so that their times can be compared as they are
     */
    public static Comparison of(Baseline before, Baseline after, List<Rule> rules, boolean inTurn) {
        List<Timing> timings = TimingComparison.of(before.tests(), after.tests(), inTurn);
        List<Difference> differences = new ArrayList<>();
        differences.addAll(PortraitComparison.of(before.portrait(), after.portrait()));
        if (!before.maildrops().isEmpty() && !after.maildrops().isEmpty()) {
            differences.addAll(InventoryDifferences.of(before.maildrops(), after.maildrops()));
        }
        differences.addAll(TestComparison.of(before.tests(), after.tests()));
        timings.stream().flatMap(Comparison::difference).forEach(differences::add);
        return of(before.server(), after.server(), differences, timings, rules);
    }

    /** Puts differences in their order, after the rules. */
    public static Comparison of(
            String before, String after, List<Difference> differences, List<Timing> timings, List<Rule> rules) {
        List<Difference> judged = differences.stream()
                .map(difference -> judged(difference, rules))
                .sorted(Comparator.comparing(Difference::severity))
                .toList();
        return new Comparison(before, after, judged, timings);
    }

    private static Difference judged(Difference difference, List<Rule> rules) {
        return rules.stream()
                .filter(rule -> rule.fits(
                        difference.kind(),
                        difference.subject() + " " + difference.place(),
                        difference.before(),
                        difference.after()))
                .findFirst()
                .map(rule -> difference.judged(rule.severity(), rule.reason()))
                .orElse(difference);
    }

    private static Stream<Difference> difference(Timing timing) {
        return switch (timing.verdict()) {
            case TOO_FEW, THE_SAME -> Stream.of();
            case SLOWER -> Stream.of(difference(Kind.SLOWER, timing));
            case FASTER -> Stream.of(difference(Kind.FASTER, timing));
        };
    }

    private static Difference difference(Kind kind, Timing timing) {
        return Difference.of(kind, timing.command(), "", shown(timing.before()), shown(timing.after()));
    }

    /** A spread of few samples says nothing. */
    static String shown(Timing.Spread spread) {
        if (spread.samples() < 4) {
            String median =
                    String.format(Locale.ROOT, "%.2f ms", spread.median().toNanos() / 1e6);
            return median + (spread.samples() == 1 ? " (1 sample)" : " (" + spread.samples() + " samples)");
        }
        return String.format(
                Locale.ROOT,
                "%.2f ms (half of %d between %.2f and %.2f)",
                spread.median().toNanos() / 1e6,
                spread.samples(),
                spread.lowerQuartile().toNanos() / 1e6,
                spread.upperQuartile().toNanos() / 1e6);
    }

    public long count(Severity severity) {
        return differences.stream()
                .filter(difference -> difference.severity() == severity)
                .count();
    }
}
