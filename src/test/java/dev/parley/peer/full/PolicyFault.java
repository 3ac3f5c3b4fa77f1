package dev.parley.peer.full;

import static dev.parley.peer.full.Fault.Break.deviation;
import static dev.parley.peer.full.Fault.Break.violation;

/** Logins in the clear, on a server that wants TLS before them. */
public enum PolicyFault implements Fault {
    PLAIN_LISTED_THOUGH_REFUSED(deviation(
            "PLAIN is listed in the clear.",
            "rfc4422.mechanisms.minimum-strength",
            "rfc5034.auth.no-plaintext-without-tls")),
    PLAIN_TAKEN_IN_THE_CLEAR(violation(
            "AUTH PLAIN opens the maildrop in the clear.",
            "rfc2595.cleartext.refusable",
            "rfc5034.auth.no-plaintext-without-tls",
            "rfc2595.tls.refuse-auth-without-tls-mode")),
    PLAIN_CHALLENGED_THOUGH_REFUSED(deviation(
            "AUTH PLAIN is refused only after the password has crossed the wire.",
            "sec.sasl.plain-refused-without-challenge",
            "rfc4422.mechanisms.minimum-strength")),
    USER_TAKEN_THOUGH_REFUSED(deviation(
            "A login is refused at PASS, after the password has crossed the wire.",
            "sec.sasl.plain-refused-without-challenge")),
    RIGHT_PASSWORD_TOLD_APART(violation(
            "In the clear the right password is refused in another way than a wrong one.",
            "rfc8314.cleartext.same-refusal")),
    APOP_TAKEN_IN_THE_CLEAR(
            deviation("APOP opens the maildrop in the clear.", "rfc2595.tls.refuse-auth-without-tls-mode"));

    private final Break broken;

    PolicyFault(Break broken) {
        this.broken = broken;
    }

    @Override
    public Break breaks() {
        return broken;
    }
}
