package dev.parley.config;

import dev.parley.source.Diagnostic;
import dev.parley.source.DiagnosticRenderer;
import java.util.List;

/** The configuration is wrong. The message is the drawn diagnostics, or a sentence where no file is to blame. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Diagnostic> diagnostics;

    /** All that is wrong with a file. */
    public ConfigException(List<Diagnostic> diagnostics) {
        super(DiagnosticRenderer.render(diagnostics), null, false, false);
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** @param sentence for the user */
    public ConfigException(String sentence) {
        super(sentence, null, false, false);
        this.diagnostics = List.of();
    }

    /** Whether the message is drawn in lines rather than a sentence. */
    public boolean isDrawn() {
        return !diagnostics.isEmpty();
    }

    /** What is wrong and where; empty when no file is to blame. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
