package dev.parley.peer.full;

import static dev.parley.peer.full.Fault.Break.deviation;
import static dev.parley.peer.full.Fault.Break.violation;

/** The exclusive lock on the maildrop. */
public enum LockFault implements Fault {
    NO_LOCK(violation(
            "Two sessions share a maildrop, and each sees at once what the other removes.",
            "rfc1939.auth.exclusive-lock",
            "rfc1939.auth.lock-stable-view")),
    LOCKED_LOGIN_TAKEN(violation(
            "A login to a locked maildrop is answered with +OK and shows no messages.",
            "rfc1939.auth.open-failure-is-err",
            "rfc1939.auth.exclusive-lock")),
    REFUSED_LOGIN_KEEPS_LOCK(
            violation("A login that is refused for the lock holds it, too.", "rfc1939.auth.failed-login-frees-lock")),
    QUIT_KEEPS_LOCK(violation("The lock stays for some seconds after QUIT.", "rfc1939.quit.releases-lock")),
    ABORT_KEEPS_LOCK(deviation("The lock stays after a dropped connection.", "rfc1939.abort.frees-lock"));

    private final Break broken;

    LockFault(Break broken) {
        this.broken = broken;
    }

    @Override
    public Break breaks() {
        return broken;
    }
}
