package dev.parley.cli;

import dev.parley.config.ConfigException;
import dev.parley.secret.Secrets;
import dev.parley.source.Visible;
import dev.parley.wire.WireText;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The command {@code parley}. Its subcommands are those of {@link Subcommand}. */
public final class Main implements Runnable {
    /**
     * The property with which the launcher says that nobody else has anything to do as the process ends. {@link
     * System#exit} asks for a logger, for which the JDK opens every jar of the class path: longer than a short run takes.
     */
    private static final String AT_ONCE = "parley.end-at-once";

    private CommandLine.Model.@Nullable CommandSpec spec;

    private boolean help;

    private boolean version;

    /** Runs the command and ends the process. */
    public static void main(String[] arguments) {
        int code = run(arguments);
        if (Boolean.getBoolean(AT_ONCE) && code != ExitCode.INTERRUPTED.code()) {
            Runtime.getRuntime().halt(code);
        }
        System.exit(code);
    }

    /** Runs the command on the streams of the process and returns the exit code. */
    public static int run(String... arguments) {
        // picocli looks for Groovy closures otherwise, which loads all of Groovy.
        System.setProperty("picocli.disable.closures", "true");
        // Nor does any option hold what these would convert, and they load much of the calendar.
        System.setProperty("picocli.converters.excludes", "java\\.(sql|time)\\..*");
        if (Subcommand.readsScripts(arguments)) {
            HeadStart.begin();
        }
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        boolean terminal = System.console() != null && System.console().isTerminal();
        int code = execute(new Streams(System.in, out, err, terminal, System.getenv()), arguments);
        out.flush();
        err.flush();
        return code;
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }

    /** Runs the command with the given streams and returns the exit code. */
    static int execute(Streams given, String... arguments) {
        try {
            return executeWith(given.withEnvironmentFile(arguments), arguments);
        } catch (ConfigException e) {
            return failed(given, e);
        }
    }

    private static int executeWith(Streams streams, String... arguments) {
        CommandLine line = new CommandLine(new Main().options());
        Subcommand.addTo(line, streams, arguments);
        line.setExpandAtFiles(false);
        line.setOut(streams.out());
        line.setErr(streams.err());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        Configuring configuring = new Configuring(streams.environment());
        line.setDefaultValueProvider(configuring);
        String[] given = withShuffle(arguments);
        try {
            return line.getExecutionStrategy().execute(configuring.read(line, given));
        } catch (CommandLine.ParameterException e) {
            return wrongUsage(streams, e, given);
        } catch (CommandLine.ExecutionException e) {
            return failed(streams, Objects.requireNonNullElse(e.getCause(), e));
        } catch (ConfigException | Error e) {
            return failed(streams, e);
        }
    }

    private CommandLine.Model.CommandSpec options() {
        CommandLine.Model.CommandSpec own = new Options(this)
                .of("parley", "Tests POP3 servers with scripts.")
                .value(
                        boolean.class,
                        () -> help,
                        value -> help = value,
                        OptionSpec.builder("-h", "--help")
                                .arity("0")
                                .usageHelp(true)
                                .scopeType(CommandLine.ScopeType.INHERIT)
                                .description("Show this help."))
                .value(
                        boolean.class,
                        () -> version,
                        value -> version = value,
                        OptionSpec.builder("-V", "--version")
                                .arity("0")
                                .versionHelp(true)
                                .description("Show the version."))
                .spec();
        own.usageMessage().synopsisSubcommandLabel("COMMAND");
        // None of them is in it; to look for them takes the names of all of Unicode's blocks.
        own.usageMessage().adjustLineBreaksForWideCJKCharacters(false);
        own.versionProvider(new Version());
        spec = own;
        return own;
    }

    /** Without a seed of its own, {@code --shuffle} must not take the next argument for one. */
    private static String[] withShuffle(String[] arguments) {
        return Arrays.stream(arguments)
                .map(argument -> argument.equals("--shuffle") ? "--shuffle=random" : argument)
                .toArray(String[]::new);
    }

    @Override
    public void run() {
        CommandLine.Model.CommandSpec known = spec;
        if (known != null) {
            throw new CommandLine.ParameterException(
                    known.commandLine(),
                    "A command is missing. There are "
                            + String.join(", ", known.subcommands().keySet()) + ".");
        }
    }

    private static int wrongUsage(Streams streams, CommandLine.ParameterException e, String[] given) {
        String origin = "";
        if (e.getArgSpec() instanceof OptionSpec option
                && isSet(streams.environment().apply(OptionNames.variable(option)))
                && Arrays.stream(option.names())
                        .noneMatch(name -> Arrays.stream(given).anyMatch(argument -> argument.startsWith(name)))) {
            origin = "In the variable " + OptionNames.variable(option) + ": ";
        }
        streams.err().println("parley: " + origin + WrongUsage.sentence(e));
        streams.err().println(WrongUsage.usage(e.getCommandLine().getCommandSpec()));
        return ExitCode.USAGE.code();
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isEmpty();
    }

    private static int failed(Streams streams, Throwable e) {
        if (e instanceof UsageException usage) {
            streams.err().println("parley: " + Visible.block(String.valueOf(usage.getMessage())));
            return usage.code().code();
        }
        if (e instanceof ConfigException config) {
            if (config.isDrawn()) {
                streams.err().print(config.getMessage());
            } else {
                streams.err().println("parley: " + Visible.block(String.valueOf(config.getMessage())));
            }
            return ExitCode.SCRIPT.code();
        }
        streams.err().println("parley: This is a fault of Parley's own. Please report it with what follows.");
        Fault fault = e instanceof Fault known ? known : new Fault(e, new Secrets(WireText::encode));
        streams.err().println(Visible.block(String.valueOf(fault.getMessage())));
        return ExitCode.INTERNAL.code();
    }

    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    /** The version as the jar's manifest has it. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"parley " + version()};
        }
    }
}
