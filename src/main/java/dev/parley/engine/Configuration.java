package dev.parley.engine;

import dev.parley.config.Measures;
import dev.parley.expression.Expressions;
import dev.parley.expression.Surroundings;
import dev.parley.interpreter.RunSettings;
import dev.parley.program.ProgramLoader;
import dev.parley.secret.Secrets;
import dev.parley.server.Accounts;
import dev.parley.server.EmbeddedServer;
import dev.parley.server.RemoteServer;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.ConfigurationParameters;

/**
 * Settings from configuration parameters, where another launcher runs the engine. They are called like the options of
 * the command line, as {@code parley.tls-address}, and written like their values; lists have commas.
 */
final class Configuration {
    private static final String PREFIX = "parley.";
    private static final List<String> NAMES = List.of(
            "server",
            "tls",
            "tls-address",
            "ca",
            "user",
            "password-env",
            "jobs",
            "max-fail",
            "repeat",
            "shuffle",
            "timeout",
            "run-timeout",
            "strict-wire",
            "read-only",
            "groovy",
            "max-line",
            "max-body");

    private final ConfigurationParameters parameters;
    private final UnaryOperator<@Nullable String> environment;

    private Configuration(ConfigurationParameters parameters, UnaryOperator<@Nullable String> environment) {
        this.parameters = parameters;
        this.environment = environment;
    }

    /**
     * Reads the settings of a run.
     *
     * @throws IllegalArgumentException with a sentence for the user when something is not as it should be
     */
    static EngineSettings read(ConfigurationParameters parameters) {
        Configuration configuration = new Configuration(parameters, System::getenv);
        configuration.refuseUnknown();
        return configuration.settings();
    }

    private void refuseUnknown() {
        for (String key : new TreeSet<>(parameters.keySet())) {
            if (key.startsWith(PREFIX) && !NAMES.contains(key.substring(PREFIX.length()))) {
                throw new IllegalArgumentException("There is no setting `" + key + "`"
                        + Spelling.nearest(key.substring(PREFIX.length()), NAMES)
                                .map(name -> "; did you mean `" + PREFIX + name + "`?")
                                .orElse("."));
            }
        }
    }

    private EngineSettings settings() {
        TestServer server = server();
        Surroundings surroundings = new Surroundings(
                Path.of(""), environment, new Random(), InstantSource.system(), WireText::decode, WireText::encode);
        Limits limits = new Limits(
                Math.toIntExact(Math.min(
                        value("max-line", Measures::size).orElse((long) Limits.CUSTOMARY.line()),
                        Integer.MAX_VALUE / 2)),
                value("max-body", Measures::size).orElse(Limits.CUSTOMARY.body()));
        RunSettings run = new RunSettings(
                EngineSettings.STEP_TIMEOUT,
                EngineSettings.LOGIN_TIMEOUT,
                value("timeout", Configuration::duration).orElse(EngineSettings.TEST_TIMEOUT),
                flag("strict-wire", false),
                flag("read-only", false),
                new SessionSettings(limits, System::nanoTime),
                new Secrets(WireText::encode),
                surroundings);
        return new EngineSettings(
                server,
                new ProgramLoader(new Expressions(flag("groovy", true)), surroundings, server.accountNames()),
                run,
                value("jobs", Configuration::jobs).orElse(1),
                value("max-fail", text -> number("max-fail", text, 0)).orElse(0),
                value("repeat", text -> number("repeat", text, 1)).orElse(1),
                value("shuffle", text -> OptionalLong.of(number("shuffle", text, 0)))
                        .orElse(OptionalLong.empty()),
                value("run-timeout", Configuration::duration).orElse(null),
                () -> "");
    }

    private TestServer server() {
        String address = value("server", Function.identity()).orElse("");
        if (address.isEmpty()) {
            return new EmbeddedServer(InstantSource.system());
        }
        List<String> passwords =
                list("password-env").stream().map(this::password).toList();
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
                RemoteServer.mode(value("tls", Function.identity()).orElse("off")),
                value("tls-address", Function.identity()).orElse(null),
                settings,
                Accounts.of(list("user"), passwords),
                "--server " + address);
    }

    private String password(String variable) {
        String password = environment.apply(variable);
        if (password == null) {
            throw new IllegalArgumentException(
                    "The environment has no variable `" + variable + "` (" + PREFIX + "password-env).");
        }
        return password;
    }

    private <T> Optional<T> value(String name, Function<String, T> read) {
        return parameters.get(PREFIX + name).map(String::strip).map(read);
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
