package dev.parley.syntax;

import dev.parley.source.Span;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A string with inserted expressions; a raw string has none.
 *
 * <p>Characters follow the convention of {@code dev.parley.wire.WireText}: an octet that is not part of well-formed
 * UTF-8, written {@code \xHH}, is the character U+DC00 + octet.
 *
 * @param span the whole literal, quotes included
 */
public record Template(Span span, List<Part> parts) implements Node {
    public Template {
        parts = List.copyOf(parts);
    }

    /** A piece of a template. */
    public sealed interface Part permits Characters, Inserted {}

    /** Characters as written, escapes resolved. */
    public record Characters(String text) implements Part {}

    /** {@code ${…}}. */
    public record Inserted(Expression expression) implements Part {}

    /** Whether nothing is inserted, so that {@link #constant} tells the whole. */
    public boolean isConstant() {
        return parts.stream().allMatch(Characters.class::isInstance);
    }

    /** The characters as written, each inserted expression as its source. */
    public String constant() {
        return parts.stream()
                .map(part -> switch (part) {
                    case Characters characters -> characters.text();
                    case Inserted inserted -> "${" + inserted.expression().text() + "}";
                })
                .collect(Collectors.joining());
    }
}
