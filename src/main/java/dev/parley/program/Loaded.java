package dev.parley.program;

import dev.parley.source.Diagnostic;
import dev.parley.source.SourceFile;
import java.util.List;

/** What came of loading a script. */
public sealed interface Loaded {
    /** It can run. */
    record Accepted(Program program) implements Loaded {}

    /** It cannot, and why: at least one error, warnings with them, in the order of the file. */
    record Rejected(SourceFile file, List<Diagnostic> diagnostics) implements Loaded {
        public Rejected {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}
