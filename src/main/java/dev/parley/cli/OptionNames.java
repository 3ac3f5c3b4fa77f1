package dev.parley.cli;

import java.util.Locale;
import picocli.CommandLine.Model.OptionSpec;

/** What an option is called elsewhere than on the command line. */
final class OptionNames {
    private OptionNames() {}

    /** Whether it is a variable of its own for each name, as {@code PARLEY_VAR_region}. */
    static boolean isRepeatedByName(OptionSpec option) {
        return option.longestName().equals(VariableOptions.VARIABLE)
                || option.longestName().equals(VariableOptions.SECRET);
    }

    /** In a file: {@code tls-address} for {@code --tls-address}. */
    static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }

    /** In the environment: {@code PARLEY_TLS_ADDRESS}. */
    static String variable(OptionSpec option) {
        return "PARLEY_" + key(option).replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
