package dev.parley.server;

import dev.parley.wire.Octets;
import java.util.List;

/** A way of delivery. Safe for use by several threads. */
interface Carrier {
    /**
     * Puts messages into a maildrop, in this order, and waits until the server has taken them.
     *
     * @return what was put there, line ends as this way can carry them
     * @throws MailFailure when one cannot be carried, or the server does not take it
     */
    List<Octets> carry(Account account, List<Octets> messages) throws MailFailure;

    /** Whether a message is in the maildrop as soon as it was taken, and not in a queue before. */
    boolean isDirect();
}
