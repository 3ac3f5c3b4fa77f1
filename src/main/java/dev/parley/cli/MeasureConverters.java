package dev.parley.cli;

import dev.parley.config.Measures;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** Durations and sizes as scripts write them. */
final class MeasureConverters {
    private MeasureConverters() {}

    /** {@code 250ms}, {@code 2s}, {@code 5m}. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            return Measures.duration(value);
        }
    }

    /** {@code 64KB}, {@code 20MB}, in octets. */
    static final class Size implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            return Measures.size(value);
        }
    }
}
