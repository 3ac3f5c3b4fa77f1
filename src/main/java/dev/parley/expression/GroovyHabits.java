package dev.parley.expression;

import dev.parley.expression.GroovyText.Kind;
import dev.parley.expression.GroovyText.Token;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what people write where Groovy is wanted, and what Groovy would take for something else or describe badly: the
 * predicates of the language, operators without an operand, values side by side.
 */
final class GroovyHabits {
    private static final Set<String> BINARY = Set.of(
            "==", "!=", "<=", ">=", "<=>", "==~", "=~", "&&", "||", "+", "-", "*", "/", "%", "**", "=", "..", "?:",
            "<");
    private static final Set<String> MAY_BEGIN_VALUE = Set.of("+", "-", "*", "/", "<");

    private final String text;
    private final List<Token> tokens;

    private GroovyHabits(String text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    static @Nullable ExpressionError find(String text, List<Token> tokens) {
        GroovyHabits predicates = new GroovyHabits(text, tokens);
        for (int i = 0; i < tokens.size(); i++) {
            ExpressionError error = predicates.at(i);
            if (error != null) {
                return error;
            }
        }
        return null;
    }

    private @Nullable ExpressionError at(int i) {
        ExpressionError operand = operand(i);
        if (operand != null) {
            return operand;
        }
        if (token(i).is("not") && isFree(i) && startsValue(i + 1)) {
            return error(i, i, "not", "write `!(…)`");
        }
        if (!endsValue(i - 1) || isOnNewLine(i)) {
            return null;
        }
        String left = left(i - 1);
        return switch (token(i).kind()) {
            case WORD -> word(i, left);
            case SIGN -> sign(i, left);
            case NUMBER, STRING -> besideLiteral(i);
            case OPEN, CLOSE -> null;
        };
    }

    /** A binary operator with nothing, or another one, behind it. */
    private @Nullable ExpressionError operand(int i) {
        if (token(i).kind() != Kind.SIGN || !BINARY.contains(token(i).text())) {
            return null;
        }
        Token next = token(i + 1);
        if (i + 1 >= tokens.size() || next.kind() == Kind.CLOSE || next.is(",")) {
            return new ExpressionError(
                    token(i).start(), token(i).end(), "An operand is missing behind `" + token(i).text() + "`.", null);
        }
        return next.kind() == Kind.SIGN && BINARY.contains(next.text()) && !MAY_BEGIN_VALUE.contains(next.text())
                ? new ExpressionError(
                        next.start(),
                        next.end(),
                        "`" + next.text() + "` does not fit behind `" + token(i).text() + "`.",
                        null)
                : null;
    }

    private @Nullable ExpressionError besideLiteral(int i) {
        return switch (token(i - 1).kind()) {
            case NUMBER, STRING ->
                new ExpressionError(
                        token(i).start(),
                        token(i).end(),
                        "An operator is missing before `" + token(i).text() + "`.",
                        null);
            case WORD, OPEN, CLOSE, SIGN -> null;
        };
    }

    private boolean isOnNewLine(int i) {
        return i > 0 && text.substring(token(i - 1).end(), token(i).start()).indexOf('\n') >= 0;
    }

    private @Nullable ExpressionError word(int i, String left) {
        Token word = token(i);
        Token next = token(i + 1);
        if (word.is("contains") && startsValue(i + 1)) {
            return error(i, i, "contains", "write `" + left + ".contains(" + right(i + 1) + ")`");
        }
        if (word.is("starts") && next.is("with")) {
            return error(i, i + 1, "starts with", "write `" + left + ".startsWith(" + right(i + 2) + ")`");
        }
        if (word.is("ends") && next.is("with")) {
            return error(i, i + 1, "ends with", "write `" + left + ".endsWith(" + right(i + 2) + ")`");
        }
        if (word.is("is") && next.is("empty")) {
            return error(i, i + 1, "is empty", "write `" + left + ".isEmpty()`");
        }
        if (word.is("is") && next.is("not") && token(i + 2).is("empty")) {
            return error(i, i + 2, "is not empty", "write `!" + left + ".isEmpty()`");
        }
        if (word.is("and") && startsValue(i + 1)) {
            return error(i, i, "and", "write `&&`");
        }
        return word.is("or") && startsValue(i + 1) ? error(i, i, "or", "write `||`") : null;
    }

    private @Nullable ExpressionError sign(int i, String left) {
        if (token(i).is("~") && startsValue(i + 1)) {
            return error(i, i, "~", "write `" + left + " =~ " + right(i + 1) + "`");
        }
        return token(i).is("!~") ? error(i, i, "!~", "write `!(" + left + " =~ " + right(i + 1) + ")`") : null;
    }

    private ExpressionError error(int first, int last, String predicate, String hint) {
        return new ExpressionError(
                token(first).start(), token(last).end(), "`" + predicate + "` is no operator of Groovy.", hint);
    }

    private boolean endsValue(int i) {
        return switch (token(i).kind()) {
            case WORD -> isFree(i) ? !isOperator(token(i).text()) : true;
            case NUMBER, STRING, CLOSE -> true;
            case SIGN, OPEN -> false;
        };
    }

    private boolean startsValue(int i) {
        return switch (token(i).kind()) {
            case WORD -> !isOperator(token(i).text());
            case NUMBER, STRING -> true;
            case OPEN -> token(i).start() > token(i - 1).end();
            case SIGN, CLOSE -> false;
        };
    }

    private static boolean isOperator(String word) {
        return switch (word) {
            case "in", "instanceof", "as", "new", "return" -> true;
            default -> false;
        };
    }

    /** Not the name of a property or method. */
    private boolean isFree(int i) {
        return !token(i - 1).is(".") && !token(i - 1).is("?.") && !token(i - 1).is("*.");
    }

    /** The operand that ends at a token: names and dots, and brackets with what is in them. */
    private String left(int last) {
        int first = last;
        while (true) {
            first = opening(first);
            if (token(first).kind() == Kind.OPEN && endsValue(first - 1) && touches(first - 1)) {
                first--;
            } else if (!isFree(first)) {
                first -= 2;
            } else {
                break;
            }
        }
        return first < 0
                ? "…"
                : text.substring(token(first).start(), token(last).end());
    }

    private boolean touches(int i) {
        return token(i).end() == token(i + 1).start();
    }

    /** The bracket that a closing one belongs to, or the token itself. */
    private int opening(int i) {
        int depth = 0;
        for (int at = i; at >= 0; at--) {
            depth += token(at).kind() == Kind.CLOSE ? 1 : token(at).kind() == Kind.OPEN ? -1 : 0;
            if (depth <= 0) {
                return token(i).kind() == Kind.CLOSE ? at : i;
            }
        }
        return i;
    }

    private String right(int first) {
        if (first >= tokens.size()) {
            return "…";
        }
        int last = first;
        while (token(last + 1).is(".") && token(last + 2).kind() == Kind.WORD) {
            last += 2;
        }
        return token(first).kind() == Kind.OPEN
                ? "…"
                : text.substring(token(first).start(), token(last).end());
    }

    private Token token(int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i) : new Token(Kind.SIGN, text.length(), text.length(), "");
    }
}
