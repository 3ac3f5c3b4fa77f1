package dev.parley.sasl;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the command APOP is made of (RFC 1939 §7). */
public final class Apop {
    private static final Pattern STAMP = Pattern.compile("<[^<>]+>");

    private Apop() {}

    /** The timestamp in a greeting, its brackets included; a server that has none does not know APOP. */
    public static Optional<String> stamp(String greeting) {
        Matcher matcher = STAMP.matcher(greeting);
        return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
    }

    /** The digest of timestamp and password, in 32 small hexadecimal digits. */
    public static String digest(byte[] stamp, Credentials credentials) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(stamp);
            md5.update(credentials.password());
            return HexFormat.of().formatHex(md5.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
