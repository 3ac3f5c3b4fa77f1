package dev.parley.parse;

import dev.parley.source.Diagnostic;
import dev.parley.source.SourceFile;
import dev.parley.source.Span;
import dev.parley.source.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.NoViableAltException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATNConfig;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.Transition;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong and goes on behind it. A rule that fails hands its error up to the line, assertion, alternative or
 * option it stands in; only these go on, behind the next line end. A block that such a line still has is parsed on its
 * own, so that one mistake in a header does not hide those in the body.
 *
 * <p>Unlike ANTLR's own strategy it neither deletes nor inserts tokens: both cross lines and invent structure.
 */
final class ErrorRecovery extends DefaultErrorStrategy {
    /** An error that has been reported already. */
    private static final class Reported extends RecognitionException {
        private static final long serialVersionUID = 1;

        Reported(Parser parser) {
            super(parser, parser.getInputStream(), parser.getContext());
            setOffendingToken(parser.getCurrentToken());
        }
    }

    private static final Set<Integer> LINES = Set.of(
            ParleyParser.RULE_line,
            ParleyParser.RULE_fileLine,
            ParleyParser.RULE_assertionLine,
            ParleyParser.RULE_alternativeLine,
            ParleyParser.RULE_optionLine,
            ParleyParser.RULE_messageLine,
            ParleyParser.RULE_script);

    private static final int MOST_WORDS = 6;

    private final SourceFile file;
    private final Consumer<Diagnostic> report;
    private final List<ATNState> asked = new ArrayList<>();
    private int askedAt = -1;
    private boolean recovering;

    ErrorRecovery(SourceFile file, Consumer<Diagnostic> report) {
        this.file = file;
        this.report = report;
    }

    /** Takes note of what could stand here; a loop or an option that ends is no error yet. */
    @Override
    public void sync(Parser parser) {
        int index = parser.getInputStream().index();
        if (index != askedAt) {
            asked.clear();
            askedAt = index;
        }
        asked.add(parser.getInterpreter().atn.states.get(parser.getState()));
    }

    @Override
    public Token recoverInline(Parser parser) {
        throw new InputMismatchException(parser);
    }

    @Override
    public void reportMatch(Parser parser) {}

    @Override
    public boolean inErrorRecoveryMode(Parser parser) {
        return recovering;
    }

    @Override
    public void reportError(Parser parser, RecognitionException error) {
        if (recovering) {
            return;
        }
        recovering = true;
        if (error instanceof Reported) {
            return;
        }
        Token found = error.getOffendingToken() == null ? parser.getCurrentToken() : error.getOffendingToken();
        IntervalSet expected = expected(parser, error, found);
        if (found.getType() == ParleyLexer.ASSIGN && expected.contains(ParleyLexer.EQUAL)) {
            say(found, "A single `=` compares nothing.", "use `==`");
            return;
        }
        Set<String> words = Words.describe(expected);
        String hint = hint(parser, found);
        String wanted = words.size() > MOST_WORDS ? category(words) : join(words);
        say(
                found,
                "Expected " + wanted + ", but found " + shown(found) + ".",
                hint == null
                        ? Spelling.didYouMean(text(found), Words.keywords(expected))
                                .orElse(null)
                        : hint);
    }

    /** What users of other languages write. */
    private static @Nullable String hint(Parser parser, Token found) {
        Token before = parser.getInputStream().LT(-1);
        if (before == null) {
            return null;
        }
        if (before.getType() == ParleyLexer.IF || before.getType() == ParleyLexer.NOT) {
            return "a Groovy condition stands in parentheses: `if (count > 3)`";
        }
        boolean unit = text(found).matches("ms|s|sec|m|min|B|KB|MB|GB");
        return before.getType() == ParleyLexer.INTEGER && unit
                ? "write `" + before.getText() + text(found) + "` without a blank"
                : null;
    }

    private static String category(Set<String> words) {
        if (words.contains("`+OK`")) {
            return join(
                    Words.EXPECTATIONS.stream().map(word -> "`" + word + "`").toList());
        }
        if (words.contains("`text`") && words.contains("`lines`")) {
            return "a part of the reply such as `text` or `lines`";
        }
        if (words.contains("`connect`")) {
            return "a statement";
        }
        return words.contains("`==`")
                ? "a predicate such as `==`, `~` or `contains`"
                : join(words.stream().limit(MOST_WORDS).toList()) + " or the like";
    }

    private IntervalSet expected(Parser parser, RecognitionException error, Token found) {
        IntervalSet expected = new IntervalSet();
        if (error instanceof NoViableAltException failed && failed.getDeadEndConfigs() != null) {
            // What would have gone on, from where the prediction got to.
            for (ATNConfig config : failed.getDeadEndConfigs()) {
                for (Transition transition : config.state.getTransitions()) {
                    if (!transition.isEpsilon() && transition.label() != null) {
                        expected.addAll(transition.label());
                    }
                }
            }
        } else if (error instanceof InputMismatchException && error.getExpectedTokens() != null) {
            expected.addAll(error.getExpectedTokens());
        } else {
            expected.addAll(parser.getATN().nextTokens(parser.getATN().states.get(parser.getState())));
        }
        if (found.getTokenIndex() == askedAt) {
            for (ATNState state : asked) {
                expected.addAll(parser.getATN().nextTokens(state));
            }
        }
        expected.remove(Token.EPSILON);
        return expected;
    }

