package dev.parley.cli;

import dev.parley.config.ConfigFile;
import dev.parley.config.Configured;
import dev.parley.config.Profile;
import dev.parley.config.Setting;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What options are when the command line does not say: first what the environment says, then the server's profile, then
 * the file for all servers. Which file and profile, the command line and the environment alone decide, so a command
 * line is read twice.
 */
final class Configuring implements IDefaultValueProvider {
    private final UnaryOperator<@Nullable String> environment;
    private Configured configured = Configured.NOTHING;
    private @Nullable Profile profile;

    Configuring(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /**
     * Reads the options that choose file and server, and the file. A command line that is wrong is left for the second
     * reading to refuse.
     *
     * @throws dev.parley.config.ConfigException when the file is wrong
     */
    void prepare(CommandLine line, String... arguments) {
        CommandLine.ParseResult result;
        try {
            result = line.parseArgs(arguments);
        } catch (CommandLine.ParameterException e) {
            return;
        }
        while (result.subcommand() != null && !result.isUsageHelpRequested()) {
            result = result.subcommand();
        }
        CommandSpec command = result.commandSpec();
        ServerOptions servers = mixin(command, ServerOptions.class).orElse(null);
        if (servers == null || result.isUsageHelpRequested() || result.isVersionHelpRequested()) {
            return;
        }
        configured = Configured.of(
                servers.config(),
                mixin(command, Selection.class).map(Selection::places).orElse(java.util.List.of()));
        profile = configured.profile(servers.chosen());
        servers.use(configured);
    }

    private static <T> Optional<T> mixin(CommandSpec command, Class<T> type) {
        return command.mixins().values().stream()
                .map(CommandSpec::userObject)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        String value = environment.apply(OptionNames.variable(option));
        if (value != null && !value.isEmpty()) {
            return value;
        }
        ConfigFile file = configured.file();
        return Optional.ofNullable(profile)
                .map(Profile::settings)
                .map(settings -> settings.get(OptionNames.key(option)))
                .or(() -> Optional.ofNullable(file)
                        .map(ConfigFile::settings)
                        .map(settings -> settings.get(OptionNames.key(option))))
                .map(Setting::value)
                .orElse(null);
    }
}
