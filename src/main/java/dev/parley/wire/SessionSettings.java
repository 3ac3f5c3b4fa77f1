package dev.parley.wire;

import java.util.function.Consumer;

/**
 * What holds for a whole session.
 *
 * @param limits how much is kept of what the peer sends
 * @param ticker the clock
 * @param keepsMessages whether what RETR and TOP bring is kept; else it is measured only, whatever its size
 * @param wholeTranscript whether the transcript holds bodies and long lines to their end, as far as memory allows
 * @param confidant is told each secret that is sent, such as the argument of PASS, in the thread that sends it
 */
public record SessionSettings(
        Limits limits, Ticker ticker, boolean keepsMessages, boolean wholeTranscript, Consumer<String> confidant) {
    public SessionSettings(Limits limits, Ticker ticker) {
        this(limits, ticker, true, false, _ -> {});
    }

    public static SessionSettings customary() {
        return new SessionSettings(Limits.CUSTOMARY, System::nanoTime);
    }

    /** The same with another confidant. */
    public SessionSettings telling(Consumer<String> newConfidant) {
        return new SessionSettings(limits, ticker, keepsMessages, wholeTranscript, newConfidant);
    }

    /** The same where messages are kept, or not. */
    public SessionSettings keepingMessages(boolean keeps) {
        return new SessionSettings(limits, ticker, keeps, wholeTranscript, confidant);
    }

    /** The same with transcripts of all that is exchanged, or not. */
    public SessionSettings withWholeTranscript(boolean whole) {
        return new SessionSettings(limits, ticker, keepsMessages, whole, confidant);
    }
}
