package dev.parley.peer.full;

import dev.parley.peer.LineClient;
import dev.parley.server.Account;
import dev.parley.wire.Endpoint;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Looks at a server with octets alone. All that is to be sent goes out at once, then the client's side is closed, and
 * what comes until the server's is closed, too, is what is seen: nothing depends on time.
 *
 * <p>Seen octets are shown with {@code |} for CRLF, and with {@code <LF>}, {@code <CR>} and {@code <NUL>} for those.
 */
record Talk(FullPop3Server server) {
    private static final int PATIENCE = 20_000;

    /** What comes after the greeting. */
    String out(String... commands) throws IOException {
        return afterLines(1, exchange(server.plain(), lines(commands)));
    }

    /** What comes after alice's login. */
    String in(String... commands) throws IOException {
        return as("alice", commands);
    }

    String as(String user, String... commands) throws IOException {
        return inRaw(user, lines(commands));
    }

    String inRaw(String user, String octets) throws IOException {
        return afterLines(3, exchange(server.plain(), login(user) + octets));
    }

    /** All that comes, the greeting too. */
    String all(String octets) throws IOException {
        return exchange(server.plain(), octets);
    }

    /** What comes after the greeting of the port where TLS starts at once. */
    String secure(String... commands) throws IOException, GeneralSecurityException {
        try (SSLSocket socket = tls(new Socket(server.tls().host(), server.tls().port()))) {
            return afterLines(1, exchange(socket, lines(commands)));
        }
    }

    /**
     * What comes in the clear after the greeting, and then under TLS, with {@code (TLS)} between; in the clear alone
     * when STLS is refused.
     */
    String stls(String clear, String... commands) throws IOException, GeneralSecurityException {
        try (Socket socket = open(server.plain())) {
            octets(socket, clear + "STLS\r\n");
            line(socket);
            StringBuilder seen = new StringBuilder();
            String reply = "";
            for (int replies = clear.split("\n", -1).length; replies > 0; replies--) {
                reply = line(socket);
                seen.append(reply);
            }
            if (!reply.startsWith("+OK")) {
                return shown(seen.toString());
            }
            try (SSLSocket secured = tls(socket)) {
                return shown(seen.toString()) + "(TLS)" + exchange(secured, lines(commands));
            }
        }
    }

    /** As {@link #stls}, with something behind STLS in its segment. */
    String stlsAndBehind(String behind, String... commands) throws IOException, GeneralSecurityException {
        try (Socket socket = open(server.plain())) {
            line(socket);
            octets(socket, "STLS\r\n" + behind);
            line(socket);
            try (SSLSocket secured = tls(socket)) {
                return "(TLS)" + exchange(secured, lines(commands));
            }
        }
    }

    LineClient client() throws IOException {
        return LineClient.plain(server.plain()).greet();
    }

    LineClient clientIn(String user) throws IOException {
        return client().logIn(account(user));
    }

    Account account(String user) {
        return FullMail.ACCOUNTS.stream()
                .filter(account -> account.name().equals(user))
                .findFirst()
                .orElseThrow();
    }

    String password(String user) {
        return account(user).password().reveal();
    }

    String login(String user) {
        return "USER " + user + "\r\nPASS " + password(user) + "\r\n";
    }

    static String lines(String... commands) {
        return commands.length == 0 ? "" : String.join("\r\n", commands) + "\r\n";
    }

    static Socket open(Endpoint endpoint) throws IOException {
        Socket socket = new Socket(endpoint.host(), endpoint.port());
        socket.setSoTimeout(PATIENCE);
        socket.setTcpNoDelay(true);
        return socket;
    }

    static String exchange(Endpoint endpoint, String octets) throws IOException {
        try (Socket socket = open(endpoint)) {
            return exchange(socket, octets);
        }
    }

    static String exchange(Socket socket, String octets) throws IOException {
        octets(socket, octets);
        socket.shutdownOutput();
        return rest(socket);
    }

    static void octets(Socket socket, String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** All until the end. */
    static String rest(Socket socket) throws IOException {
        StringBuilder seen = new StringBuilder();
        byte[] buffer = new byte[8192];
        try {
            for (int count = socket.getInputStream().read(buffer); count >= 0; ) {
                seen.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
                count = socket.getInputStream().read(buffer);
            }
        } catch (SocketException e) {
            seen.append("<RST>");
        }
        return shown(seen.toString());
    }

    /** A line with its end; empty at the end of the stream. */
    static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = socket.getInputStream().read();
                octet >= 0;
                octet = socket.getInputStream().read()) {
            line.append((char) octet);
            if (octet == '\n') {
                break;
            }
        }
        return line.toString();
    }

    static String shown(String octets) {
        return octets.replace("\r\n", "|")
                .replace("\n", "<LF>")
                .replace("\r", "<CR>")
                .replace("\0", "<NUL>");
    }

    private static String afterLines(int count, String seen) {
        String rest = seen;
        for (int i = 0; i < count && rest.contains("|"); i++) {
            rest = rest.substring(rest.indexOf('|') + 1);
        }
        return rest;
    }

    /** The client's side, trusting anyone: the handshake itself is not what is looked at. */
    static SSLSocket tls(Socket socket, KeyManager... keys) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, new TrustManager[] {new Trusting()}, null);
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", 0, true);
        secured.setSoTimeout(PATIENCE);
        return secured;
    }

    private static final class Trusting extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new java.security.cert.X509Certificate[0];
        }
    }
}
