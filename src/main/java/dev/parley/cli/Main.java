package dev.parley.cli;

import dev.parley.source.Spelling;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command {@code parley}. */
@CommandLine.Command(
        name = "parley",
        synopsisSubcommandLabel = "COMMAND",
        description = "Tests POP3 servers with scripts.",
        versionProvider = Main.Version.class,
        subcommands = {RunCommand.class, CheckCommand.class, ListCommand.class})
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @CommandLine.Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @CommandLine.Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    /** Runs the command and ends the process. */
    public static void main(String[] arguments) {
        // picocli looks for Groovy closures otherwise, which loads all of Groovy.
        System.setProperty("picocli.disable.closures", "true");
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        boolean terminal = System.console() != null && System.console().isTerminal();
        int code = execute(new Streams(System.in, out, err, terminal, System::getenv), arguments);
        out.flush();
        err.flush();
        System.exit(code);
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }

    /** Runs the command with the given streams and returns the exit code. */
    static int execute(Streams streams, String... arguments) {
        CommandLine line = new CommandLine(new Main(), new Commands(streams));
        line.setOut(streams.out());
        line.setErr(streams.err());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setDefaultValueProvider(argument -> fromEnvironment(streams, argument));
        line.setParameterExceptionHandler((e, _) -> wrongUsage(streams, e));
        line.setExecutionExceptionHandler((e, _, _) -> failed(streams, e));
        return line.execute(arguments);
    }

    @Override
    public void run() {
        CommandLine.Model.CommandSpec known = spec;
        if (known != null) {
            throw new CommandLine.ParameterException(known.commandLine(), "A command is missing.");
        }
    }

    /** Every option is also a variable: {@code --tls-address} is {@code PARLEY_TLS_ADDRESS}. */
    private static @Nullable String fromEnvironment(Streams streams, ArgSpec argument) {
        if (argument instanceof OptionSpec option && !option.usageHelp() && !option.versionHelp()) {
            String name = option.longestName().replaceFirst("^-+", "").replace('-', '_');
            return streams.environment().apply("PARLEY_" + name.toUpperCase(java.util.Locale.ROOT));
        }
        return null;
    }

    private static int wrongUsage(Streams streams, CommandLine.ParameterException e) {
        String message = String.valueOf(e.getMessage());
        streams.err().println("parley: " + message);
        String meant = meant(e);
        if (message.contains("--password'") || message.contains("--password=")) {
            streams.err()
                    .println("A password on the command line is seen by everybody: use --password-env VAR"
                            + " or --password-file FILE.");
        } else if (meant != null) {
            streams.err().println(meant);
        } else {
            String name = e.getCommandLine().getCommandSpec().qualifiedName();
            streams.err().println("Try `" + name + " --help`.");
        }
        return ExitCode.USAGE.code();
    }

    /** The option or command most like the one that does not exist. */
    private static @Nullable String meant(CommandLine.ParameterException e) {
        if (!(e instanceof CommandLine.UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return null;
        }
        CommandLine.Model.CommandSpec command = e.getCommandLine().getCommandSpec();
        List<String> known = new ArrayList<>(command.optionsMap().keySet());
        known.addAll(command.subcommands().keySet());
        String written = unmatched.getUnmatched().getFirst().split("=")[0];
        return Spelling.nearest(written, known)
                .map(word -> "Did you mean `" + word + "`?")
                .orElse(null);
    }

    private static int failed(Streams streams, Exception e) {
        if (e instanceof UsageException usage) {
            streams.err().println("parley: " + usage.getMessage());
            return usage.code().code();
        }
        streams.err().println("parley: This is a fault of Parley's own. Please report it with what follows.");
        e.printStackTrace(streams.err());
        return ExitCode.INTERNAL.code();
    }

    /** Gives each command its streams. */
    private record Commands(Streams streams) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            if (type == RunCommand.class) {
                return type.cast(new RunCommand(streams));
            }
            if (type == CheckCommand.class) {
                return type.cast(new CheckCommand(streams));
            }
            if (type == ListCommand.class) {
                return type.cast(new ListCommand(streams));
            }
            return CommandLine.defaultFactory().create(type);
        }
    }

    /** The version as the jar's manifest has it. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"parley " + (version == null ? "(not packaged)" : version)};
        }
    }
}
