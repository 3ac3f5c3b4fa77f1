package dev.parley.server;

/** A way to empty maildrops. Safe for use by several threads. */
interface Emptier {
    /**
     * Deletes all messages of a maildrop.
     *
     * @throws MailFailure when that cannot be done
     */
    void empty(Account account) throws MailFailure;
}
