package dev.parley.wire;

import java.io.IOException;
import java.time.Duration;

/** A connection could not be opened. The message is a sentence for the user. */
public final class ConnectFailure extends IOException {
    private static final long serialVersionUID = 1;

    /** Why not. */
    public enum Kind {
        UNKNOWN_HOST,
        REFUSED,
        UNREACHABLE,
        TIMED_OUT,
        OTHER
    }

    private final Kind kind;
    private final Duration after;

    public ConnectFailure(Kind kind, Duration after, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.after = after;
    }

    public Kind kind() {
        return kind;
    }

    /** How long the attempt took. */
    public Duration after() {
        return after;
    }
}
