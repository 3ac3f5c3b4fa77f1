package dev.parley.parse;

import dev.parley.source.Diagnostic;
import dev.parley.source.SourceFile;
import dev.parley.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Makes the braces of a file fit before it is parsed, so that one missing brace is one message, at the brace that was
 * opened, and everything else is still understood. A word of the file level in the first column closes what is open.
 */
final class BraceBalance {
    private static final Set<Integer> FILE_LEVEL = Set.of(
            ParleyLexer.SUITE,
            ParleyLexer.INCLUDE,
            ParleyLexer.BEFORE,
            ParleyLexer.AFTER,
            ParleyLexer.EVERY,
            ParleyLexer.PROCEDURE,
            ParleyLexer.TEST);

    private final SourceFile file;
    private final List<Diagnostic> diagnostics;
    private final List<Token> balanced = new ArrayList<>();
    private final Deque<Token> open = new ArrayDeque<>();

    private BraceBalance(SourceFile file, List<Diagnostic> diagnostics) {
        this.file = file;
        this.diagnostics = diagnostics;
    }

    /** The tokens with braces added where they are missing and hidden where they are too many. */
    static List<Token> balance(SourceFile file, List<Token> tokens, List<Diagnostic> diagnostics) {
        BraceBalance balance = new BraceBalance(file, diagnostics);
        tokens.forEach(balance::take);
        return balance.balanced;
    }

    private void take(Token token) {
        if (token.getChannel() != Token.DEFAULT_CHANNEL) {
            balanced.add(token);
            return;
        }
        int type = token.getType();
        boolean newItem = FILE_LEVEL.contains(type) && file.columnOf(token.getStartIndex()) == 1;
        if (type == Token.EOF || newItem) {
            closeAll(token);
        }
        switch (type) {
            case ParleyLexer.OPEN_BRACE -> open.push(token);
            case ParleyLexer.CLOSE_BRACE -> {
                if (open.isEmpty()) {
                    report(token, "This `}` closes nothing.");
                    ((CommonToken) token).setChannel(ParleyLexer.BLANKS);
                } else {
                    closeByIndentation(token);
                }
            }
            default -> {}
        }
        balanced.add(token);
    }

    /** A brace that stands under an outer block's first letter closes that one; those inside were left open. */
    private void closeByIndentation(Token closer) {
        boolean first = isFirstOnLine(closer);
        if (first && indentation(open.peek()) != column(closer) && lineOf(open.peek()) != lineOf(closer)) {
            boolean fitsOuter = open.stream().skip(1).anyMatch(outer -> indentation(outer) == column(closer));
            if (fitsOuter && indentation(open.peek()) > column(closer)) {
                while (indentation(open.peek()) != column(closer)) {
                    Token unclosed = open.pop();
                    reportUnclosed(unclosed, closer);
                    addCloser(closer);
                }
            }
        }
        open.pop();
    }

    private void closeAll(Token next) {
        boolean reported = false;
        while (!open.isEmpty()) {
            Token unclosed = open.pop();
            if (!reported) {
                reportUnclosed(unclosed, next);
                reported = true;
            }
            addCloser(next);
        }
    }

    private void addCloser(Token before) {
        CommonToken closer = new CommonToken(ParleyLexer.CLOSE_BRACE, "}");
        closer.setStartIndex(before.getStartIndex());
        closer.setStopIndex(before.getStartIndex() - 1);
        closer.setLine(before.getLine());
        balanced.add(closer);
        CommonToken end = new CommonToken(closer);
        end.setType(ParleyLexer.NEWLINE);
        end.setText("");
        balanced.add(end);
    }

    private void reportUnclosed(Token opener, Token noticed) {
        int line = lineOf(noticed);
        report(
                opener,
                "This `{` is never closed" + (noticed.getType() == Token.EOF ? "" : " (noticed at line " + line + ")")
                        + ".");
    }

    private void report(Token token, String message) {
        diagnostics.add(Diagnostic.error(new Span(file, token.getStartIndex(), token.getStopIndex() + 1), message));
    }

    private int lineOf(Token token) {
        return file.lineOf(Math.min(token.getStartIndex(), file.text().length()));
    }

    private int column(Token token) {
        return file.columnOf(token.getStartIndex());
    }

    private boolean isFirstOnLine(Token token) {
        int start = file.startOfLine(lineOf(token));
        return file.text().substring(start, token.getStartIndex()).isBlank();
    }

    /** The column of the first letter on the line where a block was opened. */
    private int indentation(Token opener) {
        String line = file.line(lineOf(opener));
        return line.length() - line.stripLeading().length() + 1;
    }
}
