package dev.parley.wire;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a handshake agreed on.
 *
 * @param version such as {@code TLSv1.3}
 * @param cipher the suite by its standard name
 * @param chain the peer's certificates, its own first
 */
public record TlsFacts(String version, String cipher, List<X509Certificate> chain) {
    public TlsFacts {
        chain = List.copyOf(chain);
    }
}
