package dev.parley.wire;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a handshake agreed on.
 *
 * @param version such as {@code TLSv1.3}
 * @param cipher the suite by its standard name
 * @param chain the peer's certificates, its own first
 * @param exporter what RFC 9266 binds logins to this channel with; empty before TLS 1.3
 */
public record TlsFacts(String version, String cipher, List<X509Certificate> chain, Octets exporter) {
    public TlsFacts {
        chain = List.copyOf(chain);
    }
}
