package dev.parley.program;

import dev.parley.source.SourceFile;
import dev.parley.syntax.Item;
import dev.parley.syntax.Script;
import java.nio.file.Path;
import java.util.List;

/**
 * One file of a program.
 *
 * @param directory what its paths are relative to
 * @param includes the way from the script to it; empty for the script itself
 */
record Unit(Script script, Path directory, List<Item.Include> includes) {
    Unit {
        includes = List.copyOf(includes);
    }

    SourceFile file() {
        return script.file();
    }

    boolean isRoot() {
        return includes.isEmpty();
    }
}
