package dev.parley.sasl;

import com.ongres.scram.common.util.TlsServerEndpoint;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** What ties a login to the TLS channel it goes through (RFC 5056). */
public final class ChannelBinding {
    private final String type;
    private final byte[] data;

    private ChannelBinding(String type, byte[] data) {
        this.type = type;
        this.data = data.clone();
    }

    /** {@code tls-exporter}, what TLS 1.3 wants (RFC 9266 §4.1): 32 octets of the channel's own exporter. */
    public static ChannelBinding exporter(byte[] exported) {
        return new ChannelBinding("tls-exporter", exported);
    }

    /**
     * {@code tls-server-end-point} (RFC 5929 §4): the hash of the server's certificate; empty where its signature
     * algorithm has no hash of its own.
     */
    public static Optional<ChannelBinding> serverEndPoint(X509Certificate certificate) {
        try {
            byte[] hash = TlsServerEndpoint.getChannelBindingData(certificate);
            return hash.length == 0
                    ? Optional.empty()
                    : Optional.of(new ChannelBinding(TlsServerEndpoint.TLS_SERVER_END_POINT, hash));
        } catch (CertificateEncodingException e) {
            return Optional.empty();
        }
    }

    /** Its registered name. */
    public String type() {
        return type;
    }

    public byte[] data() {
        return data.clone();
    }
}
