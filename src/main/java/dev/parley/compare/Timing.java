package dev.parley.compare;

import java.time.Duration;

/**
 * How long a command took before and after.
 *
 * @param command its keyword
 * @param before of the earlier server
 * @param after of the later one
 * @param verdict what can be said
 */
public record Timing(String command, Spread before, Spread after, Verdict verdict) {
    /**
     * The middle of the samples and the half of them around it.
     *
     * @param samples how many: one a round, the median of the command's times in it
     */
    public record Spread(int samples, Duration lowerQuartile, Duration median, Duration upperQuartile) {}

    /** What the samples say. */
    public enum Verdict {
        TOO_FEW("too few samples"),
        THE_SAME("no difference beyond chance"),
        SLOWER("slower"),
        FASTER("faster");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** The later median by the earlier one. */
    public double ratio() {
        return (double) after.median().toNanos() / Math.max(1, before.median().toNanos());
    }
}
