package dev.parley.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Spec;

/** {@code parley config}, of which there is {@code parley config show}. */
@Command(
        name = "config",
        addMethodSubcommands = false,
        synopsisSubcommandLabel = "show",
        description = ConfigCommand.DESCRIPTION)
final class ConfigCommand implements Runnable {
    static final String DESCRIPTION = "Shows the configuration of a run.";

    @Spec
    private @Nullable CommandSpec spec;

    /** The command with its subcommand, whose paths may be left out: then it speaks of this directory. */
    static CommandLine line(Streams streams) {
        CommandLine show = new CommandLine(new ConfigShow(streams));
        CommandSpec command = show.getCommandSpec();
        PositionalParamSpec paths = command.positionalParameters().getFirst();
        command.remove(paths);
        command.addPositional(
                PositionalParamSpec.builder(paths).required(false).arity("0..*").build());
        return new CommandLine(new ConfigCommand()).addSubcommand("show", show);
    }

    @Override
    public void run() {
        CommandSpec known = spec;
        if (known != null) {
            throw new CommandLine.ParameterException(
                    known.commandLine(),
                    "What to do with the configuration is missing: there is `parley config show`.");
        }
    }
}
