package dev.parley.config;

import dev.parley.source.Diagnostic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The variables that scripts are given from outside. What is put later wins; what was a secret once stays one. */
public final class Variables {
    private static final String VARIABLE = "PARLEY_VAR_";
    private static final String SECRET = "PARLEY_SECRET_";

    private final Map<String, Given> given = new TreeMap<>();

    /**
     * One of them.
     *
     * @param origin where its value comes from, in words
     */
    public record Given(String name, String value, boolean secret, String origin) {
        /** Without the value. */
        @Override
        public String toString() {
            return name + " (" + origin + ")";
        }
    }

    /** What is wrong with a name that the user gave; a sentence for the user. */
    public static final class WrongNameException extends RuntimeException {
        private static final long serialVersionUID = 1;

        WrongNameException(String name, String origin) {
            super(
                    "A variable is called by a word of letters, digits and `_`, not `" + name + "` (" + origin + ").",
                    null,
                    false,
                    false);
        }
    }

    /**
     * Those of the file, of the profile, and of the environment, in this order.
     *
     * @param environment all of it
     * @param secrets whether secrets of the file are read; if not, they are empty
     * @throws ConfigException with every secret that is not there
     */
    public static Variables of(
            Configured configured, @Nullable Profile profile, Map<String, String> environment, boolean secrets) {
        Variables variables = new Variables();
        UnaryOperator<@Nullable String> lookUp = environment::get;
        List<GivenVariable> ofFile = new ArrayList<>();
        if (configured.file() != null) {
            ofFile.addAll(configured.file().variables());
        }
        if (profile != null) {
            ofFile.addAll(profile.variables());
        }
        List<Diagnostic> missing = new ArrayList<>();
        for (GivenVariable variable : ofFile) {
            try {
                String value = secrets || !variable.secret() ? variable.value().read(lookUp) : "";
                variables.put(
                        variable.name(),
                        value,
                        variable.secret(),
                        variable.span().file() + ":" + variable.span().line());
            } catch (ConfigException e) {
                missing.addAll(e.diagnostics());
            }
        }
        if (!missing.isEmpty()) {
            throw new ConfigException(missing);
        }
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith(VARIABLE)) {
                variables.put(name.substring(VARIABLE.length()), value, false, name);
            } else if (name.startsWith(SECRET)) {
                variables.put(name.substring(SECRET.length()), value, true, name);
            }
        });
        return variables;
    }

    /** @throws WrongNameException when nothing in a script can be called so */
    public void put(String name, String value, boolean secret, String origin) {
        if (!Assignments.isName(name)) {
            throw new WrongNameException(name, origin);
        }
        Given before = given.get(name);
        given.put(name, new Given(name, value, secret || before != null && before.secret(), origin));
    }

    /** By name. */
    public Collection<Given> all() {
        return List.copyOf(given.values());
    }

    /** Their values by name. */
    public Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        given.forEach((name, variable) -> values.put(name, variable.value()));
        return values;
    }
}
