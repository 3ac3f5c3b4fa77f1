package dev.parley.syntax;

import dev.parley.source.SourceFile;
import java.util.List;
import java.util.stream.Stream;

/** One file, in the order it was written. */
public record Script(SourceFile file, List<Item> items) {
    public Script {
        items = List.copyOf(items);
    }

    /** The items of one kind. */
    public <T extends Item> Stream<T> items(Class<T> kind) {
        return items.stream().filter(kind::isInstance).map(kind::cast);
    }
}
