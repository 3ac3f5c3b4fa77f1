package dev.parley.expression;

import java.util.HexFormat;

/** Octets written in hexadecimal: {@code 0d 0a}; blanks and colons between the digits mean nothing. */
public final class Hex {
    private Hex() {}

    /** @throws EvaluationException when it is something else */
    public static byte[] octets(String digits) {
        try {
            return HexFormat.of().parseHex(digits.replaceAll("[\\s:]", ""));
        } catch (IllegalArgumentException wrong) {
            throw new EvaluationException("`hex` wants pairs of the digits 0-9 and a-f, as in \"0d 0a\".", wrong);
        }
    }
}
