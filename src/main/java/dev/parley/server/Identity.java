package dev.parley.server;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A throw-away authority and a certificate it issued for {@code localhost} and 127.0.0.1, made anew for each run.
 *
 * @param authority what a client must trust
 * @param context for the server's end of handshakes
 */
public record Identity(X509Certificate authority, X509Certificate certificate, KeyPair keys, SSLContext context) {
    private static final Duration LIFETIME = Duration.ofDays(30);

    /**
     * Makes both.
     *
     * @param others further addresses that the certificate is for
     * @throws GeneralSecurityException when the platform lacks an algorithm
     */
    public static Identity create(Instant now, String... others) throws GeneralSecurityException {
        try {
            KeyPair authorityKeys = newKeys();
            X500Name authorityName = new X500Name("CN=Parley throw-away authority");
            X509Certificate authority = issue(authorityName, authorityKeys, authorityName, authorityKeys, now, null);
            KeyPair keys = newKeys();
            X509Certificate certificate =
                    issue(authorityName, authorityKeys, new X500Name("CN=localhost"), keys, now, names(others));
            return new Identity(authority, certificate, keys, context(certificate, keys));
        } catch (IOException | OperatorCreationException e) {
            throw new GeneralSecurityException("a certificate could not be made", e);
        }
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static GeneralNames names(String... others) {
        Stream<GeneralName> addresses = Stream.concat(Stream.of("127.0.0.1"), Stream.of(others))
                .distinct()
                .map(address -> new GeneralName(GeneralName.iPAddress, address));
        return new GeneralNames(Stream.concat(Stream.of(new GeneralName(GeneralName.dNSName, "localhost")), addresses)
                .toArray(GeneralName[]::new));
    }

    /** @param names what the certificate is for; null for that of an authority */
    private static X509Certificate issue(
            X500Name issuer,
            KeyPair issuerKeys,
            X500Name subject,
            KeyPair keys,
            Instant now,
            @Nullable GeneralNames names)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(now.toEpochMilli() * 2 + (names == null ? 0 : 1)),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(LIFETIME)),
                subject,
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(names == null));
        if (names != null) {
            builder.addExtension(Extension.subjectAlternativeName, false, names);
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate())));
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
