package dev.parley.expression;

import dev.parley.secret.Secrets;
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

    /** What must not be shown; null where nothing is a secret yet, as while a script is loaded. */
    default @Nullable Secrets secrets() {
        return null;
    }
}
