package dev.parley.parse;

import dev.parley.source.Diagnostic;
import dev.parley.source.SourceFile;
import dev.parley.source.Span;
import dev.parley.syntax.Expression;
import dev.parley.syntax.Name;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** What the builders of the tree share: places, names, expressions, and what is wrong. */
record Building(SourceFile file, List<Diagnostic> diagnostics) {
    Span span(ParserRuleContext context) {
        Token first = context.getStart();
        Token last = context.getStop() == null ? first : context.getStop();
        return span(first, last);
    }

    Span span(Token token) {
        return span(token, token);
    }

    Span span(Token first, Token last) {
        int start = Math.min(first.getStartIndex(), file.text().length());
        return new Span(
                file,
                start,
                Math.clamp((long) last.getStopIndex() + 1, start, file.text().length()));
    }

    Name name(ParserRuleContext context) {
        return new Name(span(context), context.getText());
    }

    Name name(Token token) {
        return new Name(span(token), token.getText());
    }

    /** A name that becomes a variable; Groovy would read a dash in it as a minus. */
    Name variable(ParserRuleContext context) {
        Name name = name(context);
        if (name.text().indexOf('-') >= 0) {
            error(
                    name.span(),
                    "The name of a variable holds no dash.",
                    "write `" + name.text().replace('-', '_') + "`");
        }
        return name;
    }

    /** Groovy between two offsets. */
    Expression expression(int start, int end) {
        int from = start;
        int to = end;
        while (from < to && Character.isWhitespace(file.text().charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(file.text().charAt(to - 1))) {
            to--;
        }
        Span span = new Span(file, from, to);
        if (from == to) {
            error(new Span(file, start, end), "An expression is missing here.", null);
        }
        return new Expression(span, GroovyExtent.withoutComments(file.text(), from, to));
    }

    /** Groovy that is a whole token. */
    Expression expression(Token token) {
        return expression(token.getStartIndex(), token.getStopIndex() + 1);
    }

    /** Groovy in parentheses. */
    Expression parenthesized(Token token) {
        return expression(token.getStartIndex() + 1, Math.max(token.getStartIndex() + 1, token.getStopIndex()));
    }

    /** Groovy in {@code ${…}}. */
    Expression inserted(Token token) {
        return expression(token.getStartIndex() + 2, Math.max(token.getStartIndex() + 2, token.getStopIndex()));
    }

    void error(Span span, String message, @Nullable String hint) {
        diagnostics.add(Diagnostic.error(span, message).withHint(hint));
    }
}
