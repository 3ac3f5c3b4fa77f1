package dev.parley.peer.full;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A dialogue in which a fault shows.
 *
 * @param right what is seen without the fault; {@code …} stands for anything
 * @param wrong what is seen with it
 */
record Shown(Probe probe, String right, String wrong) {
    @FunctionalInterface
    interface Probe {
        String seenBy(Talk talk) throws Exception;
    }

    static Shown shown(Probe probe, String right, String wrong) {
        return new Shown(probe, right, wrong);
    }

    /** A test for each fault: seen with it, and not seen without it. */
    static <F extends Fault> Stream<DynamicTest> each(F[] faults, Function<F, Shown> table) {
        return Arrays.stream(faults)
                .map(fault -> DynamicTest.dynamicTest(
                        fault.name(),
                        () -> table.apply(fault)
                                .tellsApart(
                                        Behaviour.of(Set.of(), fault.implied()),
                                        Behaviour.of(Set.of(fault), Set.of()))));
    }

    /** The same for habits. */
    static Stream<DynamicTest> each(Variant[] variants, Duration delay, Function<Variant, Shown> table) {
        return Arrays.stream(variants)
                .map(variant -> DynamicTest.dynamicTest(
                        variant.name(),
                        () -> table.apply(variant)
                                .tellsApart(
                                        new Behaviour(Set.of(), Set.of(), delay),
                                        new Behaviour(Set.of(), Set.of(variant), delay))));
    }

    private void tellsApart(Behaviour none, Behaviour behaviour) throws Exception {
        assertThat(seen(none)).as("without it").matches(pattern(right));
        assertThat(seen(behaviour)).as("with it").matches(pattern(wrong));
    }

    private String seen(Behaviour behaviour) throws Exception {
        try (FullPop3Server server = FullPop3Server.start(behaviour, FullMail.ACCOUNTS)) {
            return probe.seenBy(new Talk(server));
        }
    }

    /** Not {@code right} and {@code wrong} at once: the two must tell the servers apart. */
    Shown {
        if (right.equals(wrong) || pattern(right).matcher(wrong).matches()) {
            throw new IllegalArgumentException("`" + right + "` fits `" + wrong + "` too");
        }
    }

    private static Pattern pattern(String seen) {
        return Pattern.compile(
                Arrays.stream(seen.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }
}
