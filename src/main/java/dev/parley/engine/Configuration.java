package dev.parley.engine;

import dev.parley.config.Configured;
import dev.parley.config.Measures;
import dev.parley.config.Profile;
import dev.parley.config.Setting;
import dev.parley.config.Variables;
import dev.parley.expression.Expressions;
import dev.parley.expression.Surroundings;
import dev.parley.interpreter.RunSettings;
import dev.parley.program.ProgramLoader;
import dev.parley.secret.Secret;
import dev.parley.secret.Secrets;
import dev.parley.server.Accounts;
import dev.parley.server.EmbeddedServer;
import dev.parley.server.RemoteServer;
import dev.parley.server.ServerFacts;
import dev.parley.server.TestServer;
import dev.parley.source.Spelling;
import dev.parley.wire.Limits;
import dev.parley.wire.SessionSettings;
import dev.parley.wire.TlsSettings;
import dev.parley.wire.WireText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.ConfigurationParameters;

/**
 * Settings where another launcher runs the engine: from its configuration parameters, which are called like the options
 * of the command line, as {@code parley.tls-address}, and written like their values (lists have commas); then from the
 * environment, the server's profile and {@code parley.toml}, as on the command line.
 */
final class Configuration {
    private static final String PREFIX = "parley.";
    private static final List<String> NAMES = List.of(
            "server",
            "config",
            "tls",
            "tls-address",
            "ca",
            "user",
            "password-env",
            "jobs",
            "fail-fast",
            "max-fail",
            "repeat",
            "shuffle",
            "timeout",
            "run-timeout",
            "step-timeout",
            "login-timeout",
            "strict-wire",
            "read-only",
            "groovy",
            "max-line",
            "max-body");

    private static final String VARIABLE = PREFIX + "var.";
    private static final String SECRET = PREFIX + "secret.";

    private final ConfigurationParameters parameters;
    private final Map<String, String> environment;
    private Configured configured = Configured.NOTHING;
    private @Nullable Profile profile;

    private Configuration(ConfigurationParameters parameters, Map<String, String> environment) {
        this.parameters = parameters;
        this.environment = environment;
    }

    /**
     * Reads the settings of a run.
     *
     * @param scripts files and directories from which a configuration is looked for
     * @throws dev.parley.config.ConfigException when the configuration is wrong
     * @throws IllegalArgumentException with a sentence for the user when something is not as it should be
     */
    static EngineSettings read(ConfigurationParameters parameters, Collection<Path> scripts) {
        return read(parameters, scripts, System.getenv());
    }

    static EngineSettings read(
            ConfigurationParameters parameters, Collection<Path> scripts, Map<String, String> environment) {
        Configuration configuration = new Configuration(parameters, environment);
        configuration.refuseUnknown();
        configuration.configured =
                Configured.of(configuration.value("config", Path::of).orElse(null), scripts);
        configuration.profile = configuration.configured.profile(configuration.chosen());
        return configuration.settings();
    }

    private void refuseUnknown() {
        for (String key : new TreeSet<>(parameters.keySet())) {
            if (key.startsWith(PREFIX)
                    && !key.startsWith(VARIABLE)
                    && !key.startsWith(SECRET)
                    && !NAMES.contains(key.substring(PREFIX.length()))) {
                throw new IllegalArgumentException("There is no setting `" + key + "`"
                        + Spelling.nearest(key.substring(PREFIX.length()), NAMES)
                                .map(name -> "; did you mean `" + PREFIX + name + "`?")
                                .orElse("."));
            }
        }
    }

