package dev.parley.secret;

import dev.parley.source.Visible;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Collects the ways in which a secret could be written: as it is, escaped, encoded, digested. */
final class Forms {
    private static final List<String> DIGESTS = List.of("MD5", "SHA-1", "SHA-256", "SHA-512");
    private static final HexFormat HEX = HexFormat.of();

    private final Set<Form> forms = new LinkedHashSet<>();

    private Forms() {}

    /** @param encode what a text is on the wire */
    static Set<Form> of(String text, Function<String, byte[]> encode) {
        Forms collected = new Forms();
        for (String piece : Pieces.of(text)) {
            collected.writings(piece);
            collected.encodings(encode.apply(piece));
        }
        byte[] octets = encode.apply(text);
        for (String algorithm : DIGESTS) {
            byte[] digest = digest(algorithm, octets);
            collected.inBothCases(HEX.formatHex(digest));
            collected.add(Base64.getEncoder().encodeToString(digest));
        }
        return collected.forms;
    }

    private void writings(String text) {
        add(text);
        add(text.toUpperCase(Locale.ROOT));
        add(text.toLowerCase(Locale.ROOT));
        if (text.chars().allMatch(Forms::isPlain)) {
            return;
        }
        for (Normalizer.Form normal : Normalizer.Form.values()) {
            add(Normalizer.normalize(text, normal));
        }
        add(Visible.line(text));
        add(Visible.quotable(text));
        for (boolean ascii : new boolean[] {false, true}) {
            json(text, ascii);
            xml(text, ascii, c -> "&#" + c + ";");
            xml(text, ascii, c -> "&#x" + Integer.toHexString(c) + ";");
            xml(text, ascii, c -> "&#x" + Integer.toHexString(c).toUpperCase(Locale.ROOT) + ";");
        }
    }

    /** Whether a character is written the same in every notation. */
    private static boolean isPlain(int c) {
        return c > ' ' && c < 0x7F && "&<>'\"\\/".indexOf(c) < 0;
    }

    private void json(String text, boolean ascii) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < 0x20 || ascii && c > 0x7E) {
                        out.append("\\u").append(HEX.toHexDigits(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        add(out.toString());
        add(out.toString().replace("/", "\\/"));
    }

    private void xml(String text, boolean ascii, IntFunction<String> number) {
        for (String apostrophe : List.of("'", "&apos;", number.apply('\''))) {
            for (String quote : List.of("\"", "&quot;", number.apply('"'))) {
                StringBuilder out = new StringBuilder();
                text.codePoints().forEach(c -> {
                    switch (c) {
                        case '&' -> out.append("&amp;");
                        case '<' -> out.append("&lt;");
                        case '>' -> out.append("&gt;");
                        case '\'' -> out.append(apostrophe);
                        case '"' -> out.append(quote);
                        default -> {
                            if (c < 0x20 || ascii && c > 0x7E) {
                                out.append(number.apply(c));
                            } else {
                                out.appendCodePoint(c);
                            }
                        }
                    }
                });
                add(out.toString());
                add(out.toString().replace("&gt;", ">"));
            }
        }
    }

    private void encodings(byte[] octets) {
        add(new String(octets, StandardCharsets.ISO_8859_1));
        inBothCases(HEX.formatHex(octets));
        inBothCases(HEX.withDelimiter(" ").formatHex(octets));
        inBothCases(HEX.withDelimiter(":").formatHex(octets));
        inBothCases(HEX.withPrefix("%").formatHex(octets));
        inBothCases(HEX.withPrefix("=").formatHex(octets));
        percent(octets, "%20", "-._~");
        percent(octets, "+", "-._*");
        // As other programs leave characters alone.
        percent(octets, "%20", "-._~!$&'()*+,;=:@/?");
        for (int before = 0; before < 3; before++) {
            base64(octets, before);
        }
    }

    private void inBothCases(String hex) {
        add(hex);
        add(hex.toUpperCase(Locale.ROOT));
    }

    private void percent(byte[] octets, String blank, String kept) {
        for (boolean upper : new boolean[] {false, true}) {
            StringBuilder out = new StringBuilder();
            for (byte octet : octets) {
                char c = (char) (octet & 0xFF);
                boolean plain = c < 0x80 && Character.isLetterOrDigit(c) || kept.indexOf(c) >= 0;
                String hex = HEX.toHexDigits(octet);
                out.append(
                        plain
                                ? Character.toString(c)
                                : c == ' ' ? blank : "%" + (upper ? hex.toUpperCase(Locale.ROOT) : hex));
            }
            add(out.toString());
        }
    }

    /** What base64 makes of the octets whatever stands around them, with so many octets before them in their group. */
    private void base64(byte[] octets, int before) {
        byte[] placed = new byte[before + octets.length];
        System.arraycopy(octets, 0, placed, before, octets.length);
        int from = (before * 8 + 5) / 6;
        int to = placed.length * 8 / 6;
        for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
            String stable = encoder.encodeToString(placed).substring(from, to);
            if (stable.length() >= Secrets.SHORTEST) {
                forms.add(new Form(stable, true));
            }
        }
    }

    private void add(String text) {
        if (text.length() >= Secrets.SHORTEST) {
            forms.add(new Form(text, false));
        }
    }

    private static byte[] digest(String algorithm, byte[] octets) {
        try {
            return MessageDigest.getInstance(algorithm).digest(octets);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
