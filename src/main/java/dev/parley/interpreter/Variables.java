package dev.parley.interpreter;

import dev.parley.expression.Scope;
import dev.parley.expression.Surroundings;
import dev.parley.secret.Secrets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names a statement can see: variables of the test, of the loop or procedure around it, and what is built in.
 *
 * <p>Captures and lets hold to the end of the test, so {@link #set} writes to the outermost frame of this branch;
 * loop variables and parameters live in frames of their own, which shadow it.
 */
final class Variables implements Scope {
    /** What is in scope without being declared. */
    interface BuiltIn {
        boolean has(String name);

        @Nullable
        Object get(String name);

        Set<String> names();

        Secrets secrets();
    }

    private final @Nullable Variables parent;
    private final boolean local;
    private final BuiltIn builtIn;
    private final Surroundings surroundings;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private Variables(@Nullable Variables parent, boolean local, BuiltIn builtIn, Surroundings surroundings) {
        this.parent = parent;
        this.local = local;
        this.builtIn = builtIn;
        this.surroundings = surroundings;
    }

    static Variables ofTest(BuiltIn builtIn, Surroundings surroundings) {
        return new Variables(null, false, builtIn, surroundings);
    }

    /** A frame for loop variables or parameters. */
    Variables within(Map<String, @Nullable Object> names) {
        Variables frame = new Variables(this, true, builtIn, surroundings);
        frame.values.putAll(names);
        return frame;
    }

    /** A frame of its own for a parallel branch, whose captures others do not see before the branches have joined. */
    Variables branch(BuiltIn ofBranch) {
        return new Variables(this, false, ofBranch, surroundings);
    }

    void set(String name, @Nullable Object value) {
        if (local && parent != null && !values.containsKey(name)) {
            parent.set(name, value);
        } else {
            values.put(name, value);
        }
    }

    /** Takes over what a joined branch has set. */
    void adopt(Variables branch) {
        branch.values.forEach(this::set);
    }

    /** What was set in this frame itself. */
    Map<String, @Nullable Object> own() {
        return new HashMap<>(values);
    }

    @Override
    public boolean has(String name) {
        for (Variables frame = this; frame != null; frame = frame.parent) {
            if (frame.values.containsKey(name)) {
                return true;
            }
        }
        return builtIn.has(name);
    }

    @Override
    public @Nullable Object get(String name) {
        for (Variables frame = this; frame != null; frame = frame.parent) {
            if (frame.values.containsKey(name)) {
                return frame.values.get(name);
            }
        }
        return builtIn.get(name);
    }

    @Override
    public Set<String> names() {
        Set<String> all = new TreeSet<>(builtIn.names());
        for (Variables frame = this; frame != null; frame = frame.parent) {
            all.addAll(frame.values.keySet());
        }
        return all;
    }

    @Override
    public Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public Secrets secrets() {
        return builtIn.secrets();
    }
}
