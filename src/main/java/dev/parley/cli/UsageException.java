package dev.parley.cli;

/** What the user asked for cannot be done as it was asked; the message is a sentence and says what to do. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final ExitCode code;

    UsageException(ExitCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}
