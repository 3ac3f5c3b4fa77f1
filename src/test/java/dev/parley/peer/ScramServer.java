package dev.parley.peer;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import dev.parley.server.Account;
import dev.parley.server.Identity;
import dev.parley.wire.Endpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;

/**
 * A POP3 server that knows alice and SCRAM, with channel binding under TLS, and does one thing wrong: what a real server
 * cannot be made to do.
 */
public final class ScramServer implements AutoCloseable {
    public static final Account ALICE = new Account("alice", "alice", "alice-secret");

    /** What it does wrong. */
    public enum Misdeed {
        NONE,
        /** As a server that does not know the password, or one in between. */
        WRONG_SIGNATURE,
        OK_WITHOUT_SIGNATURE,
        /** What RFC 5034 §4 rules out. */
        SIGNATURE_IN_OK,
        EMPTY_SIGNATURE,
        OK_AFTER_ERROR,
        OK_AT_ONCE,
        /** The client's nonce with nothing behind it. */
        NONCE_NOT_EXTENDED,
        /** The answer of an earlier login. */
        REPLAYED_NONCE,
        TOO_MANY_ROUNDS,
        NO_ROUNDS,
        CHALLENGE_IS_TEXT,
        CHALLENGE_HAS_NO_SALT,
        /** A challenge after each line, also after `*`. */
        ENDLESS_CHALLENGES,
        SILENT_AFTER_PROOF,
        CLOSE_AFTER_PROOF,
        /** Does not check the proof but refuses with this server's own trouble. */
        TEMPORARY_TROUBLE,
        /** -ERR at once in place of a challenge with e=. */
        ERR_WITHOUT_REASON
    }

    private static final byte[] SALT = "a salt of 16 oct".getBytes(StandardCharsets.US_ASCII);

    private final LoopbackListener listener;
    private final Identity identity = Identity.create(Instant.now());
    private final Misdeed misdeed;
    private final boolean tls;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private ScramServer(Misdeed misdeed, boolean tls) throws IOException, GeneralSecurityException {
        this.misdeed = misdeed;
        this.tls = tls;
        this.listener = new LoopbackListener(this::serve);
    }

    public static ScramServer plain(Misdeed misdeed) throws IOException, GeneralSecurityException {
        return new ScramServer(misdeed, false);
    }

    /** TLS starts at once. */
    public static ScramServer tls(Misdeed misdeed) throws IOException, GeneralSecurityException {
        return new ScramServer(misdeed, true);
    }

    public Endpoint endpoint() {
        return listener.endpoint();
    }

    public Identity identity() {
        return identity;
    }

    /** The first words of the commands of all sessions, and {@code *} for one that was cancelled. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
    }

    private void serve(Socket socket) throws IOException, GeneralSecurityException, InterruptedException {
        if (tls) {
            try (SSLSocket secured = LoopbackListener.secured(socket, identity)) {
                new Dialogue(secured).run();
            }
        } else {
            new Dialogue(socket).run();
        }
    }

    /** One session. */
    private final class Dialogue {
        private final Socket socket;
        private final BufferedReader in;

        Dialogue(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        void run() throws IOException, GeneralSecurityException, InterruptedException {
            say("+OK ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ");
                heard.add(words[0]);
                switch (words[0]) {
                    case "CAPA" ->
                        say("+OK\r\nSASL SCRAM-SHA-1 SCRAM-SHA-256"
                                + (tls ? " SCRAM-SHA-1-PLUS SCRAM-SHA-256-PLUS" : "") + "\r\n.");
                    case "AUTH" -> {
                        if (!authenticate(words)) {
                            return;
                        }
                    }
                    case "QUIT" -> {
                        say("+OK");
                        return;
                    }
                    default -> say("-ERR unknown");
                }
            }
        }

        /** False when the session is over. */
        private boolean authenticate(String[] words)
                throws IOException, GeneralSecurityException, InterruptedException {
            ScramMechanism mechanism = ScramMechanism.byName(words[1]);
            if (misdeed == Misdeed.OK_AT_ONCE) {
                say("+OK welcome");
                return true;
            }
            String first = decoded(words.length > 2 ? words[2] : ask("+ "));
            String[] parts = first.split(",");
            String nonce = parts[3].substring(2);
            String serverFirst = serverFirst(nonce);
            String response = ask("+ " + challenge(serverFirst));
            while (misdeed == Misdeed.ENDLESS_CHALLENGES) {
                response = ask("+ ");
            }
            if (response.equals("*")) {
                heard.add("*");
                say("-ERR cancelled");
                return true;
            }
            switch (misdeed) {
                case SILENT_AFTER_PROOF -> {
                    closed.await(60, TimeUnit.SECONDS);
                    return false;
                }
                case CLOSE_AFTER_PROOF -> {
                    return false;
                }
                case TEMPORARY_TROUBLE -> {
                    say("-ERR [SYS/TEMP] the directory is down");
                    return true;
                }
                default -> finish(mechanism, first, parts[0], serverFirst, decoded(response));
            }
            return true;
        }

