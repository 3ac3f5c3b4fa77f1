package dev.parley.parse;

import dev.parley.source.Diagnostic;
import dev.parley.source.SourceFile;
import dev.parley.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/**
 * What the lexer's rules cannot say: where strings, regular expressions and Groovy end, and which line ends count.
 *
 * <p>The state is what has been seen of the current statement; it begins anew at a line end, {@code ;} and braces. What
 * is wrong inside a token is reported here, and the parser gets a token as if it were right.
 */
public abstract class ParleyLexerBase extends Lexer {
    private static final int NONE = Token.INVALID_TYPE;
    private static final Set<Integer> VERDICTS =
            Set.of(ParleyLexer.DEVIATION, ParleyLexer.NOTE, ParleyLexer.PASS, ParleyLexer.SKIP_TEST, ParleyLexer.FAIL);
    private static final Set<Integer> STATUSES =
            Set.of(ParleyLexer.STATUS_OK, ParleyLexer.STATUS_ERR, ParleyLexer.PLUS, ParleyLexer.ANY);

    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private @Nullable SourceFile file;
    private String text = "";
    private int first = NONE;
    private int firstStart = -1;
    private int previous = NONE;
    private int previousStart = -1;
    private int openBrackets;
    private boolean groovyNext;

    /** For the generated lexer. */
    protected ParleyLexerBase(CharStream input) {
        super(input);
    }

    /** Lexes a file from its beginning. */
    static ParleyLexer of(SourceFile file) {
        ParleyLexer lexer = new ParleyLexer(new TextStream(file.name(), file.text()));
        lexer.removeErrorListeners();
        ParleyLexerBase base = lexer;
        base.file = file;
        base.text = file.text();
        return lexer;
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    @Override
    public Token nextToken() {
        if (groovyNext) {
            int c = getInputStream().LA(1);
            if (c != ' ' && c != '\t') {
                groovyNext = false;
                Token groovy = groovy();
                if (groovy != null) {
                    note(groovy);
                    return groovy;
                }
            }
        }
        Token token = super.nextToken();
        if (rowIdHere()) {
            token = rowId(token);
        }
        if (token.getChannel() == Token.DEFAULT_CHANNEL) {
            note(token);
        }
        return token;
    }

    private void note(Token token) {
        int type = token.getType();
        boolean startsStatement = first == NONE;
        switch (type) {
            case ParleyLexer.NEWLINE, ParleyLexer.SEMICOLON, ParleyLexer.OPEN_BRACE, ParleyLexer.CLOSE_BRACE -> {
                first = NONE;
                firstStart = -1;
            }
            default -> {
                if (startsStatement) {
                    first = type;
                    firstStart = token.getStartIndex();
                }
            }
        }
        if (type == ParleyLexer.CLOSE_BRACKET && openBrackets > 0) {
            openBrackets--;
        }
        groovyNext =
                startsStatement && type == ParleyLexer.CHECK || type == ParleyLexer.ASSIGN && first == ParleyLexer.LET;
        previous = type;
        previousStart = token.getStartIndex();
    }

    private @Nullable Token groovy() {
        int start = getInputStream().index();
        GroovyExtent extent = GroovyExtent.measure(text, start, GroovyExtent.Until.STATEMENT_END);
        reportUnclosed(extent);
        int end = extent.end();
        while (end > start && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
            end--;
        }
        if (end == start) {
            return null;
        }
        getInputStream().seek(end);
        return new CommonToken(_tokenFactorySourcePair, ParleyLexer.GROOVY, Token.DEFAULT_CHANNEL, start, end - 1);
    }

    private void reportUnclosed(GroovyExtent extent) {
        if (extent.unclosed() >= 0) {
            char opener = text.charAt(extent.unclosed());
            boolean bracket = opener == '(' || opener == '[' || opener == '{';
            report(
                    extent.unclosed(),
                    extent.unclosed() + 1,
                    bracket ? "This `" + opener + "` is never closed." : "This Groovy expression does not end.",
                    bracket ? null : "a string of one line ends on that line");
        }
    }

    /** A row of the catalogue is named here, whose id may hold dots and dashes. */
    private boolean rowIdHere() {
        return first == ParleyLexer.COVERS || VERDICTS.contains(previous);
    }

    /** The whole id that this word begins; a keyword stays one. */
    private Token rowId(Token word) {
        int start = word.getStartIndex();
        if (start >= text.length() || !RowId.begins(text.charAt(start))) {
            return word;
        }
        int end = RowId.end(text, start);
        if (end == word.getStopIndex() + 1 && word.getType() != ParleyLexer.WORD) {
            return word;
        }
        getInputStream().seek(end);
        return new CommonToken(_tokenFactorySourcePair, ParleyLexer.ROW_ID, Token.DEFAULT_CHANNEL, start, end - 1);
    }

    // Actions of the lexer's rules: each is called with the first characters of its token already read.

    /** A quoted string or a text block; ends at its line's end when it is not closed. */
    protected void string() {
        int start = _tokenStartCharIndex;
        if (text.startsWith("\"\"\"", start)) {
            textBlock(start);
            return;
        }
        int at = closer('"', start + 1);
        boolean closed = at < text.length() && text.charAt(at) == '"';
        if (!closed) {
            report(start, start + 1, "The string is not closed on its line.", "put a `\"` at its end");
        }
        getInputStream().seek(closed ? at + 1 : at);
    }

    private void textBlock(int start) {
        int at = start + 3;
        while (at < text.length() && !text.startsWith("\"\"\"", at)) {
            if (text.charAt(at) == '\\') {
                at += 2;
            } else if (text.startsWith("${", at)) {
                at = inserted(at);
            } else {
                at++;
            }
        }
        boolean closed = text.startsWith("\"\"\"", at);
        if (!closed) {
            report(start, start + 3, "The text block is never closed.", "put `\"\"\"` at its end");
        }
        getInputStream().seek(Math.min(closed ? at + 3 : at, text.length()));
    }

    /** Where a delimiter stands on this line, over escapes and insertions; else the line's end. */
    private int closer(char delimiter, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != delimiter && !isLineEnd(at)) {
            if (text.charAt(at) == '\\' && at + 1 < text.length() && !isLineEnd(at + 1)) {
                at += 2;
            } else if (text.startsWith("${", at)) {
                at = inserted(at);
            } else {
                at++;
            }
        }
        return at;
    }

