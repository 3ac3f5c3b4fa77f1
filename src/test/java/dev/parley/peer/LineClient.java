package dev.parley.peer;

import dev.parley.server.Account;
import dev.parley.wire.Endpoint;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * A client that knows nothing but lines and TLS, to look at servers without the code under test. A read that waits for
 * longer than 20 s fails.
 */
public final class LineClient implements AutoCloseable {
    /** What {@link #next} returns at the end of the stream. */
    public static final String END = "(end)";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Socket socket;
    private InputStream in;

    private LineClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
    }

    public static LineClient plain(Endpoint endpoint) throws IOException {
        return new LineClient(new Socket(endpoint.host(), endpoint.port()));
    }

    public static LineClient tls(Endpoint endpoint, X509Certificate authority)
            throws IOException, GeneralSecurityException {
        LineClient client = plain(endpoint);
        client.secure(authority);
        return client;
    }

    /** The handshake, with the certificate checked for the name localhost. */
    public void secure(X509Certificate authority) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, "localhost", 0, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        socket = secured;
        in = new BufferedInputStream(secured.getInputStream());
    }

    /** Reads a line that says the server is ready. */
    public LineClient greet() throws IOException {
        expect(next(), "+OK");
        return this;
    }

    /** USER and PASS, both taken. */
    public LineClient logIn(Account account) throws IOException {
        expect(ask("USER " + account.name()), "+OK");
        expect(ask("PASS " + account.password().reveal()), "+OK");
        return this;
    }

    /** Sends these characters, each as one octet, and nothing more. */
    public void sendRaw(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void send(String command) throws IOException {
        sendRaw(command + "\r\n");
    }

    /** Sends a command and reads the first line of the reply. */
    public String ask(String command) throws IOException {
        send(command);
        return next();
    }

    /** Sends a command and reads the lines of its body, as they came. */
    public List<String> askLines(String command) throws IOException {
        expect(ask(command), "+OK");
        return rest();
    }

    /** The next line without its CRLF; {@link #END} at the end. A line that ends otherwise fails. */
    public String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            line.write(octet);
            if (octet == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                if (!text.endsWith("\r\n")) {
                    throw new AssertionError("The line `" + text.strip() + "` ends with LF alone.");
                }
                return text.substring(0, text.length() - 2);
            }
        }
        if (line.size() > 0) {
            throw new AssertionError("The stream ends within the line `" + line + "`.");
        }
        return END;
    }

    /** The lines up to the one of the dot, or to the end. */
    public List<String> rest() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = next(); !line.equals(".") && !line.equals(END); line = next()) {
            lines.add(line);
        }
        return lines;
    }

    /** Sends no more, and still reads. */
    public void endSending() throws IOException {
        socket.shutdownOutput();
    }

    /** Resets the connection. */
    public void abort() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static void expect(String line, String start) {
        if (!line.startsWith(start)) {
            throw new AssertionError("Expected " + start + ", but the server says `" + line + "`.");
        }
    }
}
