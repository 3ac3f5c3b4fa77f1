package dev.parley.expression;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests that every Java has. */
final class Digests {
    /** The octets of SHA-256. */
    static final int LENGTH = 32;

    private Digests() {}

    static byte[] sha256(byte[] octets) {
        return of("SHA-256", octets);
    }

    static byte[] of(String algorithm, byte[] octets) {
        try {
            return MessageDigest.getInstance(algorithm).digest(octets);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
