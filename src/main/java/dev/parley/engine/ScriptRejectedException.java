package dev.parley.engine;

/** A script cannot run; the message holds the drawn diagnostics. */
public final class ScriptRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ScriptRejectedException(String message) {
        super(message, null, false, false);
    }
}
