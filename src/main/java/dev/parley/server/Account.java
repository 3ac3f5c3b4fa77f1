package dev.parley.server;

import dev.parley.secret.Secret;

/**
 * A user of the server under test.
 *
 * @param label what scripts call it
 * @param name what it logs in with
 * @param password what it proves itself with
 */
public record Account(String label, String name, Secret password) {
    public Account(String label, String name, String password) {
        this(label, name, Secret.of(password));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return label + " (" + name + ")";
    }
}
