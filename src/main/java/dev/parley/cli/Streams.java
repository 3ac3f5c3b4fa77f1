package dev.parley.cli;

import dev.parley.config.Assignments;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a command has of the outside.
 *
 * @param out results
 * @param err what went wrong, and progress
 * @param terminal whether {@code out} is a terminal
 * @param variables the environment
 */
record Streams(InputStream in, PrintWriter out, PrintWriter err, boolean terminal, Map<String, String> variables) {
    Streams {
        variables = Map.copyOf(variables);
    }

    /** The value of a variable of the environment, or null. */
    UnaryOperator<@Nullable String> environment() {
        return variables::get;
    }

    /**
     * The same with the further variables of a file, if the command line or the environment names one: what it says may
     * decide how the rest of the command line is read. What the environment has itself counts more.
     *
     * @throws dev.parley.config.ConfigException when the file is wrong
     */
    Streams withEnvironmentFile(String... arguments) {
        String file = variables.get("PARLEY_ENV_FILE");
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals(VariableOptions.ENVIRONMENT) && i + 1 < arguments.length) {
                file = arguments[i + 1];
            } else if (arguments[i].startsWith(VariableOptions.ENVIRONMENT + "=")) {
                file = arguments[i].substring(VariableOptions.ENVIRONMENT.length() + 1);
            }
        }
        if (file == null || file.isEmpty()) {
            return this;
        }
        Map<String, String> all = new HashMap<>(Assignments.read(Path.of(file), VariableOptions.ENVIRONMENT));
        all.putAll(variables);
        return new Streams(in, out, err, terminal, all);
    }
}
