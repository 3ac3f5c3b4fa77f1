package dev.parley.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A subcommand of {@code parley}, in the order in which the help shows them. */
enum Subcommand {
    RUN(RunCommand.DESCRIPTION),
    CHECK(CheckCommand.DESCRIPTION),
    LIST(ListCommand.DESCRIPTION),
    CONFORM(ConformCommand.DESCRIPTION),
    INVENTORY(InventoryCommand.DESCRIPTION),
    CONFIG(ConfigCommand.DESCRIPTION),
    RECORD(RecordCommand.DESCRIPTION),
    COMPARE(CompareCommand.DESCRIPTION);

    private static final Set<String> OF_PARLEY = Set.of("-h", "--help", "-V", "--version");

    private final String description;

    Subcommand(String description) {
        this.description = description;
    }

    /**
     * Adds those that a command line can mean: the one that is named, or all, where they are to be listed or suggested. To
     * learn the options of a command takes longer than all else that a help does.
     */
    static void addTo(CommandLine line, Streams streams, String... arguments) {
        Optional<Subcommand> named = named(arguments);
        List<Subcommand> meant = named.map(List::of).orElse(List.of(values()));
        boolean listed = named.isEmpty() && Arrays.stream(arguments).allMatch(OF_PARLEY::contains);
        for (Subcommand command : meant) {
            if (listed) {
                line.addSubcommand(command.word(), command.outline());
            } else {
                line.addSubcommand(command.word(), command.on(streams));
            }
        }
    }

    /** Whether a command line may mean to read scripts. */
    static boolean readsScripts(String... arguments) {
        return named(arguments)
                        .filter(command -> command != INVENTORY && command != CONFIG)
                        .isPresent()
                && Arrays.stream(arguments).noneMatch(OF_PARLEY::contains);
    }

    private static Optional<Subcommand> named(String... arguments) {
        // The options in front of a command take no values.
        return Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("-"))
                .findFirst()
                .flatMap(word -> Arrays.stream(values())
                        .filter(command -> command.word().equals(word))
                        .findFirst());
    }

    /** As it is written on the command line. */
    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The command with its options. */
    private CommandLine on(Streams streams) {
        return switch (this) {
            case RUN -> new CommandLine(new RunCommand(streams).options());
            case CHECK -> new CommandLine(new CheckCommand(streams));
            case LIST -> new CommandLine(new ListCommand(streams));
            case CONFORM -> new CommandLine(new ConformCommand(streams));
            case INVENTORY -> new CommandLine(new InventoryCommand(streams));
            case CONFIG -> ConfigCommand.line(streams);
            case RECORD -> new CommandLine(new RecordCommand(streams));
            case COMPARE -> new CommandLine(new CompareCommand(streams));
        };
    }

    /** What the help of all commands shows of it. */
    private CommandSpec outline() {
        CommandSpec outline = CommandSpec.create().name(word());
        outline.usageMessage().description(description);
        return outline;
    }
}
