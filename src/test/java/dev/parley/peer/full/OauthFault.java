package dev.parley.peer.full;

import static dev.parley.peer.full.Fault.Break.violation;

/** OAUTHBEARER. */
public enum OauthFault implements Fault {
    OAUTH_IN_THE_CLEAR(violation("OAUTHBEARER is listed and taken without TLS.", "rfc7628.oauth.tls-only")),
    OAUTH_MALFORMED_TAKEN(violation("A message that holds a token anywhere is taken.", "rfc7628.oauth.malformed")),
    OAUTH_WITHOUT_STATUS(violation("The error result has no status.", "rfc7628.oauth.error-then-fail")),
    OAUTH_ERROR_IN_ERR(violation("The error result comes in the text of -ERR.", "rfc7628.oauth.error-then-fail")),
    OAUTH_ERROR_ENDS_WELL(violation(
            "After the error result any answer of the client's opens the maildrop.",
            "rfc7628.oauth.error-then-fail",
            "rfc7628.oauth.error-cancel")),
    OAUTH_CANCEL_CHALLENGED(
            violation("`*` behind the error result is answered with another challenge.", "rfc7628.oauth.error-cancel")),
    OAUTH_ANY_IDENTITY(violation("A token of one user opens the maildrop of another.", "rfc7628.oauth.authzid"));

    private final Break broken;

    OauthFault(Break broken) {
        this.broken = broken;
    }

    @Override
    public Break breaks() {
        return broken;
    }
}
