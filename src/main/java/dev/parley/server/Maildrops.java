package dev.parley.server;

import dev.parley.wire.Octets;
import java.util.List;

/**
 * The maildrops of a server, as tests fill and empty them. Safe for use by several threads; one maildrop is one test's
 * at a time. Every method blocks until it is done or the thread is interrupted.
 *
 * <p>What a method returns is what was put there: the octets it was given, but for line ends that the way of delivery
 * cannot carry.
 */
public interface Maildrops {
    /**
     * Replaces what a maildrop holds and waits until POP3 shows it.
     *
     * @param messages in the order in which POP3 should number them
     * @throws MailFailure when it cannot be done, or is not seen in time
     */
    List<Octets> fill(Account account, List<Octets> messages) throws MailFailure;

    /**
     * Adds a message to a maildrop, and waits until the server has taken it; when no session of the caller's has the
     * maildrop open, until a new session would see it.
     *
     * @param isOpen whether such a session may make the server refuse another one
     * @throws MailFailure when the server does not take it, or it is not seen in time
     */
    Octets deliver(Account account, Octets message, boolean isOpen) throws MailFailure;

    /**
     * Puts a maildrop into the state of a test that says nothing of it.
     *
     * @throws MailFailure when it cannot be done
     */
    void restore(Account account) throws MailFailure;
}
