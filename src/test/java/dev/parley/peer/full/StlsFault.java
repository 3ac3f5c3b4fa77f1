package dev.parley.peer.full;

import static dev.parley.peer.full.Fault.Break.deviation;
import static dev.parley.peer.full.Fault.Break.violation;

/** STLS. */
public enum StlsFault implements Fault {
    STLS_DATA_EXECUTED(violation(
            "What was sent behind STLS in its segment is executed under TLS.",
            "sec.stls.command-injection",
            "sec.stls.line-end-variants")),
    STLS_LATER_DATA_ANSWERED(violation(
            "Commands in the clear between STLS and the handshake are answered.",
            "sec.stls.command-injection-second-segment",
            "rfc2595.stls.check-result")),
    STLS_PREFIX_KEPT(violation(
            "An unfinished line behind STLS becomes the beginning of the first under TLS.",
            "sec.stls.prefix-injection")),
    STLS_GREETS_AGAIN(violation("After the handshake comes a second greeting.", "rfc2595.stls.no-second-greeting")),
    STLS_AFTER_LOGIN(violation(
            "STLS is taken after login, and the session goes on logged in.",
            "rfc2595.stls.authorization-only",
            "sec.stls.session-fixation",
            "rfc1939.state.auth-commands-refused-after-login")),
    STLS_TWO_LINES(
            violation("A second line follows STLS's +OK in the clear.", "rfc2595.stls.handshake-right-after-crlf")),
    STLS_FALLS_BACK(violation(
            "After a failed handshake the session goes on in the clear.",
            "rfc2595.stls.check-result",
            "sec.stls.no-plaintext-after-failure")),
    STLS_TWICE_WITHOUT_HANDSHAKE(
            violation("STLS under TLS is answered with +OK and nothing follows.", "rfc2595.stls.twice")),
    STLS_KEEPS_USER(deviation("A name given in the clear is kept under TLS.", "sec.stls.user-forgotten")),
    STLS_KEEPS_LANGUAGE(
            deviation("A language chosen in the clear is kept under TLS.", "sec.stls.language-and-utf8-reset")),
    STLS_WITHIN_SASL(violation(
            "STLS as a response to a challenge starts TLS.",
            "sec.stls.during-sasl-exchange",
            "rfc5034.auth.exchange-lines-are-data")),
    STLS_LOGS_IN(
            violation("After the handshake the first account is logged in.", "rfc2595.stls.stays-in-authorization")),
    STLS_WITHOUT_CAPA(violation("STLS works, and CAPA is unknown.", "rfc2595.stls.needs-capa")),
    STLS_LISTED_REFUSED(violation(
            "STLS is listed and refused.",
            "rfc2595.stls.advertised-when-permitted",
            "rfc8314.tls.stls-not-if-broken",
            "rfc2449.capa.advertised-commands-work")),
    STLS_UNLISTED(violation("STLS works and is not listed.", "rfc2595.stls.advertised-when-permitted")),
    STLS_LISTED_UNDER_TLS(deviation(
            "STLS is listed under TLS.", "rfc2595.stls.not-advertised-under-tls", "rfc8314.implicit.no-stls")),
    STLS_HANDSHAKE_BROKEN(deviation(
            "After STLS's +OK the server closes when the handshake begins.",
            "rfc8314.tls.stls-not-if-broken",
            "rfc2595.stls.session-works")),
    STLS_ARGUMENT_TAKEN(deviation("STLS ignores an argument.", "rfc2595.stls.no-arguments"));

    private final Break broken;

    StlsFault(Break broken) {
        this.broken = broken;
    }

    @Override
    public Break breaks() {
        return broken;
    }
}
