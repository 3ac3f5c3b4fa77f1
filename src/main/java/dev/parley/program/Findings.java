package dev.parley.program;

import dev.parley.source.Diagnostic;
import dev.parley.source.SourceFile;
import dev.parley.source.Span;
import dev.parley.syntax.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what there is to say about a script and its includes, and brings it into the order of the file. */
final class Findings {
    /** More than these of one script help nobody. */
    private static final int MOST = 20;

    private final List<Diagnostic> all = new ArrayList<>();
    private final Map<SourceFile, List<Item.Include>> ways = new HashMap<>();

    void add(Diagnostic diagnostic) {
        all.add(diagnostic);
    }

    void error(Span span, String message, @Nullable String hint) {
        add(Diagnostic.error(span, message).withHint(hint));
    }

    /** How a file came to be part of the script. */
    void way(SourceFile file, List<Item.Include> includes) {
        ways.putIfAbsent(file, List.copyOf(includes));
    }

    /** Whether an error stands on a line of this stretch. */
    boolean isBlamed(Span span) {
        int last = span.file().lineOf(span.end());
        return all.stream()
                .filter(Diagnostic::isError)
                .map(Diagnostic::span)
                .anyMatch(other -> other.file() == span.file() && other.line() >= span.line() && other.line() <= last);
    }

    boolean hasErrors() {
        return all.stream().anyMatch(Diagnostic::isError);
    }

    /** Those of an included file stand where it is included; of two at one place the first stays. */
    List<Diagnostic> inOrder() {
        Set<Place> seen = new HashSet<>();
        return all.stream()
                .sorted((a, b) -> compare(key(a), key(b)))
                .filter(diagnostic -> seen.add(
                        new Place(diagnostic.span().file(), diagnostic.span().start(), diagnostic.isError())))
                .map(this::withWay)
                .limit(MOST)
                .toList();
    }

    private record Place(SourceFile file, int offset, boolean error) {}

    private List<Integer> key(Diagnostic diagnostic) {
        List<Integer> key = new ArrayList<>();
        ways.getOrDefault(diagnostic.span().file(), List.of())
                .forEach(include -> key.add(include.span().start()));
        key.add(diagnostic.span().start());
        return key;
    }

    private static int compare(List<Integer> a, List<Integer> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = Integer.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private Diagnostic withWay(Diagnostic diagnostic) {
        Diagnostic told = diagnostic;
        for (Item.Include include :
                ways.getOrDefault(diagnostic.span().file(), List.of()).reversed()) {
            told = told.withNote("Included at " + include.span().place() + ".");
        }
        return told;
    }
}
