package dev.parley.expression;

import org.jspecify.annotations.Nullable;

/** An expression could not be computed. The message is a sentence for the user; secrets may stand in it. */
public final class EvaluationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public EvaluationException(String message, Throwable cause) {
        super(message, cause);
    }

    public EvaluationException(String message) {
        super(message);
    }

    /** What to write instead; null where the message says enough. */
    public @Nullable String hint() {
        return getCause() instanceof NullPointerException
                ? "`?.` asks only of what is there, as in `reply.code?.size()`, and `?: 0` puts something in its place"
                : null;
    }
}
