package dev.parley.syntax;

import dev.parley.source.Span;
import java.util.List;

/**
 * {@code for each n, size in sizes}.
 *
 * @param names what an element is called, two for the entries of a map or the elements of pairs; none for {@code csv}
 *     and {@code json}, whose columns name themselves
 */
public record Each(Span span, List<Name> names, Source source) implements Node {
    public Each {
        names = List.copyOf(names);
    }
}
