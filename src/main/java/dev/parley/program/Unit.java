package dev.parley.program;

import dev.parley.source.SourceFile;
import dev.parley.syntax.Item;
import dev.parley.syntax.Node;
import dev.parley.syntax.Script;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One file of a program.
 *
 * @param nodes everything in it, each before its parts: most checks look at one node after the other
 * @param directory what its paths are relative to
 * @param includes the way from the script to it; empty for the script itself
 */
record Unit(Script script, List<Node> nodes, Path directory, List<Item.Include> includes) {
    Unit {
        nodes = Collections.unmodifiableList(nodes);
        includes = List.copyOf(includes);
    }

    static Unit of(Script script, Path directory, List<Item.Include> includes) {
        List<Node> nodes = new ArrayList<>();
        for (Item item : script.items()) {
            Tree.walk(item, nodes::add);
        }
        return new Unit(script, nodes, directory, includes);
    }

    SourceFile file() {
        return script.file();
    }
}
