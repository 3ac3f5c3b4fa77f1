package dev.parley.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A TLS handshake failed. The message is a sentence for the user. */
public final class HandshakeFailure extends IOException {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Kind {
        /** The peer sent an alert. */
        ALERT,
        /** The peer's certificate is not trusted, expired, or for another name. */
        CERTIFICATE,
        /** What came was not TLS. */
        NOT_TLS,
        CLOSED,
        RESET,
        TIMED_OUT,
        /** Our own stack cannot offer what was asked for. */
        UNAVAILABLE,
        /** A file with certificates or keys cannot be used. */
        MATERIAL,
        OTHER
    }

    private final Kind kind;
    /** Why a certificate is not trusted. */
    public enum Distrust {
        EXPIRED,
        NOT_YET_VALID,
        WRONG_NAME,
        SELF_SIGNED,
        UNKNOWN_AUTHORITY
    }

    private final @Nullable String alert;
    private final @Nullable Distrust distrust;
    private final String details;

    public HandshakeFailure(Kind kind, @Nullable String alert, String message, @Nullable Throwable cause) {
        this(kind, alert, null, "", message, cause);
    }

    HandshakeFailure(
            Kind kind,
            @Nullable String alert,
            @Nullable Distrust distrust,
            String details,
            String message,
            @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.alert = alert;
        this.distrust = distrust;
        this.details = details;
    }

    /** Why the certificate is not trusted; null where it is not that. */
    public @Nullable Distrust distrust() {
        return distrust;
    }

    /** A sentence with the certificate's names and dates, or with the octets that came in place of TLS; or empty. */
    public String details() {
        return details;
    }

    public Kind kind() {
        return kind;
    }

    /** The alert's name, such as {@code protocol_version}; null when there was none. */
    public @Nullable String alert() {
        return alert;
    }
}
