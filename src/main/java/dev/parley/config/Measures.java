package dev.parley.config;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes in settings, as scripts write them. */
public final class Measures {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KB|MB|GB)?");

    /** A reply line may have that many octets (RFC 1939 §3), so no limit is below it. */
    private static final long SMALLEST = 512;

    private Measures() {}

    /**
     * Reads {@code 250ms}, {@code 2s}, {@code 5m}.
     *
     * @throws IllegalArgumentException with a sentence for the user when the text is no duration above zero
     */
    public static Duration duration(String text) {
        Matcher form = DURATION.matcher(text);
        if (!form.matches() || Long.parseLong(form.group(1)) == 0) {
            throw new IllegalArgumentException(
                    "`" + text + "` is no duration above zero; write it as 250ms, 2s or 5m.");
        }
        long number = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }

    /**
     * Reads {@code 64KB}, {@code 20MB}, {@code 512}, in octets.
     *
     * @throws IllegalArgumentException with a sentence for the user when the text is no size that limits can have
     */
    public static long size(String text) {
        Matcher form = SIZE.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("`" + text + "` is no size; write it as 64KB or 20MB.");
        }
        long number = Long.parseLong(form.group(1));
        long octets = switch (Objects.requireNonNullElse(form.group(2), "")) {
            case "KB" -> number << 10;
            case "MB" -> number << 20;
            case "GB" -> number << 30;
            default -> number;
        };
        if (octets < SMALLEST) {
            throw new IllegalArgumentException("`" + text + "` is too small: a limit is at least 512 octets.");
        }
        return octets;
    }
}
