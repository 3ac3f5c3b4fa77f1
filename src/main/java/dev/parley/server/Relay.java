package dev.parley.server;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One session of a client, command by command: what GreenMail can do is relayed to it, what it lacks is done here (see
 * {@link EmbeddedServer}). Each reply is sent in one piece. Run by one thread; {@link #close} may come from any.
 */
final class Relay implements Closeable {
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int LINGER = 500;

    /** What GreenMail or this class can do beside what GreenMail lists. */
    private static final List<String> CAPABILITIES =
            List.of("USER", "TOP", "RESP-CODES", "AUTH-RESP-CODE", "PIPELINING");

    /** The user in what a SASL client says, of PLAIN or of XOAUTH2. */
    private static final Pattern SASL_USER = Pattern.compile("^(?:[^\0]*\0|user=)([^\0\1]*)");

    private final Socket connection;
    private final int port;
    private final SSLContext tls;
    private final Locks locks;
    private final ExactMail mail;
    private Backend backend;
    private Socket client;
    private InputStream in = InputStream.nullInputStream();
    private boolean secured;
    private String user = "";
    private @Nullable Transaction transaction;

    /** @param port GreenMail's, on this machine */
    Relay(Socket connection, int port, SSLContext tls, Locks locks, ExactMail mail) throws IOException {
        this.connection = connection;
        this.client = connection;
        this.port = port;
        this.tls = tls;
        this.locks = locks;
        this.mail = mail;
        this.backend = new Backend(port);
    }

    /** Relays until one side ends the session, and closes in order towards the client, under TLS with close_notify. */
    void run(boolean implicit) throws IOException {
        try {
            if (implicit) {
                secure();
            } else {
                in = new BufferedInputStream(client.getInputStream());
            }
            answer(backend.greeting());
            for (String command = read(); command != null && handle(command); command = read()) {
                // The commands do the work.
            }
            linger();
        } finally {
            locks.release(this);
            backend.close();
            client.close();
        }
    }

    /** Cuts the session off. */
    @Override
    public void close() throws IOException {
        connection.close();
    }

    /** Answers one command; false when it ended the session. */
    private boolean handle(String command) throws IOException {
        String[] words = command.strip().split(" +");
        String keyword = words[0].toUpperCase(Locale.ROOT);
        Transaction entered = transaction;
        switch (keyword) {
            case "" -> answer("-ERR An empty line is no command");
            case "STLS" -> stls(words.length);
            case "CAPA" -> capa(words.length);
            case "QUIT" -> {
                if (entered != null) {
                    entered.carryOut();
                }
                String goodbye = backend.ask("QUIT");
                // Before the answer: after it, the client may log in again.
                locks.release(this);
                answer(goodbye);
                return false;
            }
            default -> {
                if (entered == null) {
                    authorization(keyword, words, command);
                } else {
                    client.getOutputStream().write(entered.reply(keyword, words));
                }
            }
        }
        return true;
    }

    private void authorization(String keyword, String[] words, String command) throws IOException {
        switch (keyword) {
            case "USER" -> {
                user = words.length > 1 ? words[1] : "";
                answer(cleaned(backend.ask(String.join(" ", words))));
            }
            case "PASS" -> login(backend.ask(command.stripLeading()));
            case "AUTH" -> auth(backend.ask(String.join(" ", words)), words.length > 2 ? words[2] : "");
            case "NOOP", "RSET" -> answer("-ERR " + keyword + " is not possible before login");
            default -> answer(backend.ask(command));
        }
    }

    private void auth(String first, String initial) throws IOException {
        String status = first;
        String response = initial;
        while (status.equals("+") || status.startsWith("+ ")) {
            // RFC 5034 §4: a space follows the plus sign, also when nothing follows the space.
            answer(status.equals("+") ? "+ " : status);
            String line = read();
            if (line == null) {
                return;
            }
            response = line;
            status = backend.ask(response);
        }
        user = saslUser(response);
        login(status);
    }

    private void login(String status) throws IOException {
        if (!status.startsWith("+OK")) {
            answer(cleaned(status));
        } else if (locks.take(user, this)) {
            transaction = new Transaction(backend, user, mail);
            answer(status);
        } else {
            renewBackend();
            answer("-ERR [IN-USE] another session holds the maildrop");
        }
    }

    /** GreenMail's own words, but for those that show its classes or lack the code that AUTH-RESP-CODE promises. */
    private static String cleaned(String status) {
        return status.startsWith("-ERR")
                        && (status.contains("UserException")
                                || status.contains("Authentication failed: Invalid password"))
                ? "-ERR [AUTH] name or password is wrong"
                : status;
    }

    private static String saslUser(String response) {
        try {
            String decoded = new String(Base64.getDecoder().decode(response), StandardCharsets.UTF_8);
            Matcher matcher = SASL_USER.matcher(decoded);
            return matcher.find() ? matcher.group(1) : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private void capa(int words) throws IOException {
        String status = words > 1 ? "-ERR CAPA takes no arguments" : backend.ask("CAPA");
        if (!status.startsWith("+OK")) {
            answer(status);
            return;
        }
        StringBuilder reply = new StringBuilder(status).append("\r\n");
        reply.append(new String(backend.body(), StandardCharsets.ISO_8859_1));
        CAPABILITIES.forEach(capability -> reply.append(capability).append("\r\n"));
        if (!secured && transaction == null) {
            reply.append("STLS\r\n");
        }
        answer(reply.append('.').toString());
    }

    /** RFC 2595 §4: before login only, and once. */
    private void stls(int words) throws IOException {
        if (secured || transaction != null || words > 1) {
            answer("-ERR STLS is not possible here");
        } else {
            answer("+OK Begin TLS");
            secure();
            // What a name said in plaintext was, must not count under TLS.
            user = "";
            renewBackend();
        }
    }

    private void secure() throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory()
                .createSocket(client, client.getInetAddress().getHostAddress(), client.getPort(), true);
        client = socket;
        socket.setUseClientMode(false);
        socket.startHandshake();
        secured = true;
        // A new buffer: what was sent in plaintext too early goes with the old one.
        in = new BufferedInputStream(socket.getInputStream());
    }

    private void renewBackend() throws IOException {
        backend.close();
        backend = new Backend(port);
    }

    private void answer(String line) throws IOException {
        client.getOutputStream().write(Backend.octets(line + "\r\n"));
    }

    /** The next line without its end; null at the end of the stream. A line without end is none. */
    private @Nullable String read() throws IOException {
        StringBuilder line = new StringBuilder(80);
        boolean tooLong = false;
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n') {
                if (!tooLong) {
                    int end = line.length() - 1;
                    return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
                }
                answer("-ERR The line is too long");
                tooLong = false;
                line.setLength(0);
            } else if (line.length() < LONGEST_LINE) {
                line.append((char) octet);
            } else {
                tooLong = true;
            }
        }
        return null;
    }

    /** Ends the own side first and reads on for a moment: closing over unread octets would reset the connection. */
    private void linger() throws IOException {
        client.shutdownOutput();
        connection.setSoTimeout(LINGER);
        byte[] dropped = new byte[1024];
        int count = in.read(dropped);
        while (count >= 0) {
            count = in.read(dropped);
        }
    }
}
