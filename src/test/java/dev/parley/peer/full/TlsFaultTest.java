package dev.parley.peer.full;

import static dev.parley.peer.full.CapabilityFaultTest.SECURE;
import static dev.parley.peer.full.CapabilityFaultTest.before;
import static dev.parley.peer.full.Shown.shown;

import dev.parley.peer.LineClient;
import dev.parley.wire.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TlsFaultTest {
    private static final int ALERT = 21;
    private static final String STATE = "-ERR not in this state|";
    private static final String UNKNOWN = "-ERR unknown command|";

    @TestFactory
    Stream<DynamicTest> aFaultOfStlsShows() {
        return Shown.each(StlsFault.values(), TlsFaultTest::table);
    }

    @TestFactory
    Stream<DynamicTest> aFaultOfTlsShows() {
        return Shown.each(TlsFault.values(), TlsFaultTest::table);
    }

    private static Shown table(StlsFault fault) {
        String started = "+OK begin TLS|(TLS)";
        return switch (fault) {
            case STLS_DATA_EXECUTED ->
                shown(t -> t.stlsAndBehind("CAPA\r\n", "NOOP"), "(TLS)" + STATE, "(TLS)" + SECURE + STATE);
            case STLS_LATER_DATA_ANSWERED ->
                shown(t -> "" + inTheClear(t, "NOOP").contains(STATE), "false", "true");
            case STLS_PREFIX_KEPT -> shown(t -> t.stlsAndBehind("XYZZ ", "NOOP"), "(TLS)" + STATE, "(TLS)" + UNKNOWN);
            case STLS_GREETS_AGAIN -> shown(t -> t.stls("", "NOOP"), started + STATE, started + "+OK ready|" + STATE);
            case STLS_AFTER_LOGIN ->
                shown(t -> t.stls(t.login("alice"), "STAT"), "…|" + STATE, "…|" + started + "+OK 3 672|");
            case STLS_TWO_LINES -> shown(TlsFaultTest::behindOk, "(nothing)", "+OK go on|");
            case STLS_FALLS_BACK -> shown(t -> "" + inTheClear(t, "NOOP").contains(STATE), "false", "true");
            case STLS_TWICE_WITHOUT_HANDSHAKE ->
                shown(t -> t.stls("", "STLS", "NOOP"), started + STATE + STATE, started + "+OK begin TLS|" + STATE);
            case STLS_KEEPS_USER ->
                shown(
                        t -> t.stls("USER alice\r\n", "PASS " + t.password("alice")),
                        "…|" + started + STATE,
                        "…|" + started + "+OK the maildrop is yours|");
            case STLS_KEEPS_LANGUAGE ->
                shown(t -> t.stls("LANG de\r\n", "XYZZ"), "…(TLS)" + UNKNOWN, "…(TLS)-ERR unbekannter Befehl|");
            case STLS_WITHIN_SASL -> shown(t -> t.out("AUTH PLAIN", "STLS"), "+ |-ERR [AUTH] …|", "+ |+OK begin TLS|…");
            case STLS_LOGS_IN -> shown(t -> t.stls("", "STAT"), started + STATE, started + "+OK 3 672|");
            case STLS_WITHOUT_CAPA ->
                shown(t -> t.out("CAPA", "STLS"), "+OK the list…|.|+OK begin TLS|…", UNKNOWN + "+OK begin TLS|…");
            case STLS_LISTED_REFUSED -> shown(t -> t.out("STLS"), "+OK begin TLS|…", STATE);
            case STLS_UNLISTED -> before("STLS|", "");
            case STLS_LISTED_UNDER_TLS -> shown(t -> t.secure("CAPA"), SECURE, SECURE.replace("|.|", "|STLS|.|"));
            case STLS_HANDSHAKE_BROKEN -> shown(t -> refusedOr(() -> t.stls("", "NOOP")), started + STATE, "(refused)");
            case STLS_ARGUMENT_TAKEN ->
                shown(t -> t.out("STLS now"), "-ERR the arguments do not fit|", "+OK begin TLS|…");
        };
    }

    /** All that comes when a command in the clear stands where the handshake should begin. */
    private static String inTheClear(Talk talk, String command) throws IOException {
        try (Socket socket = Talk.open(talk.server().plain())) {
            Talk.line(socket);
            Talk.octets(socket, "STLS\r\n");
            Talk.line(socket);
            return Talk.exchange(socket, command + "\r\n");
        }
    }

    /** What comes behind STLS's +OK when the handshake does not begin. */
    private static String behindOk(Talk talk) throws IOException {
        try (Socket socket = Talk.open(talk.server().plain())) {
            Talk.line(socket);
            Talk.octets(socket, "STLS\r\n");
            Talk.line(socket);
            return nextWithinHalfASecond(socket);
        }
    }

    private static String nextWithinHalfASecond(Socket socket) throws IOException {
        socket.setSoTimeout(500);
        try {
            return Talk.shown(Talk.line(socket));
        } catch (SocketTimeoutException e) {
            return "(nothing)";
        }
    }

    @FunctionalInterface
    private interface Attempt {
        String made() throws Exception;
    }

    private static String refusedOr(Attempt attempt) throws Exception {
        try {
            return attempt.made();
        } catch (IOException e) {
            return "(refused)";
        }
    }

    private static Shown table(TlsFault fault) {
        return switch (fault) {
            case PLAIN_GREETING_ON_TLS_PORT ->
                shown(
                        t -> {
                            try (Socket socket = Talk.open(t.server().tls())) {
                                return nextWithinHalfASecond(socket);
                            }
                        },
                        "(nothing)",
                        "+OK ready|");
            case GREETING_UNDER_TLS_ON_DEMAND ->
                shown(
                        t -> {
                            try (SSLSocket socket =
                                    Talk.tls(Talk.open(t.server().tls()))) {
                                socket.startHandshake();
                                return nextWithinHalfASecond(socket);
                            }
                        },
                        "+OK <…> ready|",
                        "(nothing)");
            case GREETING_UNDER_TLS_TWICE -> shown(t -> t.secure("NOOP"), STATE, "+OK <…> ready|" + STATE);
            case PLAIN_CLIENT_ANSWERED ->
                shown(t -> "" + Talk.exchange(t.server().tls(), "CAPA\r\n").contains("-ERR"), "false", "true");
            case STLS_ON_TLS_PORT -> shown(t -> t.secure("STLS"), STATE, "+OK begin TLS|");
            case NO_CLOSE_ALERT -> shown(t -> "" + (lastRecord(t) == ALERT), "true", "false");
            case CLOSE_ALERT_COMMITS ->
                shown(
                        t -> t.secure("USER alice", "PASS " + t.password("alice"), "DELE 1") + t.in("STAT"),
                        "…|+OK 3 672|",
                        "…|+OK 2 565|");
            case CERTIFICATE_REQUESTED -> shown(t -> "" + isAskedForACertificate(t), "false", "true");
            case CERTIFICATE_EXPIRED ->
                shown(
                        t -> refusedOr(() -> {
                            try (LineClient client = LineClient.tls(
                                    t.server().tls(), t.server().identity().authority())) {
                                return client.next();
                            }
                        }),
                        "+OK …",
                        "(refused)");
            case ONLY_TLS_1_2 ->
                shown(
                        t -> {
                            try (SSLSocket socket =
                                    Talk.tls(Talk.open(t.server().tls()))) {
                                return socket.getSession().getProtocol();
                            }
                        },
                        "TLSv1.3",
                        "TLSv1.2");
            case ALPN_IGNORED ->
                shown(t -> offering(t, p -> p.setApplicationProtocols(new String[] {"h2"})), "(refused)", "+OK …");
            case ANY_SERVER_NAME ->
                shown(
                        t -> offering(t, p -> p.setServerNames(List.of(new SNIHostName("nosuch.example.org")))),
                        "(refused)",
                        "+OK …");
        };
    }

    private static String offering(Talk talk, java.util.function.Consumer<SSLParameters> offer) throws Exception {
        return refusedOr(() -> {
            try (SSLSocket socket = Talk.tls(Talk.open(talk.server().tls()))) {
                SSLParameters parameters = socket.getSSLParameters();
                offer.accept(parameters);
                socket.setSSLParameters(parameters);
                socket.startHandshake();
                return Talk.line(socket);
            }
        });
    }

    private static boolean isAskedForACertificate(Talk talk) throws Exception {
        AtomicBoolean asked = new AtomicBoolean();
        X509ExtendedKeyManager keys = new X509ExtendedKeyManager() {
            @Override
            public String[] getClientAliases(String type, Principal[] issuers) {
                return new String[0];
            }

            @Override
            public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
                asked.set(true);
                return null;
            }

            @Override
            public String[] getServerAliases(String type, Principal[] issuers) {
                return new String[0];
            }

            @Override
            public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
                return null;
            }

            @Override
            public java.security.cert.X509Certificate[] getCertificateChain(String alias) {
                return new java.security.cert.X509Certificate[0];
            }

            @Override
            public java.security.PrivateKey getPrivateKey(String alias) {
                return null;
            }
        };
        try (SSLSocket socket = Talk.tls(Talk.open(talk.server().tls()), keys)) {
            socket.startHandshake();
            Talk.line(socket);
        }
        return asked.get();
    }

    /** The type of the last TLS record after QUIT, which TLS 1.2 shows in the clear. */
    private static int lastRecord(Talk talk) throws Exception {
        Recording recording = new Recording(talk.server().tls());
        try (SSLSocket socket = Talk.tls(recording)) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            Talk.line(socket);
            Talk.octets(socket, "QUIT\r\n");
            Talk.rest(socket);
        }
        byte[] octets = recording.octets.toByteArray();
        int type = -1;
        for (int at = 0; at + 5 <= octets.length; ) {
            type = octets[at];
            at += 5 + ((octets[at + 3] & 0xff) << 8 | octets[at + 4] & 0xff);
        }
        return type;
    }

    /** A socket that keeps what it has read. */
    private static final class Recording extends Socket {
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

        Recording(Endpoint endpoint) throws IOException {
            super(endpoint.host(), endpoint.port());
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    int octet = super.read();
                    if (octet >= 0) {
                        octets.write(octet);
                    }
                    return octet;
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    int count = super.read(into, offset, length);
                    if (count > 0) {
                        octets.write(into, offset, count);
                    }
                    return count;
                }
            };
        }
    }
}
