package dev.parley.sasl;

import com.ongres.scram.common.ScramFunctions;
import com.ongres.scram.common.ScramMechanism;
import com.ongres.scram.common.StringPreparation;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The messages of SCRAM (RFC 5802 §5, RFC 7677), also such as a right client never sends. What was sent and received is
 * signed as it is, so a server's unknown extensions do no harm.
 */
public final class Scram {
    /** With more rounds than these, a server could keep a client busy for minutes. */
    public static final int MOST_ROUNDS = 2_000_000;

    /** The header of a client that does not bind the channel and acts as nobody else. */
    public static final String NO_BINDING = "n,,";

    private static final int NONCE_LENGTH = 24;
    private static final Pattern FIRST = Pattern.compile("^([^,]*,[^,]*,)(.*)$", Pattern.DOTALL);
    private static final Pattern CHALLENGE =
            Pattern.compile("^r=([^,]*),s=([A-Za-z0-9+/]+={0,2}),i=(\\d{1,9})(?:,.*)?$", Pattern.DOTALL);

    /** Which digest. */
    public enum Hash {
        SHA_1("SHA-1", ScramMechanism.SCRAM_SHA_1),
        SHA_256("SHA-256", ScramMechanism.SCRAM_SHA_256);

        private final String title;
        private final ScramMechanism algorithm;

        Hash(String title, ScramMechanism algorithm) {
            this.title = title;
            this.algorithm = algorithm;
        }

        /** Such as {@code SHA-256}. */
        public String title() {
            return title;
        }
    }

    /**
     * The server's first message.
     *
     * @param nonce the client's with more behind it, if the server is right
     */
    public record Challenge(String message, String nonce, byte[] salt, int rounds) {
        /** Reads one (RFC 5802 §7); empty when it has another form. */
        public static Optional<Challenge> read(String message) {
            Matcher parts = CHALLENGE.matcher(message);
            if (!parts.matches()) {
                return Optional.empty();
            }
            try {
                byte[] salt = Base64.getDecoder().decode(parts.group(2));
                return Optional.of(new Challenge(message, parts.group(1), salt, Integer.parseInt(parts.group(3))));
            } catch (IllegalArgumentException noBase64) {
                return Optional.empty();
            }
        }
    }

    /**
     * The client's last message, and what a server that knows the password signs it with.
     *
     * @param message {@code c=…,r=…,p=…}
     * @param signature in base64, as it stands behind {@code v=}
     */
    public record Last(String message, String signature) {}

    private final Hash hash;
    private final String password;
    private final String first;

    private Scram(Hash hash, String password, String first) {
        this.hash = hash;
        this.password = password;
        this.first = first;
    }

    /** A nonce nobody can guess. */
    public static String newNonce() {
        return ScramFunctions.nonce(NONCE_LENGTH, new SecureRandom());
    }

    /** The header of a client that binds the channel. */
    public static String header(String bindingType) {
        return "p=" + bindingType + ",,";
    }

    /**
     * Begins with the customary first message.
     *
     * @param header up to the second comma: {@code n,,}, {@code y,,}, {@code p=tls-exporter,,}
     * @throws UnsuitableCredentials when SASLprep (RFC 4013) forbids the name or the password
     */
    public static Scram begin(Hash hash, String name, String password, String nonce, String header)
            throws UnsuitableCredentials {
        return of(hash, password, header + "n=" + escaped(prepared(name, "name")) + ",r=" + nonce);
    }

    /**
     * Begins with a first message that may say anything.
     *
     * @throws UnsuitableCredentials when SASLprep (RFC 4013) forbids the password
     */
    public static Scram of(Hash hash, String password, String first) throws UnsuitableCredentials {
        prepared(password, "password");
        return new Scram(hash, password, first);
    }

    private static String prepared(String text, String what) throws UnsuitableCredentials {
        if (text.isEmpty()) {
            throw new UnsuitableCredentials("The " + what + " is empty, which SCRAM does not allow.", null);
        }
        try {
            return new String(StringPreparation.SASL_PREPARATION.normalize(text.toCharArray()));
        } catch (IllegalArgumentException e) {
            throw new UnsuitableCredentials(
                    "The " + what + " holds characters that SASLprep does not allow in SCRAM (RFC 4013).", e);
        }
    }

    /** A name as RFC 5802 §5.1 writes it. */
    static String escaped(String name) {
        return name.replace("=", "=3D").replace(",", "=2C");
    }

    /** The first message. */
    public String first() {
        return first;
    }

    /** Its header, up to the second comma; empty when it has none. */
    public String header() {
        Matcher parts = FIRST.matcher(first);
        return parts.matches() ? parts.group(1) : "";
    }

    /**
     * The last message.
     *
     * @param header what the message says the header was
     * @param binding the data of the channel; empty where the header binds none
     * @param nonce what the message repeats
     * @param extension such as {@code x=1}; empty for none
     */
    public Last last(Challenge challenge, String header, byte[] binding, String nonce, String extension) {
        byte[] head = header.getBytes(StandardCharsets.UTF_8);
        byte[] channel = java.util.Arrays.copyOf(head, head.length + binding.length);
        System.arraycopy(binding, 0, channel, head.length, binding.length);
        String withoutProof = "c=" + base64(channel) + ",r=" + nonce + (extension.isEmpty() ? "" : "," + extension);
        String signed = first.substring(header().length()) + "," + challenge.message() + "," + withoutProof;
        ScramMechanism algorithm = hash.algorithm;
        byte[] salted = ScramFunctions.saltedPassword(
                algorithm,
                StringPreparation.SASL_PREPARATION,
                password.toCharArray(),
                challenge.salt(),
                challenge.rounds());
        byte[] key = ScramFunctions.clientKey(algorithm, salted);
        byte[] signature = ScramFunctions.clientSignature(algorithm, ScramFunctions.storedKey(algorithm, key), signed);
        byte[] expected =
                ScramFunctions.serverSignature(algorithm, ScramFunctions.serverKey(algorithm, salted), signed);
        return new Last(withoutProof + ",p=" + base64(ScramFunctions.clientProof(key, signature)), base64(expected));
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
