package dev.parley.parse;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.Vocabulary;
import org.antlr.v4.runtime.misc.IntervalSet;

/** The words that can begin a thing, and tokens as users call them. */
final class Words {
    static final List<String> ITEMS = List.of(
            "suite",
            "tags",
            "require",
            "include",
            "let",
            "read only",
            "strict wire",
            "before",
            "after",
            "every reply",
            "procedure",
            "test",
            "timeout",
            "mailbox");

    static final List<String> STATEMENTS = List.of(
            "connect",
            "starttls",
            "handshake",
            "send",
            "expect",
            "capture",
            "collect",
            "record",
            "let",
            "check",
            "deviation",
            "note",
            "pass",
            "skip",
            "fail",
            "if",
            "for",
            "repeat",
            "eventually",
            "given",
            "defer",
            "on",
            "parallel",
            "barrier",
            "log",
            "wait",
            "close",
            "abort",
            "login",
            "quit",
            "deliver",
            "reset",
            "action",
            "covers",
            "tags",
            "timeout",
            "require",
            "strict",
            "known",
            "mailbox");

    static final List<String> SUBJECTS = List.of(
            "text",
            "code",
            "challenge",
            "elapsed",
            "lines",
            "line",
            "each",
            "has",
            "lacks",
            "message",
            "header",
            "body",
            "octets",
            "raw",
            "count",
            "not");

    static final List<String> OPTIONS =
            List.of("verify", "ca", "servername", "versions", "ciphers", "certificate", "timeout");

    static final List<String> MESSAGES = List.of("message", "for");

    static final List<String> EXPECTATIONS =
            List.of("+OK", "-ERR", "+", "any", "close", "reset", "end", "nothing", "octets", "replies");

    private static final Map<Integer, String> NAMED = Map.ofEntries(
            Map.entry(ParleyLexer.WORD, "a name"),
            Map.entry(ParleyLexer.STRING, "a string"),
            Map.entry(ParleyLexer.RAW_STRING, "a string"),
            Map.entry(ParleyLexer.REGEX, "a regular expression"),
            Map.entry(ParleyLexer.GROOVY, "a Groovy expression"),
            Map.entry(ParleyLexer.GROOVY_PAREN, "an expression in parentheses"),
            Map.entry(ParleyLexer.CALL_ARGUMENTS, "arguments in parentheses"),
            Map.entry(ParleyLexer.INSERT, "`${…}`"),
            Map.entry(ParleyLexer.INTEGER, "a number"),
            Map.entry(ParleyLexer.DECIMAL, "a number"),
            Map.entry(ParleyLexer.DURATION, "a duration"),
            Map.entry(ParleyLexer.SIZE, "a size"),
            Map.entry(ParleyLexer.RESPONSE_CODE, "a response code such as `[AUTH]`"),
            Map.entry(ParleyLexer.ROW_ID, "the id of a requirement"),
            Map.entry(ParleyLexer.NEWLINE, "the end of the line"),
            Map.entry(ParleyLexer.SEMICOLON, "the end of the line"),
            Map.entry(org.antlr.v4.runtime.Token.EOF, "the end of the file"));

    private Words() {}

    /** What may stand here, in words: whole categories where a set has one, at most so many entries. */
    static Set<String> describe(IntervalSet expected) {
        IntervalSet rest = new IntervalSet(expected);
        Set<String> words = new LinkedHashSet<>();
        boolean value = rest.contains(ParleyLexer.INTEGER) && rest.contains(ParleyLexer.GROOVY_PAREN);
        boolean name = rest.contains(ParleyLexer.WORD) && rest.contains(ParleyLexer.SUITE);
        if (value) {
            words.add("a value");
            for (int type : new int[] {
                ParleyLexer.STRING, ParleyLexer.RAW_STRING, ParleyLexer.INTEGER, ParleyLexer.DECIMAL,
                ParleyLexer.DURATION, ParleyLexer.SIZE, ParleyLexer.GROOVY_PAREN, ParleyLexer.INSERT,
                ParleyLexer.OPEN_BRACKET
            }) {
                rest.remove(type);
            }
        } else if (name) {
            words.add("a name");
        }
        if (name) {
            rest = rest.and(IntervalSet.of(ParleyLexer.DURATION, ParleyLexer.OTHER));
        }
        for (int type : rest.toList()) {
            words.add(word(type));
        }
        return words;
    }

    /** The keywords in a set, as a user may have mistyped them. */
    static Set<String> keywords(IntervalSet expected) {
        Vocabulary vocabulary = ParleyParser.VOCABULARY;
        return expected.toList().stream()
                .map(vocabulary::getLiteralName)
                .filter(literal -> literal != null && literal.matches("'[a-z+-][A-Za-z]*'"))
                .map(literal -> literal.substring(1, literal.length() - 1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String word(int type) {
        String named = NAMED.get(type);
        if (named != null) {
            return named;
        }
        String literal = ParleyParser.VOCABULARY.getLiteralName(type);
        return literal == null
                ? ParleyParser.VOCABULARY.getSymbolicName(type).toLowerCase(Locale.ROOT)
                : "`" + literal.substring(1, literal.length() - 1) + "`";
    }
}
