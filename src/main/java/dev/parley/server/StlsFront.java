package dev.parley.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Accepts connections for GreenMail and gives each to a {@link Relay} of its own, on a thread of its own. */
final class StlsFront implements AutoCloseable {
    private final ServerSocket listener;
    private final int backend;
    private final Identity identity;
    private final boolean implicit;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** @param backend the port of the server on this machine that is relayed to */
    StlsFront(int backend, Identity identity, boolean implicit) throws IOException {
        this.listener = new ServerSocket();
        this.listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        this.backend = backend;
        this.identity = identity;
        this.implicit = implicit;
        Thread.ofVirtual().name("parley-embedded-front").start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

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
                Thread.ofVirtual().name("parley-embedded-session").start(() -> serve(client));
            } catch (IOException e) {
                // The front was closed.
                return;
            }
        }
    }

    private void serve(Socket client) {
        open.add(client);
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), backend)) {
            open.add(server);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            try (Relay relay = new Relay(server, identity.context())) {
                relay.run(client, implicit);
            } finally {
                open.remove(server);
            }
        } catch (IOException e) {
            // One side has ended; the other is closed with it.
        } finally {
            open.remove(client);
        }
    }
}
