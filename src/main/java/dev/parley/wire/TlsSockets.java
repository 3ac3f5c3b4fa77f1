package dev.parley.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Sockets with TLS for a library that speaks another protocol to the same host, under the same settings. */
public final class TlsSockets extends SSLSocketFactory {
    private final TlsSettings settings;
    private final SSLSocketFactory factory;

    private TlsSockets(TlsSettings settings, SSLSocketFactory factory) {
        this.settings = settings;
        this.factory = factory;
    }

    /** @throws HandshakeFailure when certificates or keys cannot be used */
    public static TlsSockets of(TlsSettings settings) throws HandshakeFailure {
        try {
            return new TlsSockets(settings, PeerTrust.of(settings).context().getSocketFactory());
        } catch (GeneralSecurityException e) {
            throw new HandshakeFailure(
                    HandshakeFailure.Kind.MATERIAL, null, "TLS cannot be set up: " + e.getMessage() + ".", e);
        }
    }

    private Socket checked(Socket socket) {
        SSLSocket tls = (SSLSocket) socket;
        SSLParameters parameters = tls.getSSLParameters();
        if (settings.verify()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        if (!settings.versions().isEmpty()) {
            parameters.setProtocols(settings.versions().toArray(String[]::new));
        }
        if (!settings.ciphers().isEmpty()) {
            parameters.setCipherSuites(settings.ciphers().toArray(String[]::new));
        }
        tls.setSSLParameters(parameters);
        return tls;
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        String name = settings.serverName() == null ? host : settings.serverName();
        return checked(factory.createSocket(plain, name, port, autoClose));
    }

    @Override
    public Socket createSocket() throws IOException {
        return checked(factory.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(new Socket(host, port), host, port, true);
    }

    @Override
    public Socket createSocket(String host, int port, @Nullable InetAddress local, int localPort) throws IOException {
        return createSocket(new Socket(host, port, local, localPort), host, port, true);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(new Socket(host, port), host.getHostName(), port, true);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, @Nullable InetAddress local, int localPort)
            throws IOException {
        return createSocket(new Socket(host, port, local, localPort), host.getHostName(), port, true);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return factory.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return factory.getSupportedCipherSuites();
    }
}
