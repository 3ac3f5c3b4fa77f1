package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Which certificates are trusted in one handshake, and in what words one is not. */
final class PeerTrust extends X509ExtendedTrustManager {
    private static final Pattern KEY = Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

    private final @Nullable X509ExtendedTrustManager delegate;
    private final KeyManager @Nullable [] keys;
    private @Nullable HandshakeFailure problem;
    private String name = "";

    private PeerTrust(@Nullable X509ExtendedTrustManager delegate, KeyManager @Nullable [] keys) {
        this.delegate = delegate;
        this.keys = keys;
    }

    static PeerTrust of(TlsSettings settings) throws HandshakeFailure {
        try {
            KeyManager[] keys = settings.certificate() == null ? null : keys(settings.certificate());
            if (!settings.verify()) {
                return new PeerTrust(null, keys);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            boolean own = settings.ca() != null || !settings.authorities().isEmpty();
            factory.init(own ? trusted(settings) : null);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager found) {
                    return new PeerTrust(found, keys);
                }
            }
            throw new GeneralSecurityException("no X.509 trust manager");
        } catch (GeneralSecurityException | IOException e) {
            throw material("Certificates or keys cannot be used: " + e.getMessage() + ".", e);
        }
    }

    SSLEngine engine(TlsSettings settings, String host, int port) throws HandshakeFailure {
        name = host;
        try {
            SSLEngine engine = context().createSSLEngine(host, port);
            engine.setUseClientMode(true);
            SSLParameters parameters = engine.getSSLParameters();
            if (delegate != null) {
                // The rules for names are those of RFC 6125, which RFC 7817 takes over for mail.
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
            }
            if (!settings.versions().isEmpty()) {
                parameters.setProtocols(settings.versions().toArray(String[]::new));
            }
            if (!settings.ciphers().isEmpty()) {
                parameters.setCipherSuites(settings.ciphers().toArray(String[]::new));
            }
            engine.setSSLParameters(parameters);
            return engine;
        } catch (IllegalArgumentException e) {
            throw new HandshakeFailure(
                    HandshakeFailure.Kind.UNAVAILABLE,
                    null,
                    "Our own TLS cannot offer what is asked for: " + e.getMessage() + ".",
                    e);
        } catch (GeneralSecurityException e) {
            throw material("TLS cannot be set up: " + e.getMessage() + ".", e);
        }
    }

    SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, new TrustManager[] {this}, null);
        return context;
    }

    /** Why the peer's certificate was refused; null when it was not. */
    @Nullable
    HandshakeFailure problem() {
        return problem;
    }

    private static HandshakeFailure material(String message, Exception cause) {
        return new HandshakeFailure(HandshakeFailure.Kind.MATERIAL, null, message, cause);
    }

    private static KeyStore trusted(TlsSettings settings) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        List<Certificate> all = new ArrayList<>(settings.authorities());
        if (settings.ca() != null) {
            all.addAll(certificates(settings.ca()));
        }
        for (Certificate certificate : all) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path pem)
            throws GeneralSecurityException, IOException {
        if (!Files.isReadable(pem)) {
            throw new IOException("there is no file `" + pem + "`");
        }
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IOException("`" + pem + "` holds no certificate");
            }
            return found;
        } catch (CertificateException e) {
            throw new IOException("`" + pem + "` is no file of PEM certificates", e);
        }
    }

    private static KeyManager[] keys(Path pem) throws GeneralSecurityException, IOException {
        Certificate[] chain = certificates(pem).toArray(Certificate[]::new);
        Matcher key = KEY.matcher(Files.readString(pem, StandardCharsets.ISO_8859_1));
        if (!key.find()) {
            throw new IOException("`" + pem + "` holds no unencrypted PKCS #8 key");
        }
        char[] none = new char[0];
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry("client", privateKey(Base64.getMimeDecoder().decode(key.group(1))), none, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, none);
        return factory.getKeyManagers();
    }

    private static PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                // The next algorithm may fit.
            }
        }
        throw new GeneralSecurityException("the key is neither RSA, EC nor EdDSA");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        if (delegate == null) {
            return;
        }
        try {
            delegate.checkServerTrusted(chain, type, engine);
        } catch (CertificateException e) {
            problem = explain(chain[0], e);
            throw e;
        }
    }

    private HandshakeFailure explain(X509Certificate certificate, CertificateException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return untrusted(
                        HandshakeFailure.Distrust.EXPIRED,
                        "The server's certificate expired on "
                                + certificate.getNotAfter().toInstant() + ".",
                        certificate,
                        e);
            }
            if (cause instanceof CertificateNotYetValidException) {
                return untrusted(
                        HandshakeFailure.Distrust.NOT_YET_VALID,
                        "The server's certificate is not valid before "
                                + certificate.getNotBefore().toInstant() + ".",
                        certificate,
                        e);
            }
        }
        String message = String.valueOf(e.getMessage());
        if (message.startsWith("No name matching") || message.startsWith("No subject alternative")) {
            return untrusted(
                    HandshakeFailure.Distrust.WRONG_NAME,
                    "The server's certificate is for " + names(certificate) + ", not for " + name + ".",
                    certificate,
                    e);
        }
        boolean selfSigned = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        return untrusted(
                selfSigned ? HandshakeFailure.Distrust.SELF_SIGNED : HandshakeFailure.Distrust.UNKNOWN_AUTHORITY,
                selfSigned
                        ? "The server's certificate is self-signed and not trusted."
                        : "The server's certificate was issued by "
                                + certificate.getIssuerX500Principal().getName() + ", which is not trusted.",
                certificate,
                e);
    }

    private static HandshakeFailure untrusted(
            HandshakeFailure.Distrust distrust, String message, X509Certificate certificate, Exception cause) {
        String details = "The certificate's subject is "
                + certificate.getSubjectX500Principal().getName() + ", its names " + names(certificate)
                + ", its issuer " + certificate.getIssuerX500Principal().getName() + "; it is valid from "
                + certificate.getNotBefore().toInstant() + " to "
                + certificate.getNotAfter().toInstant() + ".";
        return new HandshakeFailure(HandshakeFailure.Kind.CERTIFICATE, null, distrust, details, message, cause);
    }

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names != null && !names.isEmpty()) {
                return names.stream().map(entry -> String.valueOf(entry.get(1))).collect(Collectors.joining(", "));
            }
        } catch (CertificateException e) {
            // The subject is what is left to name it by.
        }
        return certificate.getSubjectX500Principal().getName();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
        throw new UnsupportedOperationException("an engine or a socket is always given");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        if (delegate != null) {
            delegate.checkServerTrusted(chain, type, socket);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
        throw new UnsupportedOperationException("this end is the client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
        throw new UnsupportedOperationException("this end is the client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
        throw new UnsupportedOperationException("this end is the client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return delegate == null ? new X509Certificate[0] : delegate.getAcceptedIssuers();
    }
}
