package dev.parley.peer;

import dev.parley.wire.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Greets, and answers each line with what a function makes of it. */
public final class EchoServer implements AutoCloseable {
    private final LoopbackListener listener;
    private final String greeting;
    private final UnaryOperator<String> reply;
    private final int piece;

    /** @param reply from the line without its end to all that is sent in answer, line ends included */
    public EchoServer(String greeting, UnaryOperator<String> reply) throws IOException {
        this(greeting, reply, Integer.MAX_VALUE);
    }

    /** @param piece so many octets are written at once at most, each piece a segment of its own */
    public EchoServer(String greeting, UnaryOperator<String> reply, int piece) throws IOException {
        this.piece = piece;
        this.greeting = greeting;
        this.reply = reply;
        this.listener = new LoopbackListener(this::serve);
    }

    public Endpoint endpoint() {
        return listener.endpoint();
    }

    private void serve(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        socket.setTcpNoDelay(true);
        write(out, greeting);
        for (String line = line(socket); line != null; line = line(socket)) {
            write(out, reply.apply(line));
        }
    }

    private void write(OutputStream out, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < octets.length; at += Math.min(piece, octets.length - at)) {
            out.write(octets, at, Math.min(piece, octets.length - at));
        }
    }

    /** A line ends with CRLF and nothing less. */
    private static String line(Socket socket) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = socket.getInputStream().read();
                octet >= 0;
                octet = socket.getInputStream().read()) {
            line.write(octet);
            String text = line.toString(StandardCharsets.UTF_8);
            if (text.endsWith("\r\n")) {
                return text.substring(0, text.length() - 2);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
