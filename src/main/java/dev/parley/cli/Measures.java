package dev.parley.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations and sizes as scripts write them. */
final class Measures {
    private Measures() {}

    /** {@code 250ms}, {@code 2s}, {@code 5m}. */
    static final class Time implements ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,12})(ms|s|m)");

        @Override
        public Duration convert(String value) {
            Matcher form = FORM.matcher(value);
            if (!form.matches()) {
                throw new TypeConversionException("`" + value + "` is no duration; write it as 250ms, 2s or 5m");
            }
            long number = Long.parseLong(form.group(1));
            return switch (form.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                default -> Duration.ofMinutes(number);
            };
        }
    }

    /** {@code 64KB}, {@code 20MB}, in octets. */
    static final class Size implements ITypeConverter<Long> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,9})(B|KB|MB|GB)?");

        @Override
        public Long convert(String value) {
            Matcher form = FORM.matcher(value);
            if (!form.matches()) {
                throw new TypeConversionException("`" + value + "` is no size; write it as 64KB or 20MB");
            }
            long number = Long.parseLong(form.group(1));
            return switch (form.group(2)) {
                case "KB" -> number << 10;
                case "MB" -> number << 20;
                case "GB" -> number << 30;
                case null, default -> number;
            };
        }
    }
}
