package dev.parley.expression;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The functions of the language; texts go in and out by the convention of the surroundings. */
final class Functions {
    /** All there are, in the order they are listed to users. */
    static final List<String> NAMES = List.of(
            "md5",
            "sha1",
            "sha256",
            "hmac",
            "base64",
            "unbase64",
            "toHex",
            "hex",
            "env",
            "file",
            "random",
            "now",
            "scram");

    private static final Map<String, String> MACS = Map.of(
            "md5",
            "HmacMD5",
            "sha1",
            "HmacSHA1",
            "sha256",
            "HmacSHA256",
            "sha384",
            "HmacSHA384",
            "sha512",
            "HmacSHA512");

    private final Surroundings surroundings;

    Functions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    String digest(String algorithm, @Nullable Object text) {
        return HexFormat.of().formatHex(Digests.of(algorithm, octets(text)));
    }

    String hmac(@Nullable Object algorithm, @Nullable Object key, @Nullable Object text) {
        String plain = text(algorithm).toLowerCase(Locale.ROOT).replace("-", "").replaceFirst("^hmac", "");
        String name = MACS.get(plain);
        if (name == null) {
            throw new EvaluationException(
                    "`hmac` knows md5, sha1, sha256, sha384 and sha512, not \"" + text(algorithm) + "\".");
        }
        byte[] secret = octets(key);
        if (secret.length == 0) {
            throw new EvaluationException("`hmac` wants a key, and this one is empty.");
        }
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret, name));
            return HexFormat.of().formatHex(mac.doFinal(octets(text)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String base64(@Nullable Object text) {
        return Base64.getEncoder().encodeToString(octets(text));
    }

    String unbase64(@Nullable Object text) {
        try {
            return surroundings.decode().apply(Base64.getDecoder().decode(text(text)));
        } catch (IllegalArgumentException wrong) {
            throw new EvaluationException(Words.brief(text) + " is not base64.", wrong);
        }
    }

    String toHex(@Nullable Object text) {
        return HexFormat.of().formatHex(octets(text));
    }

    String hex(@Nullable Object digits) {
        return surroundings.decode().apply(Hex.octets(text(digits)));
    }

    @Nullable
    String env(@Nullable Object name) {
        return surroundings.environment().apply(text(name));
    }

    String file(@Nullable Object path) {
        String written = text(path);
        try {
            return surroundings
                    .decode()
                    .apply(Files.readAllBytes(surroundings.directory().resolve(written)));
        } catch (NoSuchFileException | InvalidPathException missing) {
            throw new EvaluationException("There is no file \"" + written + "\".", missing);
        } catch (IOException unreadable) {
            throw new EvaluationException("The file \"" + written + "\" cannot be read.", unreadable);
        }
    }

    int random(@Nullable Object bound) {
        if (bound instanceof Number number && number.longValue() > 0 && number.longValue() <= Integer.MAX_VALUE) {
            return surroundings.random().nextInt(number.intValue());
        }
        throw new EvaluationException(
                "`random` wants how many numbers to choose from, not " + Words.brief(bound) + ".");
    }

    private byte[] octets(@Nullable Object text) {
        return surroundings.encode().apply(text(text));
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            throw new EvaluationException("A text is wanted here, not null.");
        }
        return value.toString();
    }
}
