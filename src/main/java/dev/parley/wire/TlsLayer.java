package dev.parley.wire;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * TLS over a link's octets. An engine and not a TLS socket: only so do deadlines hold in the middle of a record, and
 * only so can octets that came before the handshake be looked at.
 */
final class TlsLayer {
    private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");

    /** So many octets of the wire at most wait to be decrypted: enough that a large body takes few reads. */
    private static final int LARGEST_BUFFER = 64 * 1024;

    private final Link link;
    private final SSLEngine engine;
    private final PeerTrust trust;
    private ByteBuffer netIn;
    private ByteBuffer appIn;
    private boolean filled;
    private boolean received;
    private boolean closeNotify;

    private TlsLayer(Link link, SSLEngine engine, PeerTrust trust) {
        this.link = link;
        this.engine = engine;
        this.trust = trust;
        this.netIn =
                ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).flip();
        this.appIn = ByteBuffer.allocate(0);
    }

    static TlsLayer create(Link link, TlsSettings settings, String host, int port) throws HandshakeFailure {
        PeerTrust trust = PeerTrust.of(settings);
        SSLEngine engine = trust.engine(settings, settings.serverName() == null ? host : settings.serverName(), port);
        return new TlsLayer(link, engine, trust);
    }

    boolean closeNotify() {
        return closeNotify;
    }

    // Handshake

    TlsFacts handshake(byte[] early, Deadline deadline) throws HandshakeFailure {
        try {
            feed(early);
            engine.beginHandshake();
            while (step(deadline)) {
                // Each step sends, receives or computes one part.
            }
            return facts();
        } catch (SocketTimeoutException e) {
            throw failure(
                    HandshakeFailure.Kind.TIMED_OUT,
                    "The TLS handshake was not finished within "
                            + deadline.allowed().toMillis() + " ms.",
                    e);
        } catch (SSLException e) {
            sendAlert();
            throw explain(e);
        } catch (IOException e) {
            throw link.isSevered()
                    ? failure(HandshakeFailure.Kind.TIMED_OUT, "The TLS handshake was interrupted.", e)
                    : failure(HandshakeFailure.Kind.RESET, "The server reset the connection in the TLS handshake.", e);
        }
    }

    /** One step of the handshake; false when it is done. */
    private boolean step(Deadline deadline) throws IOException, HandshakeFailure {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> runTasks();
            case NEED_WRAP -> flush();
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                SSLEngineResult result = unwrap();
                if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                    throw failure(
                            HandshakeFailure.Kind.CLOSED,
                            "The server closed the TLS connection in the handshake.",
                            null);
                }
                if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW && !receive(deadline)) {
                    throw failure(
                            HandshakeFailure.Kind.CLOSED,
                            received
                                    ? "The server closed the connection in the TLS handshake."
                                    : "The server closed the connection at the first octets of the TLS handshake.",
                            null);
                }
            }
            case FINISHED, NOT_HANDSHAKING -> {
                return false;
            }
        }
        return true;
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private void flush() throws IOException {
        ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), out);
        out.flip();
        if (out.hasRemaining()) {
            link.writePlain(Arrays.copyOf(out.array(), out.limit()));
        }
    }

    private void sendAlert() {
        try {
            engine.closeOutbound();
            while (engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP
                    && !engine.isOutboundDone()) {
                flush();
            }
        } catch (IOException e) {
            // The peer learns of the end by the close.
        }
    }

    private TlsFacts facts() {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (Certificate certificate : engine.getSession().getPeerCertificates()) {
                chain.add((X509Certificate) certificate);
            }
        } catch (SSLPeerUnverifiedException e) {
            // A suite without certificates: the chain is empty.
        }
        SSLSession session = engine.getSession();
        return new TlsFacts(session.getProtocol(), session.getCipherSuite(), chain, exporter(session));
    }

    /**
     * The exporter of RFC 9266 §4.1. Before TLS 1.3 it is safe only with an extension that nobody tells us of (§4.2), so
     * there it is left out.
     */
    private static Octets exporter(SSLSession session) {
        if (!session.getProtocol().equals("TLSv1.3") || !(session instanceof ExtendedSSLSession extended)) {
            return Octets.EMPTY;
        }
        try {
            return Octets.of(extended.exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32));
        } catch (SSLKeyException | UnsupportedOperationException e) {
            return Octets.EMPTY;
        }
    }

    private HandshakeFailure explain(SSLException e) {
        HandshakeFailure untrusted = trust.problem();
        if (untrusted != null) {
            return untrusted;
        }
        if (e instanceof NotTls other) {
            return new HandshakeFailure(
                    HandshakeFailure.Kind.NOT_TLS, null, null, other.seen, String.valueOf(e.getMessage()), e);
        }
        Matcher alert = ALERT.matcher(String.valueOf(e.getMessage()));
        if (alert.find()) {
            return new HandshakeFailure(
                    HandshakeFailure.Kind.ALERT,
                    alert.group(1),
                    "The server refused the TLS handshake with the alert `" + alert.group(1) + "`.",
                    e);
        }
        if (!received && e instanceof SSLHandshakeException) {
            return failure(
                    HandshakeFailure.Kind.UNAVAILABLE,
                    "Our own TLS cannot offer what is asked for: " + e.getMessage() + ".",
                    e);
        }
        return failure(HandshakeFailure.Kind.OTHER, "The TLS handshake failed: " + e.getMessage() + ".", e);
    }

    private static HandshakeFailure failure(HandshakeFailure.Kind kind, String message, @Nullable Throwable cause) {
        return new HandshakeFailure(kind, null, message, cause);
    }

    // Data

    /** Reads plaintext octets; -1 at the end. */
    int read(byte[] target, int at, int length, Deadline deadline) throws IOException {
        while (!appIn.hasRemaining()) {
            boolean direct = length >= engine.getSession().getApplicationBufferSize();
            SSLEngineResult result = direct ? engine.unwrap(netIn, ByteBuffer.wrap(target, at, length)) : unwrap();
            if (direct && result.bytesProduced() > 0) {
                afterHandshake();
                return result.bytesProduced();
            }
            switch (result.getStatus()) {
                case OK, BUFFER_OVERFLOW -> afterHandshake();
                case BUFFER_UNDERFLOW -> {
                    if (!receive(deadline)) {
                        return -1;
                    }
                }
                case CLOSED -> {
                    closeNotify = true;
                    return -1;
                }
            }
        }
        int count = Math.min(length, appIn.remaining());
        appIn.get(target, at, count);
        return count;
    }

    /** Session tickets and key updates come between the data (RFC 8446 §4.6). */
    private void afterHandshake() throws IOException {
        boolean more = true;
        while (more) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> flush();
                default -> more = false;
            }
        }
    }

    private SSLEngineResult unwrap() throws SSLException {
        int room = engine.getSession().getApplicationBufferSize();
        if (appIn.capacity() < room) {
            appIn = ByteBuffer.allocate(room);
        } else {
            appIn.clear();
        }
        SSLEngineResult result;
        try {
            result = engine.unwrap(netIn, appIn);
        } finally {
            appIn.flip();
        }
        return result;
    }

    /** Reads more of the wire; false at its end. */
    private boolean receive(Deadline deadline) throws IOException {
        netIn.compact();
        if (!netIn.hasRemaining() || filled && netIn.capacity() < LARGEST_BUFFER) {
            netIn = ByteBuffer.allocate(netIn.capacity() * 2).put(netIn.flip());
        }
        int count = -1;
        try {
            count = link.readPlain(netIn.array(), netIn.position(), netIn.remaining(), deadline);
            filled = count == netIn.remaining();
        } finally {
            netIn.position(netIn.position() + Math.max(count, 0)).flip();
        }
        came();
        return count >= 0;
    }

    private void feed(byte[] octets) throws IOException {
        netIn = ByteBuffer.allocate(Math.max(netIn.capacity(), octets.length));
        netIn.put(octets).flip();
        came();
    }

    private void came() throws IOException {
        if (netIn.hasRemaining() && !received) {
            received = true;
            checkIsTls(netIn.array(), netIn.remaining());
        }
    }

    /** A record begins with its content type, 20 to 24 (RFC 8446 §5.1). */
    private static void checkIsTls(byte[] octets, int count) throws IOException {
        if (octets[0] < 20 || octets[0] > 24) {
            String beginning = WireText.decode(octets, 0, Math.min(count, 120))
                    .lines()
                    .findFirst()
                    .orElse("");
            String message = beginning.startsWith("+OK")
                    ? "This port starts in plaintext: the first octets were a greeting and not TLS."
                    : "What the server sent in the handshake is not TLS.";
            throw new NotTls(message, "The server sent `" + beginning + "`.");
        }
    }

    /** Octets that are no TLS record. */
    private static final class NotTls extends SSLException {
        private static final long serialVersionUID = 1;

        private final String seen;

        NotTls(String message, String seen) {
            super(message);
            this.seen = seen;
        }
    }

    /** Encrypts; several records for much data. */
    byte[] wrap(byte[] plain) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(plain);
        int packet = engine.getSession().getPacketBufferSize();
        ByteBuffer out = ByteBuffer.allocate(plain.length + plain.length / 8 + packet);
        while (source.hasRemaining()) {
            if (out.remaining() < packet) {
                out = ByteBuffer.allocate(out.capacity() * 2).put(out.flip());
            }
            if (engine.wrap(source, out).getStatus() == SSLEngineResult.Status.CLOSED) {
                break;
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    byte[] closeOutbound() throws IOException {
        engine.closeOutbound();
        ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), out);
        return Arrays.copyOf(out.array(), out.position());
    }

    /** What broke TLS beneath the data, as a sentence. */
    static String sentence(SSLException e) {
        Matcher alert = ALERT.matcher(String.valueOf(e.getMessage()));
        return alert.find()
                ? "The server ended TLS with the alert `" + alert.group(1) + "`."
                : "The TLS stream is broken: " + e.getMessage() + ".";
    }
}
