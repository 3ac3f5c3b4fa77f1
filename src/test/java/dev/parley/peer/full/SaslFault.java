package dev.parley.peer.full;

import static dev.parley.peer.full.Fault.Break.deviation;
import static dev.parley.peer.full.Fault.Break.violation;

/** AUTH, PLAIN and CRAM-MD5. */
public enum SaslFault implements Fault {
    AUTHZID_OBEYED(violation("PLAIN opens the maildrop of the authorization identity.", "rfc4616.plain.authzid-other")),
    AUTHZID_IGNORED(violation(
            "PLAIN opens one's own maildrop whatever the authorization identity.", "rfc4616.plain.authzid-other")),
    AUTHZID_SAME_REFUSED(
            violation("PLAIN refuses one's own name as authorization identity.", "rfc4616.plain.authzid-same")),
    AUTHZID_EMPTY_REFUSED(violation(
            "PLAIN refuses an empty authorization identity.",
            "rfc4422.authzid.empty-is-absent",
            "rfc4616.plain.valid")),
    PLAIN_ANY_PASSWORD(violation("PLAIN takes any password of a known user.", "rfc4616.plain.wrong-password")),
    PLAIN_THIRD_NUL(violation("PLAIN ignores a third NUL and what follows.", "rfc4616.plain.malformed")),
    PLAIN_EMPTY_PASSWORD(
            violation("PLAIN takes an empty password.", "rfc4616.plain.malformed", "sec.auth.empty-credentials")),
    CANCEL_CHALLENGED(violation("`*` is answered with another challenge.", "rfc5034.auth.cancel")),
    CANCEL_TAKEN(violation("`*` is answered with +OK.", "rfc5034.auth.cancel")),
    INITIAL_RESPONSE_IGNORED(
            violation("An initial response is passed over, and asked for.", "rfc5034.auth.initial-response")),
    INITIAL_RESPONSE_REFUSED(violation("An initial response is a syntax error.", "rfc5034.auth.initial-response")),
    EQUALS_IS_ABSENT(violation("`=` is taken as no initial response.", "rfc5034.auth.equals-is-empty")),
    SERVER_FIRST_WITH_INITIAL(
            violation("CRAM-MD5 ignores an initial response.", "rfc5034.auth.initial-response-on-server-first")),
    BASE64_NOISE_SKIPPED(violation("Characters outside the alphabet are skipped.", "rfc5034.auth.bad-base64")),
    BASE64_ENDS_AT_PADDING(violation("What follows padding is ignored.", "rfc5034.auth.misplaced-padding")),
    BASE64_UNPADDED_TAKEN(deviation("Base64 without its padding is taken.", "rfc5034.auth.missing-padding")),
    CHALLENGE_WITH_TEXT(violation(
            "The empty challenge is `+ go ahead`.", "rfc5034.auth.empty-challenge", "rfc5034.auth.challenge-format")),
    CHALLENGE_WITHOUT_SPACE(deviation("The empty challenge is `+` without a space.", "rfc5034.auth.empty-challenge")),
    CHALLENGE_IS_OK(violation(
            "The empty challenge is `+OK`.", "rfc5034.auth.empty-challenge", "rfc5034.auth.challenge-format")),
    COMMANDS_WITHIN_EXCHANGE(
            violation("Commands within an exchange are executed.", "rfc5034.auth.exchange-lines-are-data")),
    UNKNOWN_MECHANISM_CHALLENGED(
            violation("An unknown mechanism gets a challenge.", "rfc5034.auth.unsupported-mechanism")),
    AUTH_AFTER_LOGIN(violation(
            "AUTH is taken after login.",
            "rfc5034.auth.authorization-only",
            "rfc1939.state.auth-commands-refused-after-login",
            "rfc4422.single-authentication")),
    FAILURE_CHALLENGED(violation(
            "Wrong credentials get another challenge instead of -ERR.",
            "rfc5034.auth.failure-is-err",
            "rfc4616.plain.wrong-password")),
    FAILURE_BLOCKS(violation(
            "After a failed AUTH every login is refused.",
            "rfc5034.auth.failure-is-err",
            "rfc1734.auth.fallback-after-failure")),
    AUTH_WITH_EXTRA_ARGUMENT(violation("A third argument of AUTH is ignored.", "rfc5034.auth.extra-argument")),
    BARE_AUTH_TAKEN(violation("AUTH alone is answered with +OK and no list.", "rfc5034.auth.needs-mechanism")),
    MECHANISM_CASE_MATTERS(deviation("Mechanisms in lower case are unknown.", "rfc5034.auth.mechanism-case")),
    AUTH_OPENS_NOTHING(
            violation("After AUTH's +OK the session is not logged in.", "rfc5034.auth.success", "rfc4616.plain.valid")),
    EMPTY_RESPONSE_IGNORED(
            violation("An empty line as response gets another challenge.", "rfc5034.auth.empty-response-line")),
    RESPONSE_CUT(violation(
            "A response is cut at 1000 octets, and the rest is read as commands.",
            "sec.sasl.response-bounded",
            "rfc5034.auth.long-responses")),
    ANONYMOUS_TAKEN(deviation("ANONYMOUS is listed and opens an empty maildrop.", "rfc4505.anonymous.off-by-default")),
    CRAM_SAME_CHALLENGE(violation(
            "CRAM-MD5 has one challenge for all.", "rfc2195.cram.challenge-form", "rfc2195.cram.wrong-response")),
    CRAM_NO_MSG_ID(violation("The challenge of CRAM-MD5 has no angle brackets.", "rfc2195.cram.challenge-form")),
    CRAM_ANY_DIGEST(violation("CRAM-MD5 takes any digest of a known user.", "rfc2195.cram.wrong-response")),
    CRAM_WRONG_KEY(violation("CRAM-MD5 refuses the right digest.", "rfc2195.cram.correct-response"));

    private final Break broken;

    SaslFault(Break broken) {
        this.broken = broken;
    }

    @Override
    public Break breaks() {
        return broken;
    }
}
