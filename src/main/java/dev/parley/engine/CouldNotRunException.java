package dev.parley.engine;

/** A test could not be judged: the script, the configuration or the connection is to blame. */
public final class CouldNotRunException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CouldNotRunException(String message) {
        super(message, null, false, false);
    }
}