    /** Something stands behind the end of a statement. */
    RecognitionException surplus(Parser parser) {
        Token found = parser.getCurrentToken();
        if (!recovering) {
            IntervalSet expected = new IntervalSet();
            if (found.getTokenIndex() == askedAt) {
                asked.forEach(state -> expected.addAll(parser.getATN().nextTokens(state)));
            }
            expected.remove(Token.EPSILON);
            String word = text(found);
            String meant = Spelling.didYouMean(word, Words.keywords(expected)).orElse(null);
            if (Words.STATEMENTS.contains(word) || Words.ITEMS.contains(word)) {
                say(found, "A second statement begins on this line.", "put `;` or a new line before `" + word + "`");
            } else if (expected.contains(found.getType())) {
                say(found, "What belongs behind " + shown(found) + " is missing or wrong.", null);
            } else {
                say(
                        found,
                        "The statement should end before " + shown(found) + ".",
                        meant == null ? hint(parser, found) : meant);
            }
            recovering = true;
        }
        return new Reported(parser);
    }

    /** A line begins with nothing that could begin one. */
    RecognitionException unknown(Parser parser, String what, Collection<String> known) {
        Token found = parser.getCurrentToken();
        if (!recovering) {
            String word = text(found);
            boolean isWord = !word.isEmpty() && Character.isLetter(word.charAt(0));
            String misplaced = misplaced(what, word);
            if (found.getType() == ParleyLexer.OPEN_BRACE) {
                say(found, "A block stands here on its own.", "a block belongs to a statement such as `given` or `if`");
            } else if (misplaced != null) {
                say(found, misplaced, null);
            } else if (isWord) {
                say(
                        found,
                        "There is no " + what + " `" + word + "`.",
                        Spelling.didYouMean(word, known)
                                .orElse(known.size() <= 12 ? "there are " + String.join(", ", known) : null));
            } else {
                say(found, "No " + what + " begins with " + shown(found) + ".", null);
            }
            recovering = true;
        }
        return new Reported(parser);
    }

    private static @Nullable String misplaced(String what, String word) {
        if (what.equals("item") && Words.STATEMENTS.contains(word)) {
            return "`" + word + "` stands in a test, not at file level.";
        }
        if (what.equals("part of a reply") && Words.STATEMENTS.contains(word)) {
            return "`" + word + "` is a statement and stands in no block of assertions.";
        }
        if (what.equals("statement")
                && Set.of("suite", "include", "before", "after", "procedure", "test")
                        .contains(word)) {
            return "`" + word + "` stands at file level, not in a block.";
        }
        return null;
    }

    @Override
    public void recover(Parser parser, RecognitionException error) {
        if (!LINES.contains(parser.getContext().getRuleIndex())) {
            throw error;
        }
        int firstWord = parser.getContext().getStart().getType();
        int depth = openedSince(parser, parser.getContext().getStart().getTokenIndex());
        while (true) {
            int type = parser.getInputStream().LA(1);
            if (type == Token.EOF || type == ParleyLexer.CLOSE_BRACE && depth == 0) {
                break;
            }
            if (depth > 0) {
                depth += type == ParleyLexer.OPEN_BRACE ? 1 : type == ParleyLexer.CLOSE_BRACE ? -1 : 0;
                parser.consume();
                continue;
            }
            if (type == ParleyLexer.NEWLINE || type == ParleyLexer.SEMICOLON) {
                break;
            }
            if (type == ParleyLexer.OPEN_BRACE) {
                recovering = false;
                body((ParleyParser) parser, firstWord);
                recovering = true;
            } else {
                parser.consume();
            }
        }
        recovering = false;
    }

    /** How many braces this line has opened that are still open where it failed. */
    private static int openedSince(Parser parser, int firstToken) {
        int depth = 0;
        for (int i = firstToken; i < parser.getInputStream().index(); i++) {
            Token token = parser.getInputStream().get(i);
            if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                depth += token.getType() == ParleyLexer.OPEN_BRACE
                        ? 1
                        : token.getType() == ParleyLexer.CLOSE_BRACE ? -1 : 0;
            }
        }
        return Math.max(depth, 0);
    }

    /** Parses the block of a line whose beginning was wrong. */
    private static void body(ParleyParser parser, int firstWord) {
        switch (firstWord) {
            case ParleyLexer.EXPECT, ParleyLexer.EVERY, ParleyLexer.STATUS_OK, ParleyLexer.STATUS_ERR ->
                parser.assertionBlock();
            case ParleyLexer.CONNECT, ParleyLexer.STARTTLS, ParleyLexer.HANDSHAKE -> parser.options_();
            default -> parser.block();
        }
    }

    private void say(Token token, String message, @Nullable String hint) {
        int start = Math.min(token.getStartIndex(), file.text().length());
        int end = token.getType() == Token.EOF || token.getType() == ParleyLexer.NEWLINE
                ? start
                : Math.clamp((long) token.getStopIndex() + 1, start, file.text().length());
        report.accept(Diagnostic.error(new Span(file, start, end), message).withHint(hint));
    }

    private static String text(Token token) {
        return token.getType() == Token.EOF || token.getText() == null ? "" : token.getText();
    }

    private static String shown(Token token) {
        return switch (token.getType()) {
            case Token.EOF -> "the end of the file";
            case ParleyLexer.NEWLINE -> "the end of the line";
            default -> {
                String text = text(token);
                yield "`" + (text.length() > 30 ? text.substring(0, 30) + "…" : text) + "`";
            }
        };
    }

    private static String join(Collection<String> words) {
        List<String> list = List.copyOf(words);
        if (list.size() < 2) {
            return list.isEmpty() ? "something else" : list.getFirst();
        }
        return String.join(", ", list.subList(0, list.size() - 1)) + " or " + list.getLast();
    }
}
