package dev.parley.wire;

/** Where elapsed time is read; {@code System::nanoTime} outside of tests. */
@FunctionalInterface
public interface Ticker {
    /** Nanoseconds from an arbitrary origin; never going back. */
    long nanos();
}
