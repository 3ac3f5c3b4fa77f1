package dev.parley.expression;

/** An expression could not be computed. The message is a sentence for the user; secrets may stand in it. */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }

    public EvaluationException(String message) {
        super(message);
    }
}
