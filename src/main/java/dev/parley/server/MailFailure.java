package dev.parley.server;

import org.jspecify.annotations.Nullable;

/** A maildrop could not be put into the state a test wants. The message is a sentence for the user. */
public final class MailFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final @Nullable String seen;
    private final @Nullable String hint;

    /**
     * @param seen what the server said, or what was found, as it came; null when there is nothing to show
     * @param hint what the user can do; null when there is nothing to say
     */
    public MailFailure(String message, @Nullable String seen, @Nullable String hint) {
        super(message);
        this.seen = seen;
        this.hint = hint;
    }

    /** What the server said, or what was found. */
    public @Nullable String seen() {
        return seen;
    }

    /** What the user can do. */
    public @Nullable String hint() {
        return hint;
    }
}
