package dev.parley.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An expression made ready for Groovy: comments of the language blanked, each duration and size replaced by a name of
 * the same length, so that every position stays what it was.
 *
 * <p>Strings, regular expressions and comments are walked over by the rules of Groovy's own lexer.
 */
final class GroovyText {
    /** Behind these a slash opens a string. */
    private static final Set<String> BEFORE_VALUES = Set.of(
            "return",
            "in",
            "instanceof",
            "as",
            "assert",
            "case",
            "else",
            "throw",
            "new",
            "if",
            "while",
            "do",
            "not",
            "contains",
            "with",
            "matches",
            "and",
            "or");

    /** Of several characters, longer ones first. */
    private static final List<String> SIGNS = List.of(
            "<=>", "==~", "===", "!==", "**=", "..<", "=~", "==", "!=", "!~", "<=", ">=", "&&", "||", "++", "--", "+=",
            "-=", "*=", "/=", "%=", "**", "->", "*.", "?.", "?:", "..");

    private final String original;
    private final StringBuilder text;
    private final StringBuilder drawn;
    private final Map<String, Object> measures = new LinkedHashMap<>();
    private final List<Token> tokens = new ArrayList<>();
    private final @Nullable ExpressionError error;
    private int at;

    enum Kind {
        WORD,
        NUMBER,
        STRING,
        OPEN,
        CLOSE,
        SIGN
    }

    record Token(Kind kind, int start, int end, String text) {
        boolean is(String expected) {
            return kind != Kind.STRING && text.equals(expected);
        }
    }

    private GroovyText(String original) {
        this.original = original;
        this.text = new StringBuilder(original);
        this.drawn = new StringBuilder(original);
        walk(tokens, '\0');
        this.error = GroovyHabits.find(original, tokens);
    }

    static GroovyText read(String text) {
        return new GroovyText(text);
    }

    String text() {
        return text.toString();
    }

    /** As written, without the comments of the language. */
    String drawn() {
        return drawn.toString().stripTrailing();
    }

    /** The durations and sizes by the names put in their place. */
    Map<String, Object> measures() {
        return Collections.unmodifiableMap(measures);
    }

    @Nullable
    ExpressionError error() {
        return error;
    }

    /** To behind the closing brace where one is given, else to the end. */
    private void walk(List<Token> into, char closer) {
        int depth = 0;
        while (at < original.length()) {
            int start = at;
            char c = peek(0);
            if (c == closer && depth == 0) {
                at++;
                return;
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '#' || c == '/' && peek(1) == '/') {
                comment();
            } else if (c == '/' && peek(1) == '*') {
                int end = original.indexOf("*/", at + 2);
                at = end < 0 ? original.length() : end + 2;
            } else if (string(c, into)) {
                into.add(token(Kind.STRING, start));
            } else if (c >= '0' && c <= '9') {
                number();
                into.add(token(Kind.NUMBER, start));
            } else if (Character.isJavaIdentifierStart(c)) {
                while (Character.isJavaIdentifierPart(peek(0)) && peek(0) != '\0') {
                    at++;
                }
                into.add(token(Kind.WORD, start));
            } else if ("([{".indexOf(c) >= 0) {
                depth++;
                at++;
                into.add(token(Kind.OPEN, start));
            } else if (")]}".indexOf(c) >= 0) {
                depth--;
                at++;
                into.add(token(Kind.CLOSE, start));
            } else {
                sign();
                into.add(token(Kind.SIGN, start));
            }
        }
    }

    private void comment() {
        boolean ours = peek(0) == '#';
        while (at < original.length() && original.charAt(at) != '\n') {
            if (ours && original.charAt(at) != '\r') {
                text.setCharAt(at, ' ');
                drawn.setCharAt(at, ' ');
            }
            at++;
        }
    }

    private void sign() {
        for (String sign : SIGNS) {
            if (original.startsWith(sign, at)) {
                at += sign.length();
                return;
            }
        }
        at++;
    }

    private void number() {
        int start = at;
        digits();
        if (peek(0) == '.' && peek(1) >= '0' && peek(1) <= '9') {
            at++;
            digits();
        }
        int unit = at;
        while (Character.isJavaIdentifierPart(peek(0)) && peek(0) != '\0') {
            at++;
        }
        Object measure = Measures.read(original.substring(start, unit), original.substring(unit, at));
        if (measure != null) {
            text.replace(start, at, standIn(measure, at - start));
        }
    }

    private void digits() {
        while (peek(0) >= '0' && peek(0) <= '9') {
            at++;
        }
    }

    /** A name of a given length that occurs nowhere else. */
    private String standIn(Object measure, int length) {
        for (int number = 0; ; number++) {
            StringBuilder digits = new StringBuilder(Integer.toString(number, Character.MAX_RADIX));
            while (digits.length() < length - 1) {
                digits.insert(0, '$');
            }
            String name = "$" + digits;
            if (name.length() > length) {
                throw new IllegalStateException("more durations than names");
            }
            if (!original.contains(name) && measure.equals(measures.computeIfAbsent(name, free -> measure))) {
                return name;
            }
        }
    }

    /** Whether a string began here; then it is behind it. */
    private boolean string(char c, List<Token> before) {
        if (original.startsWith("'''", at) || original.startsWith("\"\"\"", at)) {
            quoted(original.substring(at, at + 3), c == '"', '\\');
        } else if (c == '\'' || c == '"') {
            quoted(String.valueOf(c), c == '"', '\\');
        } else if (original.startsWith("$/", at)) {
            at += 2;
            inside("/$", true, '$');
        } else if (c == '/' && opensString(before) && closesOnLine()) {
            quoted("/", true, '\\');
        } else {
            return false;
        }
        return true;
    }

    private void quoted(String quote, boolean inserts, char escape) {
        at += quote.length();
        inside(quote, inserts, escape);
    }

    private void inside(String closing, boolean inserts, char escape) {
        while (at < original.length()) {
            if (original.startsWith(closing, at)) {
                at += closing.length();
                return;
            }
            if (inserts && original.startsWith("${", at)) {
                at += 2;
                walk(new ArrayList<>(), '}');
            } else {
                at += peek(0) == escape ? 2 : 1;
            }
        }
        at = Math.min(at, original.length());
    }

    private static boolean opensString(List<Token> before) {
        if (before.isEmpty()) {
            return true;
        }
        Token last = before.getLast();
        return switch (last.kind()) {
            case NUMBER, STRING, CLOSE -> false;
            case OPEN -> true;
            case SIGN -> !last.is("++") && !last.is("--");
            case WORD ->
                BEFORE_VALUES.contains(last.text())
                        && (before.size() < 2 || !before.get(before.size() - 2).is("."));
        };
    }

    private boolean closesOnLine() {
        for (int i = at + 1; i < original.length() && original.charAt(i) != '\n'; i++) {
            if (original.charAt(i) == '\\') {
                i++;
            } else if (original.charAt(i) == '/') {
                return true;
            }
        }
        return false;
    }

    private Token token(Kind kind, int start) {
        return new Token(kind, start, at, original.substring(start, at));
    }

    private char peek(int ahead) {
        return at + ahead < original.length() ? original.charAt(at + ahead) : '\0';
    }
}
