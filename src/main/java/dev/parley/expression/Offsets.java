package dev.parley.expression;

import dev.parley.source.SourceFile;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.syntax.Token;

/** Offsets in an expression's text for Groovy's lines and columns, which count code points. */
final class Offsets {
    private final SourceFile text;

    Offsets(String text) {
        this.text = new SourceFile("expression", text);
    }

    int start(ASTNode node) {
        return at(node.getLineNumber(), node.getColumnNumber());
    }

    int end(ASTNode node) {
        return at(node.getLastLineNumber(), node.getLastColumnNumber());
    }

    int at(Token token) {
        return at(token.getStartLine(), token.getStartColumn());
    }

    /** @param line counted from 1, as is the column; what lies outside is moved inside */
    int at(int line, int column) {
        if (line < 1) {
            return 0;
        }
        if (line > text.lineCount()) {
            return text.text().length();
        }
        int start = text.startOfLine(line);
        int inLine = Math.min(
                Math.max(column - 1, 0),
                text.text().codePointCount(start, text.text().length()));
        return text.text().offsetByCodePoints(start, inLine);
    }
}