        private String serverFirst(String nonce) {
            String whole = switch (misdeed) {
                case NONCE_NOT_EXTENDED -> nonce;
                case REPLAYED_NONCE -> "fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j";
                default -> nonce + "ServersOwn";
            };
            String rounds = switch (misdeed) {
                case TOO_MANY_ROUNDS -> "999999999";
                case NO_ROUNDS -> "0";
                default -> "4096";
            };
            String salt = misdeed == Misdeed.CHALLENGE_HAS_NO_SALT ? "" : ",s=" + encoded(SALT);
            return "r=" + whole + salt + ",i=" + rounds;
        }

        private String challenge(String serverFirst) {
            return misdeed == Misdeed.CHALLENGE_IS_TEXT
                    ? "please prove it"
                    : encoded(serverFirst.getBytes(StandardCharsets.UTF_8));
        }

        private void finish(ScramMechanism mechanism, String first, String flag, String serverFirst, String last)
                throws IOException, GeneralSecurityException {
            String withoutProof = last.substring(0, last.lastIndexOf(",p="));
            byte[] proof = Base64.getDecoder().decode(last.substring(last.lastIndexOf(",p=") + 3));
            String bare = first.substring(first.indexOf(",,") + 2);
            String signed = bare + "," + serverFirst + "," + withoutProof;
            byte[] salted = ScramFunctions.saltedPassword(
                    mechanism,
                    StringPreparation.SASL_PREPARATION,
                    ALICE.password().reveal().toCharArray(),
                    SALT,
                    4096);
            byte[] stored = ScramFunctions.storedKey(mechanism, ScramFunctions.clientKey(mechanism, salted));
            String problem = !withoutProof.startsWith("c=" + encoded(expectedChannel(flag)) + ",")
                    ? "channel-bindings-dont-match"
                    : mechanism.isPlus() != flag.startsWith("p=")
                            ? "channel-binding-not-supported"
                            : !ScramFunctions.verifyClientProof(mechanism, proof, stored, signed)
                                    ? "invalid-proof"
                                    : null;
            if (problem != null) {
                refuse(problem);
                return;
            }
            byte[] signature =
                    ScramFunctions.serverSignature(mechanism, ScramFunctions.serverKey(mechanism, salted), signed);
            switch (misdeed) {
                case OK_WITHOUT_SIGNATURE -> say("+OK welcome");
                case SIGNATURE_IN_OK -> say("+OK v=" + encoded(signature));
                case WRONG_SIGNATURE ->
                    sign(encoded(MessageDigest.getInstance("SHA-256").digest(signature)));
                case EMPTY_SIGNATURE -> sign("");
                default -> sign(encoded(signature));
            }
        }

        private void sign(String signature) throws IOException {
            String response = ask("+ " + encoded(("v=" + signature).getBytes(StandardCharsets.US_ASCII)));
            if (response.isEmpty()) {
                say("+OK welcome");
            } else {
                heard.add(response);
                say("-ERR cancelled");
            }
        }

        private void refuse(String problem) throws IOException {
            if (misdeed != Misdeed.ERR_WITHOUT_REASON) {
                ask("+ " + encoded(("e=" + problem).getBytes(StandardCharsets.US_ASCII)));
            }
            say(misdeed == Misdeed.OK_AFTER_ERROR ? "+OK welcome" : "-ERR [AUTH] no");
        }

        /** What the client must have bound: its header, and what this end knows of the channel. */
        private byte[] expectedChannel(String flag) throws GeneralSecurityException, IOException {
            byte[] header = (flag + ",,").getBytes(StandardCharsets.US_ASCII);
            byte[] data = flag.startsWith("p=") ? channel(flag.substring(2)) : new byte[0];
            byte[] all = java.util.Arrays.copyOf(header, header.length + data.length);
            System.arraycopy(data, 0, all, header.length, data.length);
            return all;
        }

        private byte[] channel(String type) throws GeneralSecurityException, IOException {
            ExtendedSSLSession session = (ExtendedSSLSession) ((SSLSocket) socket).getSession();
            Map<String, String> fitting = Map.of("TLSv1.3", "tls-exporter", "TLSv1.2", "tls-server-end-point");
            if (!type.equals(fitting.get(session.getProtocol()))) {
                return new byte[] {1};
            }
            return type.equals("tls-exporter")
                    ? session.exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32)
                    : MessageDigest.getInstance("SHA-256")
                            .digest(identity.certificate().getEncoded());
        }

        private String ask(String challenge) throws IOException {
            say(challenge);
            String line = in.readLine();
            if (line == null) {
                throw new IOException("the client has gone");
            }
            return line;
        }

        private void say(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String encoded(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
