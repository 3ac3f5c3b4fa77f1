package dev.parley.peer.full;

import dev.parley.peer.LineClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The client's side of SCRAM-SHA-256 (RFC 5802), which can be told to be wrong.
 *
 * @param header the GS2 header
 * @param attributes what follows it
 * @param binding what the c attribute says
 * @param nonceEnd what is put behind the nonce of the last message
 */
record ScramClient(String header, String attributes, String binding, String nonceEnd, String password) {
    /** Right in all. */
    static ScramClient right() {
        return new ScramClient("n,,", "n=alice,r=abc", "n,,", "", "Tanstaaf1");
    }

    ScramClient withHeader(String other) {
        return new ScramClient(other, attributes, other, nonceEnd, password);
    }

    ScramClient withAttributes(String other) {
        return new ScramClient(header, other, binding, nonceEnd, password);
    }

    ScramClient withBinding(String other) {
        return new ScramClient(header, attributes, other, nonceEnd, password);
    }

    ScramClient withNonceEnd(String other) {
        return new ScramClient(header, attributes, binding, other, password);
    }

    ScramClient withPassword(String other) {
        return new ScramClient(header, attributes, binding, nonceEnd, other);
    }

    /**
     * What came.
     *
     * @param first the server's first message, or its refusal
     * @param last the answer to the client's last message; empty when it was not sent
     * @param signed whether the server's signature is right
     * @param end the answer to the empty response behind that; empty when it was not sent
     */
    record Seen(String first, String last, boolean signed, String end) {}

    Seen logIn(Talk talk) throws IOException, GeneralSecurityException {
        try (LineClient client = talk.client()) {
            String challenge = client.ask("AUTH SCRAM-SHA-256 " + base64(header + attributes));
            if (!challenge.startsWith("+ ")) {
                return new Seen(challenge, "", false, "");
            }
            String first = decoded(challenge);
            byte[] salted = salted(value(first, "s="), Integer.parseInt(value(first, "i=")));
            String last = "c=" + base64(binding) + ",r=" + value(first, "r=") + nonceEnd;
            String signed = attributes + "," + first + "," + last;
            byte[] key = hmac(salted, "Client Key");
            byte[] proof = hmac(MessageDigest.getInstance("SHA-256").digest(key), signed);
            for (int i = 0; i < proof.length; i++) {
                proof[i] ^= key[i];
            }
            String answer = client.ask(base64(last + ",p=" + Base64.getEncoder().encodeToString(proof)));
            String signature = "v=" + Base64.getEncoder().encodeToString(hmac(hmac(salted, "Server Key"), signed));
            boolean right = answer.startsWith("+ ") && decoded(answer).equals(signature);
            return new Seen(first, answer, right, answer.startsWith("+ ") ? client.ask("") : "");
        }
    }

    private static String value(String message, String name) {
        for (String attribute : message.split(",")) {
            if (attribute.startsWith(name)) {
                return attribute.substring(name.length());
            }
        }
        throw new AssertionError("`" + message + "` has no " + name);
    }

    private byte[] salted(String salt, int iterations) throws GeneralSecurityException {
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(
                        password.toCharArray(), Base64.getDecoder().decode(salt), iterations, 256))
                .getEncoded();
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Of a challenge, what its base64 says. */
    static String decoded(String challenge) {
        return new String(Base64.getDecoder().decode(challenge.substring(2)), StandardCharsets.ISO_8859_1);
    }
}
