package dev.parley.wire;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a handshake is done.
 *
 * @param verify whether certificate chain and name are checked
 * @param ca PEM file of the certificates to trust instead of the platform's; null for those
 * @param authorities further certificates to trust instead of the platform's
 * @param serverName the name for SNI and for the check of the certificate; null for the host connected to
 * @param versions such as {@code TLSv1.3}; empty for the platform's defaults
 * @param ciphers suites by their standard names; empty for the platform's defaults
 * @param certificate PEM file with the client's certificate chain and its unencrypted PKCS #8 key; null for none
 */
public record TlsSettings(
        boolean verify,
        @Nullable Path ca,
        List<X509Certificate> authorities,
        @Nullable String serverName,
        List<String> versions,
        List<String> ciphers,
        @Nullable Path certificate) {
    public static final TlsSettings CUSTOMARY =
            new TlsSettings(true, null, List.of(), null, List.of(), List.of(), null);

    public TlsSettings {
        authorities = List.copyOf(authorities);
        versions = List.copyOf(versions);
        ciphers = List.copyOf(ciphers);
    }
}
