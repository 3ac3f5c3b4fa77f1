package dev.parley.program;

import dev.parley.expression.Compiled;
import dev.parley.source.Diagnostic;
import dev.parley.source.SourceFile;
import dev.parley.syntax.Expression;
import dev.parley.syntax.Item;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A script ready to run, its includes resolved.
 *
 * @param file the script itself
 * @param path where it was read, or null for standard input
 * @param directory what its paths are relative to
 * @param suite the name in reports
 * @param tests in the order of the file, data-driven ones expanded
 * @param lets of the file and its includes, in order of evaluation
 * @param before blocks to run before each test, includes' first
 * @param after blocks to run after each test
 * @param everyReply assertions on every reply
 * @param procedures by name
 * @param looksIntoMessages whether anything here can look into a message, and not only at its size
 * @param expressions what each expression of the tree was compiled to, by identity
 * @param directories what the paths written in each file are relative to
 * @param warnings what is doubtful, in the order of the file
 */
public record Program(
        SourceFile file,
        @org.jspecify.annotations.Nullable Path path,
        Path directory,
        String suite,
        List<TestCase> tests,
        List<Item.Let> lets,
        List<Item.Before> before,
        List<Item.After> after,
        List<Item.EveryReply> everyReply,
        Map<String, Item.Procedure> procedures,
        boolean readOnly,
        boolean looksIntoMessages,
        IdentityHashMap<Expression, Compiled> expressions,
        Map<SourceFile, Path> directories,
        List<Diagnostic> warnings) {
    public Program {
        tests = List.copyOf(tests);
        lets = List.copyOf(lets);
        before = List.copyOf(before);
        after = List.copyOf(after);
        everyReply = List.copyOf(everyReply);
        procedures = Map.copyOf(procedures);
        directories = Map.copyOf(directories);
        warnings = List.copyOf(warnings);
    }

    /** What an expression of this script was compiled to. */
    public Compiled compiled(Expression expression) {
        Compiled compiled = expressions.get(expression);
        if (compiled == null) {
            throw new IllegalArgumentException("not an expression of this script: " + expression.span());
        }
        return compiled;
    }
}
