package dev.parley.wire;

/**
 * What holds for a whole session.
 *
 * @param limits how much is kept of what the peer sends
 * @param ticker the clock
 */
public record SessionSettings(Limits limits, Ticker ticker) {
    public static SessionSettings customary() {
        return new SessionSettings(Limits.CUSTOMARY, System::nanoTime);
    }
}
