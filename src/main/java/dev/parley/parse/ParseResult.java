package dev.parley.parse;

import dev.parley.source.Diagnostic;
import dev.parley.syntax.Script;
import java.util.List;

/**
 * What came of parsing a file.
 *
 * @param script what was understood; parts with errors are left out
 * @param diagnostics in the order of the file; without errors, the script is the whole file
 */
public record ParseResult(Script script, List<Diagnostic> diagnostics) {
    public ParseResult {
        diagnostics = List.copyOf(diagnostics);
    }

    /** Whether the script cannot run. */
    public boolean hasErrors() {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }
}
