package dev.parley.expression;

/** A property was read that a value does not have. The message is a sentence for the user. */
public final class NoSuchPropertyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NoSuchPropertyException(String message) {
        super(message, null, false, false);
    }
}
