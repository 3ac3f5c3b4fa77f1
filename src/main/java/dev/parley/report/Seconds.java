package dev.parley.report;

import java.time.Duration;

/**
 * Times as they are reported, the same in every locale. Not {@link String#format}, which would load the locale's numbers
 * for them, nor {@link java.math.BigDecimal}, whose tables take longer than a short run's tests.
 */
public final class Seconds {
    private static final long NANOS = 1_000_000_000;

    private Seconds() {}

    /**
     * A time in seconds with so many decimals, rounded to the nearest.
     *
     * @param time not negative, of less than 292 years
     * @param decimals from 1 to 9
     */
    public static String of(Duration time, int decimals) {
        long parts = 1;
        for (int i = 0; i < decimals; i++) {
            parts *= 10;
        }
        long each = NANOS / parts;
        long rounded = (time.toNanos() + each / 2) / each;
        return rounded / parts + "." + Long.toString(parts + rounded % parts).substring(1);
    }
}
