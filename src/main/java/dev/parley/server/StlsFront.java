package dev.parley.server;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/** Accepts connections for GreenMail and gives each to a {@link Relay} of its own, on a virtual thread of its own. */
final class StlsFront implements Closeable {
    private final ServerSocket listener = new ServerSocket();
    private final int backend;
    private final SSLContext tls;
    private final Locks locks;
    private final ExactMail mail;
    private final boolean implicit;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * @param backend the port of the server on this machine that is relayed to
     * @param locks shared with the other front of the same server
     */
    StlsFront(int backend, SSLContext tls, Locks locks, ExactMail mail, boolean implicit) throws IOException {
        this.backend = backend;
        this.tls = tls;
        this.locks = locks;
        this.mail = mail;
        this.implicit = implicit;
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        Thread.ofVirtual().name("parley-embedded-front").start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Listens no more and cuts all sessions off. */
    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                if (listener.isClosed()) {
                    client.close();
                }
                Thread.ofVirtual().name("parley-embedded-session").start(() -> serve(client));
            } catch (IOException e) {
                // The front was closed, or the client has gone again.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            new Relay(client, backend, tls, locks, mail).run(implicit);
        } catch (IOException e) {
            // One side has ended the session; the other is closed with it.
        } finally {
            open.remove(client);
        }
    }
}
