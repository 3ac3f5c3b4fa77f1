package dev.parley.wire;

import java.util.function.Consumer;

/**
 * What holds for a whole session.
 *
 * @param limits how much is kept of what the peer sends
 * @param ticker the clock
 * @param confidant is told each secret that is sent, such as the argument of PASS, in the thread that sends it
 */
public record SessionSettings(Limits limits, Ticker ticker, Consumer<String> confidant) {
    public SessionSettings(Limits limits, Ticker ticker) {
        this(limits, ticker, _ -> {});
    }

    public static SessionSettings customary() {
        return new SessionSettings(Limits.CUSTOMARY, System::nanoTime);
    }

    /** The same with another confidant. */
    public SessionSettings telling(Consumer<String> newConfidant) {
        return new SessionSettings(limits, ticker, newConfidant);
    }
}
