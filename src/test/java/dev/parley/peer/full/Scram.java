package dev.parley.peer.full;

import static dev.parley.peer.full.ScramFault.*;

import dev.parley.server.Account;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The server's side of SCRAM (RFC 5802, RFC 7677), without channel binding. */
final class Scram {
    private static final Pattern FIRST = Pattern.compile("([^,]*),((?:a=[^,]*)?),(.*)", Pattern.DOTALL);
    private static final Pattern LAST = Pattern.compile("(c=([^,]*),r=([^,]*)(?:,.*)?),p=([^,]*)", Pattern.DOTALL);

    private final FullPop3Server server;
    private final Behaviour behaviour;
    private final String hash;
    private final int iterations;
    private String header = "";
    private String bare = "";
    private String user = "";
    private String nonce = "";
    private String serverFirst = "";

    /** @param hash such as {@code SHA-256} */
    Scram(FullPop3Server server, String hash) {
        this.server = server;
        this.behaviour = server.behaviour();
        this.hash = hash;
        this.iterations = behaviour.has(SCRAM_FEW_ITERATIONS) ? 1000 : 4096;
    }

    /** What a message of the client's is answered with. */
    sealed interface Step {
        record Challenge(String text) implements Step {}

        /** @param reason as the e attribute has it */
        record Refused(String reason) implements Step {}

        /** @param signature the message with it */
        record Proved(String signature) implements Step {}
    }

    String user() {
        return user;
    }

    Step next(String message) {
        return serverFirst.isEmpty() ? first(message) : last(message);
    }

    private Step first(String message) {
        Matcher parts = FIRST.matcher(message);
        if (!parts.matches()) {
            return new Step.Refused("other-error");
        }
        String flag = parts.group(1);
        if (!flag.equals("n") && !flag.equals("y") && !behaviour.has(SCRAM_ANY_FLAG)) {
            return new Step.Refused(flag.startsWith("p=") ? "server-does-not-support-channel-binding" : "other-error");
        }
        header = flag + "," + parts.group(2) + ",";
        bare = parts.group(3);
        List<String> attributes = new ArrayList<>(Arrays.asList(bare.split(",", -1)));
        if (attributes.getFirst().startsWith("m=")) {
            if (!behaviour.has(SCRAM_MANDATORY_IGNORED)) {
                return new Step.Refused("extensions-not-supported");
            }
            attributes.removeFirst();
        }
        if (attributes.size() < 2
                || !attributes.get(0).startsWith("n=")
                || !attributes.get(1).matches("r=[!-~]+")
                || attributes.size() > 2 && behaviour.has(SCRAM_OPTIONAL_REFUSED)) {
            return new Step.Refused("other-error");
        }
        String escaped = attributes.get(0).substring(2);
        if (escaped.isEmpty() || escaped.replace("=2C", "").replace("=3D", "").contains("=")) {
            return new Step.Refused("invalid-username-encoding");
        }
        user = escaped.replace("=2C", ",").replace("=3D", "=");
        String authzid = parts.group(2);
        if (!authzid.isEmpty() && !authzid.equals("a=" + escaped) && !behaviour.has(SCRAM_AUTHZID_IGNORED)) {
            return new Step.Refused("other-error");
        }
        String own =
                behaviour.has(SCRAM_SAME_NONCE) ? "always" : UUID.randomUUID().toString();
        nonce = behaviour.has(SCRAM_NONCE_REPLACED) ? own : attributes.get(1).substring(2) + own;
        String salt = Base64.getEncoder().encodeToString(salt());
        serverFirst = behaviour.has(SCRAM_SALT_FIRST)
                ? "s=" + salt + ",r=" + nonce + ",i=" + iterations
                : "r=" + nonce + ",s=" + salt + ",i=" + iterations;
        return new Step.Challenge(serverFirst);
    }

    /** The same for each name, whether it exists or not. */
    private byte[] salt() {
        return Arrays.copyOf(
                UUID.nameUUIDFromBytes(octets("salt " + user)).toString().getBytes(StandardCharsets.US_ASCII), 16);
    }

    private Step last(String message) {
        Matcher parts = LAST.matcher(message);
        if (!parts.matches()) {
            return new Step.Refused("other-error");
        }
        boolean bound = parts.group(2).equals(Base64.getEncoder().encodeToString(octets(header)));
        if (!bound && !behaviour.has(SCRAM_BINDING_UNCHECKED)) {
            return new Step.Refused("channel-bindings-dont-match");
        }
        if (!parts.group(3).equals(nonce) && !behaviour.has(SCRAM_NONCE_UNCHECKED)) {
            return new Step.Refused("other-error");
        }
        Account account = server.account(user);
        try {
            byte[] salted = salted(
                    account == null
                            ? UUID.randomUUID().toString()
                            : account.password().reveal());
            byte[] clientKey = hmac(salted, "Client Key");
            byte[] storedKey = MessageDigest.getInstance(hash).digest(clientKey);
            String signed = bare + "," + serverFirst + "," + parts.group(1);
            byte[] clientSignature = hmac(storedKey, signed);
            byte[] proof = new byte[clientKey.length];
            for (int i = 0; i < proof.length; i++) {
                proof[i] = (byte) (clientKey[i] ^ clientSignature[i]);
            }
            boolean right = parts.group(4).equals(Base64.getEncoder().encodeToString(proof));
            if (account == null || !right && !behaviour.has(SCRAM_ANY_PROOF)) {
                return new Step.Refused("invalid-proof");
            }
            String label = behaviour.has(SCRAM_WRONG_SIGNATURE) ? "Another Key" : "Server Key";
            return new Step.Proved("v=" + Base64.getEncoder().encodeToString(hmac(hmac(salted, label), signed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String algorithm() {
        return "Hmac" + hash.replace("-", "");
    }

    private byte[] salted(String password) throws GeneralSecurityException {
        char[] characters = new String(octets(password), StandardCharsets.UTF_8).toCharArray();
        int bits = MessageDigest.getInstance(hash).getDigestLength() * 8;
        return SecretKeyFactory.getInstance("PBKDF2With" + algorithm())
                .generateSecret(new PBEKeySpec(characters, salt(), iterations, bits))
                .getEncoded();
    }

    private byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm());
        mac.init(new SecretKeySpec(key, algorithm()));
        return mac.doFinal(octets(text));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
