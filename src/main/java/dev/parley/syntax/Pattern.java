package dev.parley.syntax;

import dev.parley.source.Span;
import java.util.List;

/**
 * A regular expression in RE2 syntax.
 *
 * @param span with slashes and flags
 * @param parts the expression between the slashes, {@code \/} already a slash; inserted values are to be quoted
 * @param flags of {@code i}, {@code m}, {@code s}
 */
public record Pattern(Span span, List<Template.Part> parts, String flags) implements Node {
    public Pattern {
        parts = List.copyOf(parts);
    }

    public boolean isConstant() {
        return parts.stream().allMatch(Template.Characters.class::isInstance);
    }
}
