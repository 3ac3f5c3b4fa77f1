package dev.parley.parse;

import dev.parley.source.Diagnostic;
import dev.parley.source.SourceFile;
import dev.parley.syntax.Script;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;

/** Text to tree. Stateless; safe for use by several threads. */
public final class ScriptParser {
    /** More than these of one file help nobody. */
    private static final int MOST_DIAGNOSTICS = 20;

    private ScriptParser() {}

    /** Parses a whole file and finds all its errors in one pass. */
    public static ParseResult parse(SourceFile file) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        ParleyParser.ScriptContext tree = tree(file, diagnostics);
        Building building = new Building(file, diagnostics);
        Script script = new Script(file, new ItemBuilder(building).items(tree));
        return new ParseResult(script, sorted(diagnostics));
    }

    /** The parse tree; in one attempt, since the grammar is as good in SLL as in LL. */
    static ParleyParser.ScriptContext tree(SourceFile file, List<Diagnostic> diagnostics) {
        ParleyLexer lexer = ParleyLexerBase.of(file);
        List<Token> tokens = new ArrayList<>();
        Token token = lexer.nextToken();
        while (token.getType() != Token.EOF) {
            tokens.add(token);
            token = lexer.nextToken();
        }
        tokens.add(token);
        diagnostics.addAll(lexer.diagnostics());
        List<Token> balanced = BraceBalance.balance(file, tokens, diagnostics);
        ParleyParser parser = new ParleyParser(new CommonTokenStream(new ListTokenSource(balanced, file.name())));
        parser.removeErrorListeners();
        parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
        parser.setErrorHandler(new ErrorRecovery(file, diagnostics::add));
        return parser.script();
    }

    /** By place, at most one a line beyond lexical ones, and not too many. */
    private static List<Diagnostic> sorted(List<Diagnostic> diagnostics) {
        if (diagnostics.isEmpty()) {
            return List.of();
        }
        Set<Integer> seen = new HashSet<>();
        return diagnostics.stream()
                .sorted(Comparator.comparingInt(d -> d.span().start()))
                .filter(d -> seen.add(d.span().start()))
                .limit(MOST_DIAGNOSTICS)
                .toList();
    }
}
