package dev.parley.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import jdk.net.ExtendedSocketOptions;

/**
 * One session with GreenMail, command by command. Adds what it lacks: STLS (RFC 2595 §4), TOP among the capabilities,
 * deletions that only QUIT carries out (see {@link Deletions}), an answer to an empty line. What a client sends in
 * plaintext behind STLS is dropped and never reaches the server. Each reply is passed on in one piece.
 */
final class Relay implements AutoCloseable {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final Set<String> LOGINS = Set.of("PASS", "APOP", "AUTH");

    private final Socket server;
    private final InputStream fromServer;
    private final SSLContext tls;
    private final Deletions deletions = new Deletions(this);
    private Socket client;
    private InputStream fromClient = InputStream.nullInputStream();
    private boolean secured;
    private boolean loggedIn;
    private String challenged = "";

    Relay(Socket server, SSLContext tls) throws IOException {
        this.server = server;
        this.client = server;
        this.fromServer = new BufferedInputStream(server.getInputStream(), 64 * 1024);
        this.tls = tls;
    }

    /** Relays until one side ends the session. */
    void run(Socket connection, boolean implicit) throws IOException {
        client = connection;
        if (implicit) {
            secure();
        }
        fromClient = new BufferedInputStream(client.getInputStream(), 8192);
        answer(line(fromServer));
        byte[] command = line(fromClient);
        while (command.length > 0 && relay(command)) {
            command = line(fromClient);
        }
    }

    /** Closes towards the client in order, under TLS with close_notify. */
    @Override
    public void close() throws IOException {
        client.close();
    }

    private void secure() throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory()
                .createSocket(client, client.getInetAddress().getHostAddress(), client.getPort(), true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        client = socket;
        secured = true;
        // A new buffer: what was sent in plaintext too early goes with the old one.
        fromClient = new BufferedInputStream(client.getInputStream(), 8192);
    }

    /** Handles one command; false when it ended the session. */
    private boolean relay(byte[] command) throws IOException {
        String[] words =
                new String(command, StandardCharsets.ISO_8859_1).strip().split(" +");
        String keyword = challenged.isEmpty() ? words[0].toUpperCase(Locale.ROOT) : challenged;
        if (keyword.isEmpty()) {
            answer("-ERR An empty line is no command");
        } else if (!loggedIn && keyword.equals("RSET")) {
            // GreenMail lets it pass.
            answer("-ERR RSET is not possible before login");
        } else if (keyword.equals("STLS")) {
            stls(words.length);
        } else if (loggedIn && keyword.equals("QUIT")) {
            deletions.carryOut();
            answer(ask(command));
            return false;
        } else if (!loggedIn || challenged.isEmpty() && !deletions.handle(keyword, words)) {
            byte[] status = ask(command);
            boolean good = isGood(status);
            challenged = status.length > 0 && status[0] == '+' && !good ? keyword : "";
            boolean multi = keyword.equals("RETR") || keyword.equals("TOP") || keyword.equals("CAPA");
            answer(multi && good ? body(keyword, status) : status);
            loggedIn |= good && LOGINS.contains(keyword);
            return !keyword.equals("QUIT");
        }
        return true;
    }

    private byte[] body(String keyword, byte[] status) throws IOException {
        ByteArrayOutputStream reply = new ByteArrayOutputStream(1024);
        reply.writeBytes(status);
        byte[] line = line(fromServer);
        while (line.length > 0 && !isDot(line)) {
            reply.writeBytes(line);
            line = line(fromServer);
        }
        if (keyword.equals("CAPA")) {
            reply.writeBytes(ascii("TOP"));
            if (!secured && !loggedIn) {
                reply.writeBytes(ascii("STLS"));
            }
        }
        reply.writeBytes(line);
        return reply.toByteArray();
    }

    private void stls(int words) throws IOException {
        if (secured || loggedIn || words > 1) {
            answer("-ERR STLS is not possible here");
        } else {
            answer("+OK Begin TLS");
            secure();
        }
    }

    /** Sends a command to GreenMail and reads the status line of its reply. */
    byte[] ask(byte[] command) throws IOException {
        server.getOutputStream().write(command);
        if (server.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
            // GreenMail sends a line a segment with Nagle's algorithm on; an acknowledgement must not wait.
            server.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
        }
        return line(fromServer);
    }

    /** The same for a line without its end; the status line likewise. */
    String ask(String command) throws IOException {
        return new String(ask(ascii(command)), StandardCharsets.ISO_8859_1).strip();
    }

    /** The next line of GreenMail's reply, without its end. */
    String next() throws IOException {
        return new String(line(fromServer), StandardCharsets.ISO_8859_1).stripTrailing();
    }

    void answer(String line) throws IOException {
        answer(ascii(line));
    }

    void answer(byte[] reply) throws IOException {
        client.getOutputStream().write(reply);
        client.getOutputStream().flush();
    }

    static byte[] ascii(String line) {
        return (line + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean isGood(byte[] status) {
        return status.length > 2 && status[0] == '+' && status[1] == 'O';
    }

    private static boolean isDot(byte[] line) {
        return line[0] == '.' && line.length == 3;
    }

    /** A line with its LF; empty at the end of the stream. */
    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        int octet = in.read();
        while (octet >= 0) {
            line.write(octet);
            if (octet == '\n' || line.size() > LONGEST_LINE) {
                break;
            }
            octet = in.read();
        }
        return octet < 0 ? new byte[0] : line.toByteArray();
    }
}
