package dev.parley.peer;

import dev.parley.server.Identity;
import dev.parley.wire.Endpoint;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A small POP3 server that is right but for the faults it was given, by command; {@code GREETING} stands for the
 * greeting. Any password is good; the maildrop holds two messages.
 */
public final class FaultyServer implements AutoCloseable {
    /** Stands for the greeting among the commands. */
    public static final String GREETING = "GREETING";

    private static final String MESSAGE = "Subject: one\r\n\r\n..dots\r\nend\r\n";
    private static final int ENOUGH = 50_000_000;

    private final LoopbackListener listener;
    private final Map<String, Fault> faults;
    private final Identity identity;
    private final boolean implicit;
    private final CountDownLatch closed = new CountDownLatch(1);

    private FaultyServer(Map<String, Fault> faults, boolean implicit, Identity identity) throws Exception {
        this.faults = faults;
        this.implicit = implicit;
        this.identity = identity;
        this.listener = new LoopbackListener(this::serve);
    }

    public static FaultyServer plain(Map<String, Fault> faults) throws Exception {
        return new FaultyServer(faults, false, Identity.create(Instant.now()));
    }

    public static FaultyServer tls(Map<String, Fault> faults) throws Exception {
        return tls(faults, Identity.create(Instant.now()));
    }

    /** With a certificate of the caller's. */
    public static FaultyServer tls(Map<String, Fault> faults, Identity identity) throws Exception {
        return new FaultyServer(faults, true, identity);
    }

    public Endpoint endpoint() {
        return listener.endpoint();
    }

    public Identity identity() {
        return identity;
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
    }

    private void serve(Socket socket) throws IOException, InterruptedException {
        socket.setTcpNoDelay(true);
        Dialogue dialogue = new Dialogue(socket);
        try {
            dialogue.run();
        } finally {
            // Under TLS with close_notify, unless a fault has closed it beneath.
            dialogue.socket.close();
        }
    }

    /** One session. */
    private final class Dialogue {
        private Socket socket;
        private InputStream in;
        private OutputStream out;

        Dialogue(Socket socket) throws IOException {
            this.socket = socket;
            if (implicit) {
                secure();
            } else {
                streams();
            }
        }

        private void streams() throws IOException {
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        private void secure() throws IOException {
            socket = LoopbackListener.secured(socket, identity);
            streams();
        }

        void run() throws IOException, InterruptedException {
            if (!answer(GREETING, "+OK ready\r\n")) {
                return;
            }
            for (String line = line(); line != null; line = line()) {
                String keyword = line.split(" ")[0].toUpperCase(Locale.ROOT);
                if (!answer(keyword, reply(keyword, line)) || keyword.equals("QUIT")) {
                    return;
                }
                if (keyword.equals("STLS") && !handshake()) {
                    return;
                }
            }
        }

        private boolean handshake() throws IOException {
            switch (faults.get("STLS")) {
                case Fault.InPlaceOfHandshake(String text) -> {
                    in.read();
                    send(text);
                    in.readAllBytes();
                    return false;
                }
                case Fault.CloseInHandshake _ -> {
                    in.read();
                    // In order: what is unread would make it a reset.
                    socket.shutdownOutput();
                    in.readAllBytes();
                    return false;
                }
                case null, default -> secure();
            }
            return true;
        }

        private String reply(String keyword, String line) {
            return switch (keyword) {
                case "CAPA" -> "+OK\r\nTOP\r\nUIDL\r\nSTLS\r\n.\r\n";
                case "STAT" -> "+OK 2 " + 2 * size() + "\r\n";
                case "LIST" ->
                    line.contains(" ")
                            ? "+OK 1 " + size() + "\r\n"
                            : "+OK\r\n1 " + size() + "\r\n2 " + size() + "\r\n.\r\n";
                case "UIDL" -> line.contains(" ") ? "+OK 1 a\r\n" : "+OK\r\n1 a\r\n2 b\r\n.\r\n";
                case "RETR", "TOP" -> "+OK\r\n" + MESSAGE + ".\r\n";
                case "USER", "PASS", "NOOP", "RSET", "DELE", "QUIT", "STLS" -> "+OK\r\n";
                case "AUTH" -> line.equals("AUTH PLAIN") ? "+ \r\n" : "-ERR\r\n";
                case "AGEAYG==" -> "+OK\r\n";
                default -> "-ERR unknown\r\n";
            };
        }

        private int size() {
            return MESSAGE.length() - 1;
        }

        /** Replies, by the command's fault if it has one; false when the session is over. */
        private boolean answer(String keyword, String reply) throws IOException, InterruptedException {
            switch (faults.get(keyword)) {
                case null -> send(reply);
                case Fault.Silence _ -> {
                    closed.await(60, TimeUnit.SECONDS);
                    return false;
                }
                case Fault.OctetByOctet(var pause) -> {
                    for (char octet : reply.toCharArray()) {
                        send(String.valueOf(octet));
                        if (closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                            return false;
                        }
                    }
                }
                case Fault.Close _ -> {
                    return false;
                }
                case Fault.CloseMidLine _ -> {
                    send(reply.substring(0, reply.length() - 3));
                    return false;
                }
                case Fault.Reset _ -> {
                    socket.setSoLinger(true, 0);
                    return false;
                }
                case Fault.EndlessLine _ -> {
                    send("+OK ");
                    endless("x".repeat(1000));
                    return false;
                }
                case Fault.EndlessBody _ -> {
                    send("+OK\r\n");
                    endless("x".repeat(998) + "\r\n");
                    return false;
                }
                case Fault.Says(String text) -> send(text);
                case Fault.SaysToo(String text) -> send(reply + text);
                case Fault.ReplyAndDrop _ -> {
                    send(reply);
                    listener.drop();
                    return false;
                }
                case Fault.InPlaceOfHandshake _, Fault.CloseInHandshake _ -> send(reply);
            }
            return true;
        }

        private void endless(String piece) throws IOException {
            for (int sent = 0; sent < ENOUGH; sent += piece.length()) {
                send(piece);
            }
        }

        private void send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                if (octet == '\n') {
                    return line.toString().strip();
                }
                line.append((char) octet);
            }
            return null;
        }
    }
}
