package dev.parley.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * The connection beneath a session: octets in and out, in plaintext or through TLS, each read under a deadline.
 *
 * <p>Reading and writing belong to the session's thread; {@link #sever} may be called by any.
 */
final class Link {
    /** How a stream ended. */
    enum Ending {
        CLOSED,
        RESET,
        /** TLS failed beneath the data. */
        BROKEN
    }

    /** What a read brought. */
    enum Read {
        OCTETS,
        ENDED,
        TIMED_OUT
    }

    private static final int FIRST_BUFFER = 512;
    private static final int LARGEST_BUFFER = 64 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final Outbox outbox;
    private boolean quickAck = true;
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int start;
    private int end;
    private boolean filled;
    private @Nullable TlsLayer tls;
    private @Nullable Ending ending;
    private String problem = "";
    private volatile boolean severed;
    private boolean closed;

    private Link(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.outbox = new Outbox(socket.getOutputStream());
    }

    static Link open(Endpoint endpoint, Deadline deadline) throws ConnectFailure {
        long begun = deadline.ticker().nanos();
        Socket socket = Route.socket();
        try {
            InetSocketAddress address = new InetSocketAddress(endpoint.host(), endpoint.port());
            if (address.isUnresolved()) {
                throw failure(
                        ConnectFailure.Kind.UNKNOWN_HOST,
                        begun,
                        deadline,
                        "There is no host `" + endpoint.host() + "`.",
                        new IOException("unresolved"));
            }
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            socket.connect(address, millis(deadline));
            return new Link(socket);
        } catch (IOException e) {
            quietly(socket);
            if (e instanceof ConnectFailure known) {
                throw known;
            }
            String where = "to " + endpoint;
            throw switch (e) {
                case SocketTimeoutException _ ->
                    failure(
                            ConnectFailure.Kind.TIMED_OUT,
                            begun,
                            deadline,
                            "No connection " + where + " came about within "
                                    + deadline.allowed().toMillis() + " ms.",
                            e);
                case NoRouteToHostException _ ->
                    failure(ConnectFailure.Kind.UNREACHABLE, begun, deadline, "There is no way " + where + ".", e);
                case ConnectException _ ->
                    failure(
                            ConnectFailure.Kind.REFUSED,
                            begun,
                            deadline,
                            "The connection " + where + " was refused: nothing listens there.",
                            e);
                default ->
                    failure(
                            ConnectFailure.Kind.OTHER,
                            begun,
                            deadline,
                            "The connection " + where + " failed: " + e.getMessage() + ".",
                            e);
            };
        }
    }

    private static ConnectFailure failure(
            ConnectFailure.Kind kind, long begun, Deadline deadline, String message, IOException cause) {
        return new ConnectFailure(kind, Duration.ofNanos(deadline.ticker().nanos() - begun), message, cause);
    }

    // Reading

    /** The octets that have come and are not taken yet. */
    int available() {
        return end - start;
    }

    byte peek(int index) {
        return buffer[start + index];
    }

    /** The offset of an octet among the available ones, at or behind a start, or -1. */
    int indexOf(int octet, int from) {
        for (int i = start + from; i < end; i++) {
            if (buffer[i] == (byte) octet) {
                return i - start;
            }
        }
        return -1;
    }

    /** A copy of the first so many available octets, which stay. */
    Octets copy(int count) {
        byte[] copy = new byte[count];
        System.arraycopy(buffer, start, copy, 0, count);
        return Octets.of(copy);
    }

    /** A copy of the first so many available octets, which are taken. */
    Octets take(int count) {
        Octets taken = copy(count);
        skip(count);
        return taken;
    }

    /** Moves the first so many available octets to an array. */
    void takeInto(byte[] target, int at, int count) {
        System.arraycopy(buffer, start, target, at, count);
        skip(count);
    }

    /** Gives octets back that were taken last, so that they are available again. */
    void unread(byte[] octets, int from, int count) {
        int rest = end - start;
        if (start >= count) {
            start -= count;
        } else {
            byte[] larger = buffer.length >= rest + count ? buffer : new byte[rest + count];
            System.arraycopy(buffer, start, larger, count, rest);
            buffer = larger;
            start = 0;
            end = count + rest;
        }
        System.arraycopy(octets, from, buffer, start, count);
    }

    /** Where the available octets lie, from {@link #offset} on; only for looking at. */
    byte[] array() {
        return buffer;
    }

    int offset() {
        return start;
    }

    /** Takes the first so many available octets without looking at them. */
    void skip(int count) {
        start += count;
        if (start == end) {
            start = 0;
            end = 0;
        }
    }

