package dev.parley.program;

import com.google.re2j.PatternSyntaxException;
import dev.parley.source.Diagnostic;
import dev.parley.source.Span;
import dev.parley.syntax.Pattern;
import dev.parley.syntax.Template;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles a pattern before it is used, and says in our words what RE2 says against it. */
final class PatternCheck {
    private final Pattern pattern;
    private final String source;

    private PatternCheck(Pattern pattern) {
        this.pattern = pattern;
        String text = pattern.span().text();
        this.source = text.substring(
                1, Math.max(1, text.length() - 1 - pattern.flags().length()));
    }

    /** The number of its groups and their names; null when the pattern is wrong. */
    static @Nullable Groups groups(Pattern pattern) {
        try {
            com.google.re2j.Pattern compiled = compiled(pattern);
            return new Groups(compiled.groupCount(), compiled.namedGroups());
        } catch (PatternSyntaxException wrong) {
            return null;
        }
    }

    record Groups(int count, Map<String, Integer> names) {}

    /** What is wrong with it, or null. */
    static @Nullable Diagnostic problem(Pattern pattern) {
        try {
            compiled(pattern);
            return null;
        } catch (PatternSyntaxException wrong) {
            return new PatternCheck(pattern).diagnostic(wrong.getDescription(), fragment(wrong));
        }
    }

    private static String fragment(PatternSyntaxException wrong) {
        return wrong.getPattern() == null ? "" : wrong.getPattern();
    }

    /** Inserted values are quoted when it runs, so a letter may stand for them here. */
    private static com.google.re2j.Pattern compiled(Pattern pattern) {
        StringBuilder text = new StringBuilder();
        for (Template.Part part : pattern.parts()) {
            text.append(part instanceof Template.Characters characters ? characters.text() : "x");
        }
        return com.google.re2j.Pattern.compile(text.toString(), ValueReader.flags(pattern.flags()));
    }

    private Diagnostic diagnostic(String description, String fragment) {
        return switch (description) {
            case "missing closing )" -> unbalanced('(', "`(` is never closed.");
            case "regexp/syntax: internal error" -> unbalanced(')', "`)` has no `(` before it.");
            case "missing closing ]" -> at("[", "`[` is never closed.", "a bracket itself is `\\[`");
            case "missing argument to repetition operator" ->
                at(
                        fragment,
                        "`" + fragment + "` has nothing to repeat.",
                        "the character itself is `\\" + fragment + "`");
            case "invalid nested repetition operator" ->
                at(
                        fragment,
                        "`" + fragment + "` repeats a repetition.",
                        fragment.endsWith("+") ? "RE2 has no possessive repetition" : null);
            case "invalid repeat count" ->
                at(fragment, "`" + fragment + "` repeats too often.", "1000 times is the most");
            case "invalid escape sequence" -> at(fragment, "`" + fragment + "` is no escape of RE2.", escape(fragment));
            case "invalid character class range" -> at(fragment, "`" + fragment + "` stands for no characters.", null);
            case "trailing backslash at end of expression" ->
                place(source.length() - 1, source.length(), "The expression ends in the middle of an escape.", null);
            case "duplicate capture group name" ->
                at("<" + fragment + ">", "Two groups are named `" + fragment + "`.", null);
            case "invalid named capture", "invalid or unsupported Perl syntax" -> group(fragment);
            default -> place(0, source.length(), "RE2 cannot read this expression.", null);
        };
    }

    private Diagnostic group(String fragment) {
        for (Missing missing : Missing.values()) {
            if (fragment.startsWith(missing.opening)) {
                return at(
                        missing.opening,
                        "`" + missing.opening + "` is not part of RE2 syntax.",
                        "RE2 has no " + missing.name);
            }
        }
        if (fragment.startsWith("(?<") || fragment.startsWith("(?P<")) {
            return at(fragment, "This is no name for a group.", "a name is letters, digits and `_`");
        }
        return at(fragment, "`" + fragment + "` opens no group that RE2 knows.", null);
    }

    private enum Missing {
        AHEAD("(?=", "look-ahead"),
        NOT_AHEAD("(?!", "look-ahead"),
        BEHIND("(?<=", "look-behind"),
        NOT_BEHIND("(?<!", "look-behind"),
        ATOMIC("(?>", "atomic groups");

        private final String opening;
        private final String name;

        Missing(String opening, String name) {
            this.opening = opening;
            this.name = name;
        }
    }

    private static @Nullable String escape(String fragment) {
        if (fragment.length() > 1 && (Character.isDigit(fragment.charAt(1)) || fragment.startsWith("\\k"))) {
            return "RE2 has no back-references";
        }
        return fragment.equals("\\Z") ? "the end of the text is `\\z`" : null;
    }

    /** The bracket without a partner: the last open one, or the first that closes nothing. */
    private Diagnostic unbalanced(char wanted, String message) {
        java.util.ArrayDeque<Integer> open = new java.util.ArrayDeque<>();
        boolean set = false;
        for (int at = 0; at < source.length(); at++) {
            char c = source.charAt(at);
            if (c == '\\') {
                at++;
            } else if (set) {
                set = c != ']';
            } else if (c == '[') {
                set = true;
            } else if (c == '(') {
                open.push(at);
            } else if (c == ')' && open.poll() == null && wanted == ')') {
                return place(at, at + 1, message, "a parenthesis itself is `\\)`");
            }
        }
        int at = open.isEmpty() ? 0 : open.peek();
        return place(at, at + 1, message, "a parenthesis itself is `\\(`");
    }

    private Diagnostic at(String fragment, String message, @Nullable String hint) {
        int at = fragment.isEmpty() ? -1 : source.indexOf(fragment);
        return at < 0 ? place(0, source.length(), message, hint) : place(at, at + fragment.length(), message, hint);
    }

    private Diagnostic place(int from, int to, String message, @Nullable String hint) {
        Span span = pattern.span().part(from + 1, Math.max(from, to) + 1);
        return Diagnostic.error(span, message).withHint(hint);
    }
}
