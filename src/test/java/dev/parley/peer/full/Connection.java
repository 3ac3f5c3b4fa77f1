package dev.parley.peer.full;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** The octets of one session, in the clear or under TLS. */
final class Connection {
    private static final int SINGLE_OCTETS = 4000;
    private static final int PACED_OCTETS = 40;
    private static final long PACE_NANOS = 200_000;
    private static final int DRAIN_MILLIS = 300;
    private static final int DRAIN_OCTETS = 20_000_000;

    private final Socket raw;
    private final Behaviour behaviour;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    Connection(Socket raw, Behaviour behaviour) throws IOException {
        this.raw = raw;
        this.behaviour = behaviour;
        raw.setTcpNoDelay(true);
        use(raw);
    }

    private void use(Socket now) throws IOException {
        socket = now;
        in = now.getInputStream();
        out = now.getOutputStream();
    }

    boolean isSecure() {
        return socket instanceof SSLSocket;
    }

    /** The octets that are there, at least one; -1 at the end. */
    int read(byte[] into) throws IOException {
        return in.read(into);
    }

    /** Text stands for octets. */
    void write(String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        int single = behaviour.has(Variant.OCTET_A_SEGMENT) ? Math.min(octets.length, SINGLE_OCTETS) : 0;
        for (int i = 0; i < single; i++) {
            out.write(octets, i, 1);
            out.flush();
            if (i < PACED_OCTETS) {
                LockSupport.parkNanos(PACE_NANOS);
            }
        }
        out.write(octets, single, octets.length - single);
        out.flush();
    }

    /** The server's side of the handshake. @param read octets of it that were read already */
    void secure(SSLContext context, byte[] read) throws IOException {
        boolean fallsBack = behaviour.has(StlsFault.STLS_FALLS_BACK);
        SSLSocket tls =
                (SSLSocket) context.getSocketFactory().createSocket(raw, new ByteArrayInputStream(read), !fallsBack);
        SSLParameters parameters = tls.getSSLParameters();
        if (!behaviour.has(TlsFault.ANY_SERVER_NAME)) {
            parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher("localhost")));
        }
        if (behaviour.has(TlsFault.CERTIFICATE_REQUESTED)) {
            parameters.setWantClientAuth(true);
        }
        if (behaviour.has(TlsFault.ONLY_TLS_1_2)) {
            parameters.setProtocols(new String[] {"TLSv1.2"});
        }
        tls.setSSLParameters(parameters);
        if (!behaviour.has(TlsFault.ALPN_IGNORED)) {
            tls.setHandshakeApplicationProtocolSelector((ignored, offered) -> offered.contains("pop3") ? "pop3" : null);
        }
        tls.startHandshake();
        use(tls);
    }

    /** Says that nothing follows, and lets the client's last octets not destroy what it has yet to read. */
    void closeGently() throws IOException {
        if (isSecure()) {
            if (behaviour.has(TlsFault.NO_CLOSE_ALERT)) {
                raw.shutdownOutput();
                raw.close();
            } else {
                socket.close();
            }
            return;
        }
        raw.shutdownOutput();
        raw.setSoTimeout(DRAIN_MILLIS);
        byte[] buffer = new byte[8192];
        try {
            int drained = 0;
            for (int count = in.read(buffer); count >= 0 && drained < DRAIN_OCTETS; count = in.read(buffer)) {
                drained += count;
            }
        } catch (SocketTimeoutException e) {
            // The client keeps its side open, as it may.
        }
        raw.close();
    }

    /** At once, for whoever reads or writes. */
    void drop() {
        try {
            raw.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
