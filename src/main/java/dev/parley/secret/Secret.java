package dev.parley.secret;

/**
 * A text that is never shown: it shows a mask wherever it is printed, and gives its text only to who asks for it by
 * name.
 */
public final class Secret {
    /** What is shown in place of a secret. */
    public static final String MASK = "********";

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    public static Secret of(String text) {
        return new Secret(text);
    }

    /** The text itself, for the wire and for nothing that is read by people. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The mask. */
    @Override
    public String toString() {
        return MASK;
    }
}
