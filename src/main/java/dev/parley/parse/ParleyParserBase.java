package dev.parley.parse;

import java.util.Collection;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/** What the rules of the grammar ask of the parser, so that a mistake gets a message of its own. */
public abstract class ParleyParserBase extends Parser {
    /** For the generated parser. */
    protected ParleyParserBase(TokenStream input) {
        super(input);
    }

    /** A statement, an item or an assertion ends at a line end, at {@code ;} or before the closing brace. */
    protected void endOfStatement() {
        switch (getInputStream().LA(1)) {
            case ParleyLexer.NEWLINE, ParleyLexer.SEMICOLON, ParleyLexer.CLOSE_BRACE, Token.EOF -> {}
            default -> throw recovery().surplus(this);
        }
    }

    // A line that no rule fits as a whole: one that begins right is parsed by its rule for the error deeper in.

    protected void unknownItem() {
        unknown("item", Words.ITEMS, parser()::item);
    }

    protected void unknownStatement() {
        unknown("statement", Words.STATEMENTS, parser()::statement);
    }

    protected void unknownSubject() {
        unknown("part of a reply", Words.SUBJECTS, parser()::assertion);
    }

    protected void unknownOption() {
        unknown("option", Words.OPTIONS, parser()::option);
    }

    protected void unknownMessage() {
        unknown("part of a mailbox", Words.MESSAGES, parser()::messageEntry);
    }

    protected void unknownExpectation() {
        unknown("answer", Words.EXPECTATIONS, parser()::alternative);
    }

    private void unknown(String what, Collection<String> known, Runnable rule) {
        if (known.contains(getCurrentToken().getText())) {
            rule.run();
        }
        throw recovery().unknown(this, what, known);
    }

    private ParleyParser parser() {
        return (ParleyParser) this;
    }

    private ErrorRecovery recovery() {
        return (ErrorRecovery) getErrorHandler();
    }
}