    /** Skips an insertion; one that does not end is reported and skipped as two characters. */
    private int inserted(int at) {
        GroovyExtent extent = GroovyExtent.measure(text, at + 2, GroovyExtent.Until.BRACE_ON_LINE);
        if (extent.unclosed() >= 0) {
            report(at, at + 2, "This `${` is never closed on its line.", null);
            return at + 2;
        }
        return extent.end() + 1;
    }

    /** A raw string; ends at its line's end when it is not closed. */
    protected void rawString() {
        int start = _tokenStartCharIndex;
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != '\'' && !isLineEnd(at)) {
            at++;
        }
        boolean closed = at < text.length() && text.charAt(at) == '\'';
        if (!closed) {
            report(start, start + 1, "The raw string is not closed on its line.", "put a `'` at its end");
        }
        getInputStream().seek(closed ? at + 1 : at);
    }

    /** A regular expression with its flags; {@code //} is taken for a comment of another language. */
    protected void regex() {
        int start = _tokenStartCharIndex;
        if (text.startsWith("//", start)) {
            report(start, start + 2, "This looks like a comment.", "comments start with `#`");
            getInputStream().seek(lineEnd(start));
            setChannel(ParleyLexer.COMMENTS);
            return;
        }
        int at = closer('/', start + 1);
        boolean closed = at < text.length() && text.charAt(at) == '/';
        if (!closed) {
            report(
                    start,
                    start + 1,
                    "The regular expression is not closed on its line.",
                    "it ends with `/`; a slash inside is written `\\/`, also in a class");
            getInputStream().seek(at);
            return;
        }
        at++;
        int flags = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        for (int i = flags; i < at; i++) {
            if ("ims".indexOf(text.charAt(i)) < 0) {
                report(
                        i,
                        i + 1,
                        "There is no flag `" + text.charAt(i) + "`.",
                        "flags are `i`, `m` and `s`; a slash inside is written `\\/`, also in a class");
                break;
            }
        }
        getInputStream().seek(at);
    }

    /** An insertion standing alone. */
    protected void insert() {
        int start = _tokenStartCharIndex;
        getInputStream().seek(inserted(start));
    }

    /** A parenthesis: of a procedure's declaration, of a call, or around Groovy. */
    protected void parenthesis() {
        if (first == ParleyLexer.PROCEDURE) {
            return;
        }
        int start = _tokenStartCharIndex;
        boolean call = previous == ParleyLexer.WORD && previousStart == firstStart;
        GroovyExtent extent = GroovyExtent.measure(text, start + 1, GroovyExtent.Until.PARENTHESIS);
        if (extent.unclosed() >= 0) {
            report(
                    extent.unclosed() == start + 1 ? start : extent.unclosed(),
                    extent.unclosed() == start + 1 ? start + 1 : extent.unclosed() + 1,
                    "This `" + (extent.unclosed() == start + 1 ? '(' : text.charAt(extent.unclosed()))
                            + "` is never closed.",
                    null);
        }
        setType(call ? ParleyLexer.CALL_ARGUMENTS : ParleyLexer.GROOVY_PAREN);
        getInputStream().seek(extent.unclosed() >= 0 ? Math.max(extent.end(), start + 1) : extent.end() + 1);
    }

    /** A response code, or a list: line ends inside do not count, if it ends before the next brace. */
    protected void bracket() {
        int start = _tokenStartCharIndex;
        int code = STATUSES.contains(previous) ? codeEnd(start) : -1;
        if (code >= 0) {
            setType(ParleyLexer.RESPONSE_CODE);
            getInputStream().seek(code);
        } else if (ListExtent.isClosed(text, start)) {
            openBrackets++;
        } else {
            report(start, start + 1, "This `[` is never closed.", null);
        }
    }

    /** Behind the bracket that closes a response code on its line; -1 when there is none. */
    private int codeEnd(int start) {
        int at = start + 1;
        while (at < text.length() && "]\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at < text.length() && text.charAt(at) == ']' ? at + 1 : -1;
    }

    /** A line end counts unless the line goes on: in a list, after a comma, before {@code else}. */
    protected void newline() {
        boolean beforeElse = previous == ParleyLexer.CLOSE_BRACE && nextWordIs("else");
        if (openBrackets > 0 || previous == ParleyLexer.COMMA || beforeElse) {
            setChannel(ParleyLexer.BLANKS);
        }
    }

    private boolean nextWordIs(String word) {
        int at = getInputStream().index();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                at = lineEnd(at);
            } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                at++;
            } else {
                break;
            }
        }
        int end = at + word.length();
        return text.startsWith(word, at) && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    }

    /** Digits with letters behind them that are no unit. */
    protected void badNumber() {
        String written = getText();
        String hint = written.endsWith("min") || written.endsWith("sec") || written.endsWith("h")
                ? "durations are written `250ms`, `2s` or `5m`"
                : "durations are written `2s`, sizes `64KB`, and a name begins with a letter";
        report(_tokenStartCharIndex, getInputStream().index(), "`" + written + "` is no number.", hint);
    }

    /** A sign with letters behind it that is no status. */
    protected void badStatus() {
        String written = getText();
        boolean negative = written.startsWith("-");
        boolean number = Character.isDigit(written.charAt(1));
        report(
                _tokenStartCharIndex,
                getInputStream().index(),
                number ? "A number carries no sign here." : "`" + written + "` is no status of a reply.",
                number
                        ? "a number with a sign stands in parentheses: `(" + written + ")`"
                        : "write `" + (negative ? "-ERR" : "+OK") + "`");
        setType(number ? ParleyLexer.INTEGER : negative ? ParleyLexer.STATUS_ERR : ParleyLexer.STATUS_OK);
    }

    /** A character that no token begins with. */
    protected void stray() {
        int start = _tokenStartCharIndex;
        int c = text.codePointAt(start);
        if (c == '\r') {
            report(start, start + 1, "A carriage return stands alone here.", "lines end with LF or CRLF");
        } else if (Character.isISOControl(c)) {
            report(start, start + 1, "A control character stands here.", "write it in a string: `\\x00`");
        } else if (!Character.isLowSurrogate((char) c)) {
            report(
                    start,
                    start + Character.charCount(c),
                    "`" + Character.toString(c) + "` means nothing here.",
                    c == '-' ? "a negative number stands in parentheses: `(-1)`" : null);
        }
    }

    private boolean isLineEnd(int at) {
        char c = text.charAt(at);
        return c == '\n' || c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        if (end < 0) {
            return text.length();
        }
        return end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    private void report(int start, int end, String message, @Nullable String hint) {
        SourceFile where = file;
        if (where != null) {
            Span span = new Span(where, start, Math.min(end, text.length()));
            diagnostics.add(Diagnostic.error(span, message).withHint(hint));
        }
    }
}