    private EngineSettings settings() {
        TestServer server = server();
        Secrets secrets = new Secrets(WireText::encode);
        Variables variables = variables();
        variables.all().stream()
                .filter(Variables.Given::secret)
                .forEach(variable -> secrets.add(Secret.of(variable.value())));
        Surroundings surroundings = new Surroundings(
                Path.of(""),
                environment::get,
                new Random(),
                InstantSource.system(),
                WireText::decode,
                WireText::encode);
        Limits limits = new Limits(
                Math.toIntExact(Math.min(
                        value("max-line", Measures::size).orElse((long) Limits.CUSTOMARY.line()),
                        Integer.MAX_VALUE / 2)),
                value("max-body", Measures::size).orElse(Limits.CUSTOMARY.body()));
        RunSettings run = new RunSettings(
                value("step-timeout", Configuration::duration).orElse(EngineSettings.STEP_TIMEOUT),
                value("login-timeout", Configuration::duration).orElse(EngineSettings.LOGIN_TIMEOUT),
                value("timeout", Configuration::duration).orElse(EngineSettings.TEST_TIMEOUT),
                flag("strict-wire", false),
                flag("read-only", false),
                new SessionSettings(limits, System::nanoTime),
                secrets,
                surroundings);
        return new EngineSettings(
                server,
                new ProgramLoader(
                        new Expressions(flag("groovy", true)),
                        surroundings,
                        server.accountNames(),
                        variables.values(),
                        Path::toString),
                run,
                value("jobs", Configuration::jobs).orElse(1),
                flag("fail-fast", false)
                        ? 1
                        : value("max-fail", text -> number("max-fail", text, 0)).orElse(0),
                value("repeat", text -> number("repeat", text, 1)).orElse(1),
                value("shuffle", text -> OptionalLong.of(number("shuffle", text, 0)))
                        .orElse(OptionalLong.empty()),
                value("run-timeout", Configuration::duration).orElse(null),
                () -> "");
    }

    private TestServer server() {
        String chosen = chosen();
        if (configured.isEmbedded(chosen)) {
            return new EmbeddedServer(InstantSource.system());
        }
        List<String> passwords =
                list("password-env").stream().map(this::password).toList();
        Profile known = profile;
        if (known != null) {
            return RemoteServer.of(
                    known.facts(environment::get, "--server " + known.name()),
                    value("tls", RemoteServer::mode).orElse(null),
                    value("tls-address", Function.identity()).orElse(null),
                    value("ca", Path::of).orElse(null),
                    Accounts.of(list("user"), passwords));
        }
        String address = String.valueOf(chosen);
        TlsSettings base = TlsSettings.CUSTOMARY;
        TlsSettings settings = new TlsSettings(
                base.verify(),
                value("ca", Path::of).orElse(null),
                base.authorities(),
                null,
                base.versions(),
                base.ciphers(),
                null);
        return RemoteServer.of(
                address,
                value("tls", RemoteServer::mode).orElse(ServerFacts.Mode.OFF),
                value("tls-address", Function.identity()).orElse(null),
                settings,
                Accounts.of(list("user"), passwords),
                "--server " + address);
    }

    /** A name or an address; null when nothing is chosen. */
    private @Nullable String chosen() {
        return value("server", Function.identity()).orElse(null);
    }

    /** Those of parameters count before all others. */
    private Variables variables() {
        Variables variables = Variables.of(configured, profile, environment, true);
        for (String key : new TreeSet<>(parameters.keySet())) {
            String value = parameters.get(key).orElse("");
            if (key.startsWith(VARIABLE)) {
                variables.put(key.substring(VARIABLE.length()), value, false, key);
            } else if (key.startsWith(SECRET)) {
                variables.put(key.substring(SECRET.length()), value, true, key);
            }
        }
        return variables;
    }

    private String password(String variable) {
        String password = environment.get(variable);
        if (password == null) {
            throw new IllegalArgumentException(
                    "The environment has no variable `" + variable + "` (" + PREFIX + "password-env).");
        }
        return password;
    }

    private <T> Optional<T> value(String name, Function<String, T> read) {
        return parameters
                .get(PREFIX + name)
                .or(() -> Optional.ofNullable(
                        environment.get("PARLEY_" + name.replace('-', '_').toUpperCase(Locale.ROOT))))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .or(() -> configured.setting(profile, name).map(Setting::value))
                .map(read);
    }

    private boolean flag(String name, boolean customary) {
        return value(name, text -> switch (text) {
                    case "true", "on" -> true;
                    case "false", "off" -> false;
                    default ->
                        throw new IllegalArgumentException(
                                "`" + PREFIX + name + "` is `on` or `off`, not `" + text + "`.");
                })
                .orElse(customary);
    }

    private List<String> list(String name) {
        return Arrays.stream(value(name, Function.identity()).orElse("").split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /** As on the command line; a number alone is seconds. */
    private static Duration duration(String text) {
        return Measures.duration(text.matches("\\d+") ? text + "s" : text);
    }

    private static int jobs(String text) {
        return text.equals("auto") ? Runtime.getRuntime().availableProcessors() : number("jobs", text, 1);
    }

    private static int number(String name, String text, int least) {
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least) {
            throw new IllegalArgumentException(
                    "`" + PREFIX + name + "` is a number from " + least + ", not `" + text + "`.");
        }
        return Integer.parseInt(text);
    }
}
