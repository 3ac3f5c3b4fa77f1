package dev.parley.inventory;

import dev.parley.wire.Octets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digests of a message. Used by one thread. */
final class Fingerprint {
    private final MessageDigest whole = sha256();
    private final MessageDigest part = sha256();

    Message.Content of(Octets message) {
        byte[] octets = message.toArray();
        int headersEnd = endOfHeaders(message);
        String headers = digest(part, octets, 0, headersEnd);
        String body = digest(part, octets, bodyStart(message, headersEnd), octets.length);
        return new Message.Content(octets.length, digest(whole, octets, 0, octets.length), headers, body);
    }

    /** Behind the line end of the last header line: where the empty line begins. */
    private static int endOfHeaders(Octets message) {
        int start = 0;
        while (start < message.length()) {
            int feed = message.indexOf('\n', start);
            int end = feed < 0 ? message.length() : feed;
            boolean isEmpty = end == start || end == start + 1 && message.at(start) == '\r';
            if (isEmpty) {
                return start;
            }
            if (feed < 0) {
                return message.length();
            }
            start = feed + 1;
        }
        return message.length();
    }

    private static int bodyStart(Octets message, int headersEnd) {
        int feed = message.indexOf('\n', headersEnd);
        return feed < 0 ? message.length() : feed + 1;
    }

    private static String digest(MessageDigest digest, byte[] octets, int from, int to) {
        digest.update(octets, from, to - from);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
