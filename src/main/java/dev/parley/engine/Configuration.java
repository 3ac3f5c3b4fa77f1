package dev.parley.engine;

import dev.parley.expression.Expressions;
import dev.parley.expression.Surroundings;
import dev.parley.interpreter.RunSettings;
import dev.parley.program.ProgramLoader;
import dev.parley.server.Accounts;
import dev.parley.server.EmbeddedServer;
import dev.parley.server.RemoteServer;
import dev.parley.server.TestServer;
import dev.parley.wire.SessionSettings;
import dev.parley.wire.TlsSettings;
import dev.parley.wire.WireText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.platform.engine.ConfigurationParameters;

/**
 * Settings from configuration parameters, where another launcher runs the engine: {@code parley.server}, {@code
 * parley.tls}, {@code parley.tls-address}, {@code parley.ca}, {@code parley.user} and {@code parley.password-env} (lists
 * with commas), {@code parley.jobs}, {@code parley.timeout} in seconds.
 */
final class Configuration {
    private Configuration() {}

    static EngineSettings read(ConfigurationParameters parameters) {
        TestServer server = server(parameters);
        Surroundings surroundings = new Surroundings(
                Path.of(""), System::getenv, new Random(), InstantSource.system(), WireText::decode, WireText::encode);
        Duration timeout = Duration.ofSeconds(
                parameters.get("parley.timeout", Long::valueOf).orElse(300L));
        RunSettings run = new RunSettings(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                timeout,
                parameters.getBoolean("parley.strict-wire").orElse(false),
                false,
                SessionSettings.customary(),
                surroundings);
        return new EngineSettings(
                server,
                new ProgramLoader(new Expressions(true), surroundings, server.accountNames()),
                run,
                parameters.get("parley.jobs", Integer::valueOf).orElse(1),
                0,
                1,
                OptionalLong.empty(),
                null,
                () -> "");
    }

    private static TestServer server(ConfigurationParameters parameters) {
        String address = parameters.get("parley.server").orElse("");
        if (address.isEmpty()) {
            return new EmbeddedServer(InstantSource.system());
        }
        List<String> passwords = list(parameters, "parley.password-env").stream()
                .map(variable -> {
                    String password = System.getenv(variable);
                    if (password == null) {
                        throw new IllegalArgumentException(
                                "The environment has no variable `" + variable + "` with a password.");
                    }
                    return password;
                })
                .toList();
        TlsSettings base = TlsSettings.CUSTOMARY;
        TlsSettings settings = new TlsSettings(
                base.verify(),
                parameters.get("parley.ca").map(Path::of).orElse(null),
                base.authorities(),
                null,
                base.versions(),
                base.ciphers(),
                null);
        return RemoteServer.of(
                address,
                RemoteServer.mode(parameters.get("parley.tls").orElse("off")),
                parameters.get("parley.tls-address").orElse(null),
                settings,
                Accounts.of(list(parameters, "parley.user"), passwords),
                "--server " + address);
    }

    private static List<String> list(ConfigurationParameters parameters, String key) {
        return Arrays.stream(parameters.get(key).orElse("").split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }
}
