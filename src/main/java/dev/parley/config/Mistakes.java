package dev.parley.config;

import dev.parley.source.Diagnostic;
import dev.parley.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a file, collected so that everything is shown at once. */
final class Mistakes {
    private final List<Diagnostic> found = new ArrayList<>();

    void add(Diagnostic diagnostic) {
        found.add(diagnostic);
    }

    void error(Span span, String message, @Nullable String hint) {
        found.add(Diagnostic.error(span, message).withHint(hint));
    }

    boolean hasErrors() {
        return found.stream().anyMatch(Diagnostic::isError);
    }

    /** In the order of the file. */
    List<Diagnostic> inOrder() {
        return found.stream()
                .sorted(Comparator.comparingInt(diagnostic -> diagnostic.span().start()))
                .toList();
    }
}
