package dev.parley.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocket;
import jdk.net.ExtendedSocketOptions;

/**
 * Stands before a POP3 server that has no STLS: speaks STLS (RFC 2595 §4) or TLS from the first octet, and relays
 * command by command. What a client sends in plaintext behind STLS is dropped and never reaches the server.
 *
 * <p>Each reply is passed on in one piece, and GreenMail's second answer to RSET is left out. A thread a connection.
 */
final class StlsFront implements AutoCloseable {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final Set<String> MULTI_LINE = Set.of("RETR", "TOP", "CAPA");
    private static final Set<String> LOGINS = Set.of("PASS", "APOP", "AUTH");

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
            new Relay(implicit ? secure(client) : client, server, implicit).run();
            open.remove(server);
        } catch (IOException e) {
            // One side has ended; the other is closed with it.
        } finally {
            open.remove(client);
        }
    }

    private Socket secure(Socket client) throws IOException {
        SSLSocket tls = (SSLSocket) identity.context()
                .getSocketFactory()
                .createSocket(client, client.getInetAddress().getHostAddress(), client.getPort(), true);
        tls.setUseClientMode(false);
        tls.startHandshake();
        return tls;
    }

    /** One session. */
    private final class Relay {
        private final Socket server;
        private final InputStream fromServer;
        private Socket client;
        private InputStream fromClient;
        private boolean secured;
        private boolean loggedIn;

        Relay(Socket client, Socket server, boolean secured) throws IOException {
            this.client = client;
            this.server = server;
            this.secured = secured;
            this.fromClient = new BufferedInputStream(client.getInputStream(), 8192);
            this.fromServer = new BufferedInputStream(server.getInputStream(), 64 * 1024);
        }

        void run() throws IOException {
            answer(line(fromServer));
            byte[] command = line(fromClient);
            String challenged = "";
            while (command.length > 0) {
                String text = new String(command, StandardCharsets.ISO_8859_1).strip();
                String[] words = text.split(" +");
                String keyword = challenged.isEmpty() ? words[0].toUpperCase(Locale.ROOT) : challenged;
                if (keyword.equals("STLS")) {
                    stls(words.length);
                } else {
                    byte[] status = ask(command);
                    challenged = status.length > 0 && status[0] == '+' && (status.length < 2 || status[1] != 'O')
                            ? keyword
                            : "";
                    relay(keyword, words.length, status);
                    if (keyword.equals("QUIT")) {
                        return;
                    }
                }
                command = line(fromClient);
            }
        }

        private byte[] ask(byte[] command) throws IOException {
            server.getOutputStream().write(command);
            if (server.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
                // GreenMail sends a line a segment with Nagle's algorithm on; an acknowledgement must not wait.
                server.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            }
            return line(fromServer);
        }

        private void relay(String keyword, int words, byte[] status) throws IOException {
            boolean good = status.length > 2 && status[0] == '+' && status[1] == 'O';
            ByteArrayOutputStream reply = new ByteArrayOutputStream(256);
            reply.writeBytes(status);
            boolean listing = words == 1 && (keyword.equals("LIST") || keyword.equals("UIDL"));
            if (good && (MULTI_LINE.contains(keyword) || listing)) {
                byte[] line = line(fromServer);
                while (line.length > 0 && !isDot(line)) {
                    reply.writeBytes(line);
                    line = line(fromServer);
                }
                if (keyword.equals("CAPA") && !secured && !loggedIn) {
                    reply.writeBytes("STLS\r\n".getBytes(StandardCharsets.US_ASCII));
                }
                reply.writeBytes(line);
            }
            if (good && keyword.equals("RSET")) {
                // GreenMail answers RSET twice.
                line(fromServer);
            }
            loggedIn |= good && LOGINS.contains(keyword);
            answer(reply.toByteArray());
        }

        private void stls(int words) throws IOException {
            if (secured || loggedIn || words > 1) {
                answer(ascii("-ERR STLS is not possible here\r\n"));
                return;
            }
            answer(ascii("+OK Begin TLS\r\n"));
            client = secure(client);
            secured = true;
            // The plaintext buffer goes with what was sent too early.
            fromClient = new BufferedInputStream(client.getInputStream(), 8192);
        }

        private void answer(byte[] reply) throws IOException {
            OutputStream out = client.getOutputStream();
            out.write(reply);
            out.flush();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
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
