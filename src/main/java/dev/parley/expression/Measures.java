package dev.parley.expression;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The language's durations and sizes. */
final class Measures {
    private Measures() {}

    /**
     * A {@link Duration}, or a size in octets as {@link Long}; null when it is neither.
     *
     * @param digits a whole number or a decimal
     */
    static @Nullable Object read(String digits, String unit) {
        try {
            return switch (unit) {
                case "ms" -> duration(digits, 1);
                case "s" -> duration(digits, 1_000);
                case "m" -> duration(digits, 60_000);
                case "KB" -> octets(digits, 1L << 10);
                case "MB" -> octets(digits, 1L << 20);
                default -> null;
            };
        } catch (ArithmeticException tooLarge) {
            return null;
        }
    }

    private static Duration duration(String digits, int millis) {
        return Duration.ofNanos(new BigDecimal(digits)
                .multiply(BigDecimal.valueOf(millis))
                .movePointRight(6)
                .longValueExact());
    }

    private static Long octets(String digits, long unit) {
        return new BigDecimal(digits).multiply(BigDecimal.valueOf(unit)).longValueExact();
    }
}
