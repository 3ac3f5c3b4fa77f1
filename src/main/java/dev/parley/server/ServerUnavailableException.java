package dev.parley.server;

/** The server under test cannot be used. The message is a sentence for the user. */
public final class ServerUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ServerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
