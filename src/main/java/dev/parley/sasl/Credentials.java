package dev.parley.sasl;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A name and a password as the octets they are sent in; the arrays are not changed by anyone. */
public final class Credentials {
    private final byte[] name;
    private final byte[] password;

    /** @param password for the mechanisms of OAuth, the token */
    public Credentials(byte[] name, byte[] password) {
        this.name = name.clone();
        this.password = password.clone();
    }

    byte[] name() {
        return name;
    }

    byte[] password() {
        return password;
    }

    /** @throws UnsuitableCredentials when it is no text */
    String nameText() throws UnsuitableCredentials {
        return text(name, "name");
    }

    /** @throws UnsuitableCredentials when it is no text */
    String passwordText() throws UnsuitableCredentials {
        return text(password, "password");
    }

    private static String text(byte[] octets, String what) throws UnsuitableCredentials {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnsuitableCredentials("The " + what + " is not UTF-8, as this mechanism wants it.", e);
        }
    }

    /** Without both. */
    @Override
    public String toString() {
        return "credentials";
    }
}
