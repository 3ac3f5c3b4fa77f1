package dev.parley.peer;

import dev.parley.server.Identity;
import dev.parley.wire.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocket;

/** A port of this machine: each connection is served by a thread of its own, and cut at the end of the port. */
final class LoopbackListener implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Service service;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** What is done with a connection, which is closed afterwards. What it throws ends the connection only. */
    interface Service {
        void serve(Socket socket) throws IOException, GeneralSecurityException, InterruptedException;
    }

    /** Connections are served from now on. */
    LoopbackListener(Service service) throws IOException {
        this.service = service;
        Thread.ofVirtual().start(this::accept);
    }

    Endpoint endpoint() {
        return new Endpoint("127.0.0.1", listener.getLocalPort());
    }

    /** The same connection under TLS, as its server. */
    static SSLSocket secured(Socket socket, Identity identity) throws IOException {
        SSLSocket tls = (SSLSocket) identity.context().getSocketFactory().createSocket(socket, "localhost", 0, true);
        tls.setUseClientMode(false);
        tls.startHandshake();
        return tls;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            service.serve(socket);
        } catch (IOException | UncheckedIOException | GeneralSecurityException | InterruptedException e) {
            // The client has gone.
        } finally {
            open.remove(socket);
        }
    }

    /** Cuts the connections there are, under TLS without a word. */
    void drop() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        drop();
    }
}
