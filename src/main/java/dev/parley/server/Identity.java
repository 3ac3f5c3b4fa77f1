package dev.parley.server;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A throw-away authority and a certificate it issued for {@code localhost} and 127.0.0.1, made anew for each run.
 *
 * @param authority what a client must trust
 * @param context for the server's end of handshakes
 */
public record Identity(X509Certificate authority, X509Certificate certificate, KeyPair keys, SSLContext context) {
    /**
     * Makes both.
     *
     * @param others further addresses that the certificate is for
     * @throws GeneralSecurityException when the platform lacks an algorithm
     */
    public static Identity create(Instant now, String... others) throws GeneralSecurityException {
        try {
            KeyPair authorityKeys = newKeys();
            X509Certificate authority = ThrowAwayCertificate.ofAuthority(authorityKeys, now);
            KeyPair keys = newKeys();
            X509Certificate certificate =
                    ThrowAwayCertificate.ofServer(keys.getPublic(), authorityKeys, now, List.of(others));
            return new Identity(authority, certificate, keys, context(certificate, keys));
        } catch (IOException e) {
            throw new GeneralSecurityException("a certificate could not be kept", e);
        }
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static SSLContext context(X509Certificate certificate, KeyPair keys)
            throws GeneralSecurityException, IOException {
        char[] none = new char[0];
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry("server", keys.getPrivate(), none, new Certificate[] {certificate});
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, none);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
