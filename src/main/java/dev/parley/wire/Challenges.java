package dev.parley.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** SASL challenges as they may be shown. */
final class Challenges {
    private static final byte[] SIGNATURE = "v=".getBytes(StandardCharsets.US_ASCII);

    private Challenges() {}

    /**
     * A line that was received. The signature of a SCRAM server is masked: with the salt beside it, a password could be
     * found by trying (RFC 5802 §9).
     */
    static String shown(Octets line) {
        if (!line.startsWith("+ ")) {
            return line.text();
        }
        String text = line.text().substring(2).strip();
        try {
            byte[] challenge = Base64.getDecoder().decode(text);
            boolean signature =
                    challenge.length > SIGNATURE.length && challenge[0] == SIGNATURE[0] && challenge[1] == SIGNATURE[1];
            return signature ? "+ " + Command.MASK : line.text();
        } catch (IllegalArgumentException noBase64) {
            return line.text();
        }
    }
}
