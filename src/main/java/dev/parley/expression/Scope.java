package dev.parley.expression;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an expression can see. */
public interface Scope {
    /** Whether the name is known. */
    boolean has(String name);

    /** The value of a known name. */
    @Nullable
    Object get(String name);

    /** All known names, for did-you-mean. */
    Set<String> names();

    /** What the functions of the language need of the outside. */
    Surroundings surroundings();
}
