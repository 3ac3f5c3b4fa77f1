package dev.parley.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import jdk.net.ExtendedSocketOptions;

/** One connection to GreenMail: commands and replies, their octets as characters of ISO 8859-1. */
final class Backend implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final String greeting;

    /** Connects and reads the greeting. */
    Backend(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        socket.setTcpNoDelay(true);
        greeting = next();
    }

    String greeting() {
        return greeting;
    }

    /** Sends a command and reads the first line of its reply; neither has its line end. */
    String ask(String command) throws IOException {
        socket.getOutputStream().write(octets(command + "\r\n"));
        if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
            // GreenMail sends a line a segment with Nagle's algorithm on; an acknowledgement must not wait.
            socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
        return next();
    }

    /** The rest of a reply of several lines, as it came, without the line of the dot. */
    byte[] body() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
        byte[] line = line();
        while (!(line.length == 3 && line[0] == '.' && line[1] == '\r')) {
            body.writeBytes(line);
            line = line();
        }
        return body.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private String next() throws IOException {
        return new String(line(), StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** A line with its end. */
    private byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        int octet;
        do {
            octet = in.read();
            if (octet < 0) {
                throw new EOFException("GreenMail has ended the session");
            }
            line.write(octet);
        } while (octet != '\n');
        return line.toByteArray();
    }
}
