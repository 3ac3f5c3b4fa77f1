package dev.parley.peer;

import dev.parley.wire.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port whose queue is full: what comes is neither taken nor refused, as behind a firewall that drops packets. */
public final class FullListener implements AutoCloseable {
    private static final int PATIENCE = 200;
    private static final int MOST = 100;

    private final ServerSocket listener;
    private final List<Socket> queue = new ArrayList<>();

    public FullListener() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        for (int i = 0; i < MOST; i++) {
            Socket socket = new Socket();
            queue.add(socket);
            try {
                socket.connect(new InetSocketAddress("127.0.0.1", listener.getLocalPort()), PATIENCE);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
        throw new IOException("The queue of this system is never full.");
    }

    public Endpoint endpoint() {
        return new Endpoint("127.0.0.1", listener.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : queue) {
            socket.close();
        }
    }
}
