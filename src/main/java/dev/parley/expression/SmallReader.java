package dev.parley.expression;

import dev.parley.expression.SmallExpression.Comparing;
import dev.parley.expression.SmallExpression.Elements;
import dev.parley.expression.SmallExpression.Joined;
import dev.parley.expression.SmallExpression.Literal;
import dev.parley.expression.SmallExpression.Operand;
import dev.parley.expression.SmallExpression.Operator;
import dev.parley.expression.SmallExpression.Path;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the expressions that need no Groovy, and declines whatever Groovy might read otherwise. */
final class SmallReader {
    /** Words that Groovy does not take for a variable. */
    private static final Set<String> WORDS = Set.of("""
        abstract as assert async await boolean break byte case catch char class const continue def default
        defer do double else enum extends final finally float for goto if implements import in instanceof
        int interface long native new non not null package permits private protected public record return
        sealed short static strictfp super switch synchronized this threadsafe throw throws trait transient
        true false try val var void volatile while yield it java javax groovy groovyx binding metaClass
        property\
        """.split("\\s+"));

    /** The text is none of ours. */
    private static final class Declined extends RuntimeException {
        private static final long serialVersionUID = 1;

        Declined() {
            super(null, null, false, false);
        }
    }

    private final String text;
    private int at;

    private SmallReader(String text) {
        this.text = text;
    }

    /** Null when Groovy has to read the text. */
    static @Nullable SmallExpression read(String text, Supplier<Compiled> groovy) {
        try {
            SmallReader reader = new SmallReader(text);
            Operand left = reader.operand();
            Comparing comparing = reader.comparing();
            return reader.at == text.length() ? new SmallExpression(text, left, comparing, groovy) : null;
        } catch (Declined declined) {
            return null;
        }
    }

    private @Nullable Comparing comparing() {
        blanks(" \t");
        int start = at;
        Operator operator = operator();
        if (operator == null) {
            blanks(" \t\r\n");
            return null;
        }
        Operand right = operand();
        blanks(" \t\r\n");
        return new Comparing(start, operator, right);
    }

    private @Nullable Operator operator() {
        char first = peek(0);
        boolean equals = peek(1) == '=';
        Operator operator = switch (first) {
            case '=' -> equals ? Operator.EQUAL : null;
            case '!' -> equals ? Operator.NOT_EQUAL : null;
            case '<' -> equals ? Operator.LESS_OR_EQUAL : Operator.LESS;
            case '>' -> equals ? Operator.GREATER_OR_EQUAL : Operator.GREATER;
            default -> null;
        };
        if (operator == null) {
            return null;
        }
        at += equals ? 2 : 1;
        if ("=<>~".indexOf(peek(0)) >= 0 && peek(0) != 0) {
            throw new Declined();
        }
        return operator;
    }

    private Operand operand() {
        blanks(" \t");
        char c = peek(0);
        if (c == '\'' || c == '"') {
            return string(c);
        }
        if (c == '[') {
            return list();
        }
        if (isDigit(c) || c == '-' && isDigit(peek(1))) {
            return number();
        }
        if (isNameStart(c)) {
            return nameOrWord();
        }
        throw new Declined();
    }

    private Operand list() {
        int start = at++;
        List<Operand> elements = new ArrayList<>();
        blanks(" \t\r\n");
        while (peek(0) != ']') {
            Operand element = operand();
            if (element instanceof Joined) {
                // In a list Groovy keeps such a text with its parts, and compares it in a way of its own.
                throw new Declined();
            }
            elements.add(element);
            blanks(" \t\r\n");
            if (peek(0) == ',') {
                at++;
                blanks(" \t\r\n");
            } else if (peek(0) != ']') {
                throw new Declined();
            }
        }
        at++;
        return new Elements(start, elements);
    }

    private Operand nameOrWord() {
        int start = at;
        String word = name();
        switch (word) {
            case "true", "false", "null" -> {
                if (peek(0) == '.') {
                    throw new Declined();
                }
                return new Literal(start, word.equals("null") ? null : (Object) Boolean.valueOf(word));
            }
            default -> {
                return path(start, word);
            }
        }
    }

    private Path path(int start, String first) {
        // A capital may begin a class of Groovy's.
        if (WORDS.contains(first) || Character.isUpperCase(first.charAt(0))) {
            throw new Declined();
        }
        List<String> names = new ArrayList<>(List.of(first));
        List<Integer> offsets = new ArrayList<>(List.of(start));
        while (peek(0) == '.' && isNameStart(peek(1))) {
            at++;
            offsets.add(at);
            String name = name();
            if (name.equals("class") || name.equals("metaClass")) {
                throw new Declined();
            }
            names.add(name);
        }
        return new Path(names, offsets);
    }

    private String name() {
        int start = at;
        while (isNameStart(peek(0)) || isDigit(peek(0))) {
            at++;
        }
        return text.substring(start, at);
    }

    private Literal number() {
        int start = at;
        boolean negative = peek(0) == '-';
        if (negative) {
            at++;
        }
        int from = at;
        digits();
        boolean decimal = peek(0) == '.' && isDigit(peek(1));
        if (decimal) {
            at++;
            digits();
        }
        String digits = text.substring(from, at);
        int unitStart = at;
        while (isNameStart(peek(0)) || isDigit(peek(0))) {
            at++;
        }
        String unit = text.substring(unitStart, at);
        if (!unit.isEmpty()) {
            Object measured = negative ? null : Measures.read(digits, unit);
            if (measured == null) {
                throw new Declined();
            }
            return new Literal(start, measured);
        }
        if (!decimal && digits.length() > 1 && digits.startsWith("0")) {
            throw new Declined();
        }
        String signed = negative ? "-" + digits : digits;
        return new Literal(start, decimal ? new BigDecimal(signed) : whole(new BigInteger(signed)));
    }

    /** The smallest of Groovy's whole types that holds it. */
    private static Number whole(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return number.intValue();
        }
        return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
    }

    private Operand string(char quote) {
        int start = at++;
        if (peek(0) == quote && peek(1) == quote) {
            throw new Declined();
        }
        List<Operand> parts = new ArrayList<>();
        StringBuilder characters = new StringBuilder();
        while (peek(0) != quote) {
            char c = peek(0);
            if (c == '\n' || c == '\r' || at >= text.length()) {
                throw new Declined();
            } else if (c == '\\') {
                at++;
                characters.append(escaped());
            } else if (c == '$' && quote == '"') {
                parts.add(new Literal(start, characters.toString()));
                characters.setLength(0);
                parts.add(inserted());
            } else {
                characters.append(c);
                at++;
            }
        }
        at++;
        if (parts.isEmpty()) {
            return new Literal(start, characters.toString());
        }
        parts.add(new Literal(start, characters.toString()));
        return new Joined(start, parts);
    }

    private Path inserted() {
        at++;
        if (peek(0) != '{') {
            throw new Declined();
        }
        at++;
        blanks(" \t");
        int start = at;
        if (!isNameStart(peek(0))) {
            throw new Declined();
        }
        Path path = path(start, name());
        blanks(" \t");
        if (peek(0) != '}') {
            throw new Declined();
        }
        at++;
        return path;
    }

    private char escaped() {
        char c = peek(0);
        at++;
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '\\', '\'', '"', '$' -> c;
            case '0' -> {
                if (isDigit(peek(0))) {
                    throw new Declined();
                }
                yield '\0';
            }
            default -> throw new Declined();
        };
    }

    private void digits() {
        while (isDigit(peek(0))) {
            at++;
        }
    }

    private void blanks(String which) {
        while (at < text.length() && which.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }
}
