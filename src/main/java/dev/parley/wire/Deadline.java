package dev.parley.wire;

import java.time.Duration;

/**
 * A moment by which something must have happened.
 *
 * @param ticker the clock it is read on
 * @param nanos the moment on that clock
 * @param allowed how long it was from the start, for messages
 */
public record Deadline(Ticker ticker, long nanos, Duration allowed) {
    public static Deadline after(Duration time, Ticker ticker) {
        return new Deadline(ticker, ticker.nanos() + time.toNanos(), time);
    }

    /** What is left; zero or less when it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(nanos - ticker.nanos());
    }

    public boolean hasPassed() {
        return nanos - ticker.nanos() <= 0;
    }

    /** Lets time pass; false when that was interrupted. */
    static boolean rest(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The one that comes first. */
    public Deadline orEarlier(Deadline other) {
        return nanos - other.nanos <= 0 ? this : other;
    }
}
