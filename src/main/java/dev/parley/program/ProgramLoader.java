package dev.parley.program;

import dev.parley.expression.Expressions;
import dev.parley.expression.Surroundings;
import java.nio.file.Path;
import java.util.Set;

/** Reads scripts and makes them ready to run. Safe for use by several threads. */
public final class ProgramLoader {
    /**
     * @param expressions where expressions are compiled and kept
     * @param surroundings for expressions in the data of tests; its directory is replaced by each script's
     * @param accounts the accounts the chosen server is known to have
     */
    public ProgramLoader(Expressions expressions, Surroundings surroundings, Set<String> accounts) {
        throw new UnsupportedOperationException();
    }

    /** Loads a file; one that cannot be read is rejected with the reason. */
    public Loaded load(Path path) {
        throw new UnsupportedOperationException();
    }

    /** Loads a text, such as standard input. */
    public Loaded load(String name, String text, Path directory) {
        throw new UnsupportedOperationException();
    }
}
