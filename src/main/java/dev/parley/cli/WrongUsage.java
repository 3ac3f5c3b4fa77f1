package dev.parley.cli;

import dev.parley.source.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What is wrong with a command line, in a sentence. Values of unknown options are not repeated: one may be a secret. */
final class WrongUsage {
    private WrongUsage() {}

    static String sentence(CommandLine.ParameterException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        return switch (e) {
            case CommandLine.UnmatchedArgumentException unmatched -> unmatched(unmatched, command);
            case CommandLine.MissingParameterException missing -> missing(missing);
            case CommandLine.OverwrittenOptionException overwritten ->
                name(overwritten.getOverwritten()) + " is given more than once.";
            default -> e.getArgSpec() == null ? String.valueOf(e.getMessage()) : value(e, e.getArgSpec());
        };
    }

    /** One line that says how the command is called. */
    static String usage(CommandSpec command) {
        String name = command.qualifiedName();
        String form = command.subcommands().isEmpty() ? " [OPTION]... PATH..." : " COMMAND [OPTION]...";
        return "Usage: " + name + form + "   (" + name + " --help)";
    }

    private static String unmatched(CommandLine.UnmatchedArgumentException e, CommandSpec command) {
        String argument = e.getUnmatched().getFirst();
        if (!argument.startsWith("-") || argument.equals("-")) {
            return command.subcommands().isEmpty()
                    ? "`" + argument + "` is one argument too many."
                    : "There is no command `" + argument + "`" + meant(argument, commands(command));
        }
        int equals = argument.indexOf('=');
        String option = equals < 0 ? argument : argument.substring(0, equals);
        if (option.startsWith("--pass") && !option.startsWith("--password-")) {
            return "There is no option `" + option + "`, because a password on the command line is seen by everybody:"
                    + " use `--password-env VAR` or `--password-file FILE`.";
        }
        for (CommandLine sub : command.subcommands().values()) {
            if (options(sub.getCommandSpec()).contains(option)) {
                return "`" + option + "` stands after the command, as in `"
                        + sub.getCommandSpec().qualifiedName() + " " + option + "`.";
            }
        }
        return "There is no option `" + option + "`" + meant(option, options(command));
    }

    private static String meant(String word, List<String> known) {
        return Spelling.nearest(word, known)
                .map(name -> "; did you mean `" + name + "`?")
                .orElse(".");
    }

    private static List<String> commands(CommandSpec command) {
        return List.copyOf(command.subcommands().keySet());
    }

    private static List<String> options(CommandSpec command) {
        List<String> names = new ArrayList<>();
        command.options().forEach(option -> names.addAll(Arrays.asList(option.names())));
        return names;
    }

    private static String missing(CommandLine.MissingParameterException e) {
        ArgSpec missing =
                e.getMissing().isEmpty() ? e.getArgSpec() : e.getMissing().getFirst();
        if (missing instanceof OptionSpec option) {
            return name(option) + " needs a value, " + option.paramLabel() + ".";
        }
        return "No path is given: name files, directories or globs, or `-` for standard input.";
    }

    private static String value(CommandLine.ParameterException e, ArgSpec argument) {
        if (argument.type().isEnum()) {
            List<String> values = Arrays.stream(argument.type().getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .toList();
            String all = values.stream()
                    .limit(values.size() - 1L)
                    .map(value -> "`" + value + "`")
                    .collect(Collectors.joining(", ", "", " or `" + values.getLast() + "`"));
            String value = String.valueOf(e.getValue());
            return name(argument) + " is " + all + ", not `" + value + "`"
                    + Spelling.nearest(value, values)
                            .map(near -> "; did you mean `" + near + "`?")
                            .orElse(".");
        }
        if (argument.type() == int.class) {
            return name(argument) + " is a whole number, not `" + e.getValue() + "`.";
        }
        Throwable cause = e.getCause();
        return cause == null || cause.getMessage() == null
                ? name(argument) + " cannot be `" + e.getValue() + "`."
                : name(argument) + ": " + cause.getMessage();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? "`" + option.longestName() + "`" : "PATH";
    }
}
