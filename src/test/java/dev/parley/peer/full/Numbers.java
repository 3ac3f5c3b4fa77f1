package dev.parley.peer.full;

import static dev.parley.peer.full.ListingFault.*;

import java.math.BigInteger;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Message numbers, as read and as shown (RFC 1939 §4). */
record Numbers(Behaviour behaviour) {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final BigInteger MOST = BigInteger.valueOf(Integer.MAX_VALUE);

    /** Empty when it is no number; one too large for anything is the largest there is. */
    OptionalInt read(String given) {
        String word = trimmed(given);
        if (word.matches("0x[0-9a-f]{1,6}") && behaviour.has(HEXADECIMAL_NUMBERS)) {
            return OptionalInt.of(Integer.parseInt(word.substring(2), 16));
        }
        if (!DIGITS.matcher(word).matches()) {
            return OptionalInt.empty();
        }
        if (word.length() > 1 && word.startsWith("0")) {
            boolean octal = behaviour.has(OCTAL_NUMBERS) && word.matches("[0-7]+");
            if (!octal && !behaviour.has(Variant.LEADING_ZEROS)) {
                return OptionalInt.empty();
            }
            return OptionalInt.of(new BigInteger(word, octal ? 8 : 10).min(MOST).intValue());
        }
        BigInteger number = new BigInteger(word);
        if (behaviour.has(NUMBERS_WRAP_AT_32_BITS)) {
            number = number.mod(BigInteger.ONE.shiftLeft(32));
        }
        if (behaviour.has(NUMBERS_WRAP_AT_16_BITS)) {
            number = number.mod(BigInteger.ONE.shiftLeft(16));
        }
        int read = number.min(MOST).intValue();
        return OptionalInt.of(behaviour.has(NUMBERS_FROM_ZERO) && read < Integer.MAX_VALUE ? read + 1 : read);
    }

    private String trimmed(String word) {
        if (behaviour.has(SIGN_ACCEPTED) && word.matches("[+-][0-9]+")) {
            return word.substring(1);
        }
        if (behaviour.has(TRAILING_JUNK_IGNORED) && word.matches("[0-9]+[^0-9].*")) {
            return word.replaceFirst("[^0-9].*", "");
        }
        return behaviour.has(ONE_DIGIT_READ) && word.matches("[0-9].*") ? word.substring(0, 1) : word;
    }

    /** A count of lines for TOP; -1 when it is none. */
    int count(String word) {
        boolean negative = word.matches("-[0-9]+") && behaviour.has(TopFault.TOP_NEGATIVE_IS_ALL);
        if (!negative && !DIGITS.matcher(word).matches()) {
            return -1;
        }
        if (negative) {
            return Integer.MAX_VALUE;
        }
        BigInteger count = new BigInteger(word);
        boolean wraps = count.compareTo(MOST) > 0 && behaviour.has(TopFault.TOP_COUNT_WRAPS);
        return wraps ? 0 : count.min(MOST).intValue();
    }

    String shown(int number) {
        int told = behaviour.has(NUMBERS_FROM_ZERO) ? number - 1 : number;
        return behaviour.has(NUMBERS_WITH_ZEROS) ? "%03d".formatted(told) : "" + told;
    }
}
