package dev.parley.server;

/**
 * A user of the server under test.
 *
 * @param label what scripts call it
 * @param name what it logs in with
 * @param password a secret: never in any output
 */
public record Account(String label, String name, String password) {
    /** Without the password. */
    @Override
    public String toString() {
        return label + " (" + name + ")";
    }
}
