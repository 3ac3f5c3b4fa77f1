package dev.parley.sasl;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** CRAM-MD5 (RFC 2195): the answer to the one challenge is the name and a digest of challenge and password. */
final class CramMd5Exchange implements Exchange {
    private final Credentials credentials;
    private boolean answered;

    CramMd5Exchange(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public byte @Nullable [] first() {
        return null;
    }

    @Override
    public Answer answer(byte[] challenge) {
        if (answered) {
            return new Answer.Refusal(
                    "The server sent a second challenge.",
                    "RFC 2195 §2: CRAM-MD5 has one; a +OK or -ERR follows the answer.");
        }
        answered = true;
        if (challenge.length == 0) {
            return new Answer.Refusal(
                    "The challenge is empty.", "RFC 2195 §2: a challenge holds random digits, a time and a host name.");
        }
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        response.writeBytes(credentials.name());
        response.write(' ');
        response.writeBytes(HexFormat.of().formatHex(digest(challenge)).getBytes(StandardCharsets.US_ASCII));
        return new Answer.Response(response.toByteArray());
    }

    private byte[] digest(byte[] challenge) {
        byte[] password = credentials.password();
        // The platform refuses an empty key; RFC 2104 §2 fills keys up with zeros, so one zero is the same.
        byte[] key = password.length == 0 ? new byte[1] : password;
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(key, "HmacMD5"));
            return mac.doFinal(challenge);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
