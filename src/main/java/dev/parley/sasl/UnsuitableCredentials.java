package dev.parley.sasl;

import org.jspecify.annotations.Nullable;

/** A mechanism cannot carry these credentials; the message is a sentence for the user, without the password. */
public final class UnsuitableCredentials extends Exception {
    private static final long serialVersionUID = 1;

    UnsuitableCredentials(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
