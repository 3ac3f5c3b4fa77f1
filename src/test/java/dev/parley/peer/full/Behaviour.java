package dev.parley.peer.full;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a server differs from a plain and right one.
 *
 * @param delay what {@link Variant#SLOW_REPLIES} and {@link Variant#DELAYS_AFTER_FAILED_LOGIN} wait for
 */
public record Behaviour(Set<Fault> faults, Set<Variant> variants, Duration delay) {
    /** How long real servers are seen to take. */
    public static final Duration USUAL_DELAY = Duration.ofMillis(1500);

    public Behaviour {
        faults = Set.copyOf(faults);
        variants = Stream.concat(variants.stream(), faults.stream().flatMap(fault -> fault.implied().stream()))
                .collect(Collectors.toUnmodifiableSet());
    }

    public static Behaviour of(Set<? extends Fault> faults, Set<Variant> variants) {
        return new Behaviour(Set.copyOf(faults), variants, USUAL_DELAY);
    }

    boolean has(Fault fault) {
        return faults.contains(fault);
    }

    boolean has(Variant variant) {
        return variants.contains(variant);
    }
}
