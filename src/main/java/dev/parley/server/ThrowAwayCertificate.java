package dev.parley.server;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of a throw-away authority, in the making. Nothing else speaks to the library that it extends: its jars are
 * signed, so the cache of prepared classes can hold neither its classes nor this one, and a class in the cache that names
 * one of theirs would have the jars opened and their signatures checked at each start.
 */
final class ThrowAwayCertificate extends JcaX509v3CertificateBuilder {
    private static final String AUTHORITY = "CN=Parley throw-away authority";
    private static final Duration LIFETIME = Duration.ofDays(30);

    private ThrowAwayCertificate(String subject, PublicKey key, long number, Instant now) {
        super(
                new X500Name(AUTHORITY),
                BigInteger.valueOf(number),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(LIFETIME)),
                new X500Name(subject),
                key);
    }

    /** That of the authority itself. */
    static X509Certificate ofAuthority(KeyPair authority, Instant now) throws GeneralSecurityException {
        return new ThrowAwayCertificate(AUTHORITY, authority.getPublic(), now.toEpochMilli() * 2 + 1, now)
                .signed(authority, null);
    }

    /** That of a server on this machine. @param others addresses that it is for beside {@code localhost} and 127.0.0.1 */
    static X509Certificate ofServer(PublicKey key, KeyPair authority, Instant now, List<String> others)
            throws GeneralSecurityException {
        Stream<GeneralName> addresses = Stream.concat(Stream.of("127.0.0.1"), others.stream())
                .distinct()
                .map(address -> new GeneralName(GeneralName.iPAddress, address));
        GeneralName[] names = Stream.concat(Stream.of(new GeneralName(GeneralName.dNSName, "localhost")), addresses)
                .toArray(GeneralName[]::new);
        return new ThrowAwayCertificate("CN=localhost", key, now.toEpochMilli() * 2, now)
                .signed(authority, new GeneralNames(names));
    }

    /** @param names what the certificate is for; null for that of an authority */
    private X509Certificate signed(KeyPair authority, @Nullable GeneralNames names) throws GeneralSecurityException {
        try {
            addExtension(Extension.basicConstraints, true, new BasicConstraints(names == null));
            if (names != null) {
                addExtension(Extension.subjectAlternativeName, false, names);
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate())));
        } catch (IOException | OperatorCreationException e) {
            throw new GeneralSecurityException("a certificate could not be made", e);
        }
    }
}
