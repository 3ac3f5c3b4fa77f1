package dev.parley.peer.full;

import static dev.parley.peer.full.Fault.Break.deviation;
import static dev.parley.peer.full.Fault.Break.violation;

/** The port where TLS starts at once, and TLS itself. */
public enum TlsFault implements Fault {
    PLAIN_GREETING_ON_TLS_PORT(violation("The TLS port greets in the clear.", "rfc8314.implicit.handshake-first")),
    GREETING_UNDER_TLS_ON_DEMAND(violation(
            "Under TLS the greeting waits for the client's first command.", "rfc8314.implicit.greeting-in-tls")),
    GREETING_UNDER_TLS_TWICE(violation(
            "Under TLS the greeting comes twice.",
            "rfc8314.implicit.greeting-in-tls",
            "rfc1939.connect.greeting-positive")),
    PLAIN_CLIENT_ANSWERED(
            violation("A client in the clear gets -ERR on the TLS port.", "rfc8314.implicit.plaintext-client")),
    STLS_ON_TLS_PORT(violation("STLS is taken on the TLS port.", "rfc8314.implicit.no-stls", "rfc2595.stls.twice")),
    NO_CLOSE_ALERT(deviation("After QUIT the connection ends without close_notify.", "rfc8314.tls.close-alert")),
    CLOSE_ALERT_COMMITS(violation(
            "The client's close_notify without QUIT removes the marked messages.",
            "rfc8314.tls.client-closes-early",
            "rfc1939.abort.no-removal")),
    CERTIFICATE_REQUESTED(violation(
            "The server asks for a client certificate that it has no use for.", "rfc8314.client-cert.not-requested")),
    CERTIFICATE_EXPIRED(violation("The certificate has expired.", "rfc8314.certificate.valid")),
    ONLY_TLS_1_2(deviation("TLS 1.3 is not supported.", "rfc9325.tls13.supported")),
    ALPN_IGNORED(deviation("Any application protocol that a client offers is passed over.", "rfc9325.alpn.mismatch")),
    ANY_SERVER_NAME(deviation("Any server name that a client asks for is passed over.", "rfc9325.sni.unknown-name"));

    private final Break broken;

    TlsFault(Break broken) {
        this.broken = broken;
    }

    @Override
    public Break breaks() {
        return broken;
    }
}