    /** Waits for more octets; how the stream ended stays known. */
    Read fill(Deadline deadline) {
        if (ending != null) {
            return Read.ENDED;
        }
        makeRoom();
        try {
            TlsLayer layer = tls;
            int count = layer == null
                    ? readPlain(buffer, end, buffer.length - end, deadline)
                    : layer.read(buffer, end, buffer.length - end, deadline);
            if (count < 0) {
                ending = Ending.CLOSED;
                return Read.ENDED;
            }
            filled = count == buffer.length - end;
            end += count;
            return Read.OCTETS;
        } catch (SocketTimeoutException e) {
            return Read.TIMED_OUT;
        } catch (javax.net.ssl.SSLException e) {
            ending = Ending.BROKEN;
            problem = TlsLayer.sentence(e);
            return Read.ENDED;
        } catch (IOException e) {
            if (severed) {
                return Read.TIMED_OUT;
            }
            ending = Ending.RESET;
            return Read.ENDED;
        }
    }

    /** Takes what the system holds already; under TLS nothing, because records may hold no data. */
    void fillWithoutWaiting() {
        try {
            if (tls == null && !closed && ending == null && in.available() > 0) {
                fill(Deadline.after(java.time.Duration.ofMillis(1), System::nanoTime));
            }
        } catch (IOException e) {
            // The next read says why.
        }
    }

    /** The buffer grows while reads fill it, so that an idle session stays small and a large body is read fast. */
    private void makeRoom() {
        if (end < buffer.length && !filled) {
            return;
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end > buffer.length / 2 || buffer.length < LARGEST_BUFFER && filled) {
            buffer = java.util.Arrays.copyOf(buffer, buffer.length * 2);
        }
    }

    /** Reads octets as they are on the wire. */
    int readPlain(byte[] target, int at, int length, Deadline deadline) throws IOException {
        if (severed || deadline.hasPassed()) {
            throw new SocketTimeoutException();
        }
        socket.setSoTimeout(millis(deadline));
        return in.read(target, at, length);
    }

    /** At least one: zero would mean for ever. */
    private static int millis(Deadline deadline) {
        return (int) Math.clamp((deadline.remaining().toNanos() + 999_999) / 1_000_000, 1, Integer.MAX_VALUE);
    }

    @Nullable
    Ending ending() {
        return ending;
    }

    /** What broke, when the ending is BROKEN. */
    String problem() {
        return problem;
    }

    /** Under TLS, whether the peer announced the end; null in plaintext. */
    @Nullable
    Boolean closeNotify() {
        TlsLayer layer = tls;
        return layer == null ? null : layer.closeNotify();
    }

    // Writing

    /** Sends in order, without waiting for the peer; what cannot be sent is dropped, and the next read says why. */
    void write(byte[] octets) {
        TlsLayer layer = tls;
        try {
            outbox.write(layer == null ? octets : layer.wrap(octets));
        } catch (IOException e) {
            outbox.stop();
        }
    }

    /** Lets a reply of several small segments come at once: after each write, or the kernel takes it back. */
    void acknowledgeQuickly() {
        if (quickAck) {
            try {
                socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            } catch (IOException | UnsupportedOperationException e) {
                // Only speed is lost.
                quickAck = false;
            }
        }
    }

    /** Nothing that was sent is unanswered. */
    void settled() {
        outbox.settled();
    }

    // TLS

    TlsFacts handshake(TlsSettings settings, String host, int port, Deadline deadline) throws HandshakeFailure {
        TlsLayer layer = TlsLayer.create(this, settings, host, port);
        byte[] early = take(available()).toArray();
        try {
            TlsFacts facts = layer.handshake(early, deadline);
            tls = layer;
            return facts;
        } catch (HandshakeFailure e) {
            quietly(socket);
            ending = e.kind() == HandshakeFailure.Kind.RESET ? Ending.RESET : Ending.CLOSED;
            closed = true;
            throw e;
        }
    }

    /** Sends octets of a handshake or an alert as they are. */
    void writePlain(byte[] octets) throws IOException {
        outbox.write(octets);
    }

    boolean isSevered() {
        return severed;
    }

    // Ending

    boolean isClosed() {
        return closed;
    }

    void closeSending() {
        TlsLayer layer = tls;
        try {
            if (layer != null) {
                outbox.write(layer.closeOutbound());
            }
            outbox.finish();
            socket.shutdownOutput();
        } catch (IOException e) {
            // The peer has ended it already.
        }
    }

    void close() {
        if (!closed) {
            closed = true;
            TlsLayer layer = tls;
            if (layer != null && ending == null && !outbox.isBusy()) {
                try {
                    outbox.write(layer.closeOutbound());
                } catch (IOException e) {
                    // The peer has ended it already.
                }
            }
            outbox.stop();
            quietly(socket);
        }
    }

    void abort() {
        if (!closed) {
            closed = true;
            outbox.stop();
            try {
                socket.setSoLinger(true, 0);
            } catch (SocketException e) {
                // It is closed either way.
            }
            quietly(socket);
        }
    }

    /** Ends every wait of this connection, from any thread. */
    void sever() {
        severed = true;
        // First the socket: a write that blocks holds the outbox.
        quietly(socket);
        outbox.stop();
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // There is nothing left to do with it.
        }
    }
}
