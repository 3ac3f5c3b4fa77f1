package dev.parley.peer;

import dev.parley.wire.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Greets the first connection and has no word for the second; once that is given up, it ends the first as idle. */
public final class OneAtATime implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

    public OneAtATime() throws IOException {
        Thread.ofVirtual().start(this::serve);
    }

    public Endpoint endpoint() {
        return new Endpoint("127.0.0.1", listener.getLocalPort());
    }

    private void serve() {
        try (Socket first = listener.accept()) {
            first.getOutputStream().write("+OK ready\r\n".getBytes(StandardCharsets.US_ASCII));
            try (Socket second = listener.accept()) {
                second.getInputStream().readAllBytes();
            }
        } catch (IOException e) {
            // The client has gone, or the test is over.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
