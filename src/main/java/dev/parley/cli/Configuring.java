package dev.parley.cli;

import dev.parley.config.Configured;
import dev.parley.config.Profile;
import dev.parley.config.Setting;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What options are when the command line does not say: first what the environment says, then the server's profile, then
 * the file for all servers. Which file and profile, the command line and the environment alone decide, so where there is
 * a file the command line is read twice.
 */
final class Configuring implements IDefaultValueProvider {
    private final UnaryOperator<@Nullable String> environment;
    private Configured configured = Configured.NOTHING;
    private @Nullable Profile profile;

    Configuring(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /**
     * Reads the command line: first for the options that choose file and server, then, where they lead to a file, with
     * what that says of the others.
     *
     * @throws CommandLine.ParameterException when it is wrong
     * @throws dev.parley.config.ConfigException when the file is wrong
     */
    CommandLine.ParseResult read(CommandLine line, String... arguments) {
        CommandLine.ParseResult read = line.parseArgs(arguments);
        CommandLine.ParseResult result = read;
        while (result.subcommand() != null && !result.isUsageHelpRequested()) {
            result = result.subcommand();
        }
        CommandSpec command = result.commandSpec();
        ServerOptions servers = mixin(command, ServerOptions.class).orElse(null);
        if (servers == null || result.isUsageHelpRequested() || result.isVersionHelpRequested()) {
            return read;
        }
        configured = Configured.of(
                servers.config(),
                mixin(command, Selection.class).map(Selection::places).orElse(java.util.List.of()));
        profile = configured.profile(servers.chosen());
        servers.use(configured);
        if (configured.file() == null) {
            return read;
        }
        servers.forgetPasswords();
        return line.parseArgs(arguments);
    }

    Configured configured() {
        return configured;
    }

    @Nullable
    Profile profile() {
        return profile;
    }

    /** What a command has of a kind of options. */
    static <T> Optional<T> mixin(CommandSpec command, Class<T> type) {
        return mixins(command)
                .map(CommandSpec::userObject)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** Also those within others. */
    private static Stream<CommandSpec> mixins(CommandSpec command) {
        return command.mixins().values().stream().flatMap(mixin -> Stream.concat(Stream.of(mixin), mixins(mixin)));
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        if (OptionNames.isRepeatedByName(option)) {
            return null;
        }
        String value = environment.apply(OptionNames.variable(option));
        if (value != null && !value.isEmpty()) {
            return value;
        }
        Setting setting = setting(option);
        return setting == null ? null : setting.value();
    }

    /** What the profile, or else the file, says of an option; or null. */
    @Nullable
    Setting setting(OptionSpec option) {
        return configured.setting(profile, OptionNames.key(option)).orElse(null);
    }
}
