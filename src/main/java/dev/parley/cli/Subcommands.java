package dev.parley.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** The subcommands of {@code parley} by name. */
final class Subcommands {
    /** In the order in which the help shows them. */
    private static final Map<String, Class<?>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("run", RunCommand.class);
        ALL.put("check", CheckCommand.class);
        ALL.put("list", ListCommand.class);
        ALL.put("conform", ConformCommand.class);
        ALL.put("inventory", InventoryCommand.class);
        ALL.put("config", ConfigCommand.class);
        ALL.put("record", RecordCommand.class);
        ALL.put("compare", CompareCommand.class);
    }

    private Subcommands() {}

    /**
     * The commands these arguments can mean: the one that is named, or all where none is, for help and suggestions.
     * Reading the options of a command costs more than anything else at the start of a short run.
     */
    static Map<String, Class<?>> neededBy(String... arguments) {
        for (String argument : arguments) {
            // The options in front of a command take no values.
            if (argument.equals("--version") || argument.equals("-V")) {
                return Map.of();
            }
            if (!argument.startsWith("-")) {
                Class<?> named = ALL.get(argument);
                return named == null ? ALL : Map.of(argument, named);
            }
        }
        return ALL;
    }
}
