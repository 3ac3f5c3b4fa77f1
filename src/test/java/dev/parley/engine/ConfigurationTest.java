package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.program.Loaded;
import dev.parley.server.ServerFacts;
import dev.parley.wire.Endpoint;
import dev.parley.wire.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.ConfigurationParameters;

/** Settings of a build file or an IDE come to the same as the options of the command line. */
class ConfigurationTest {
    private record Parameters(Map<String, String> values) implements ConfigurationParameters {
        @Override
        public Optional<String> get(String key) {
            return Optional.ofNullable(values.get(key));
        }

        @Override
        public Optional<Boolean> getBoolean(String key) {
            return get(key).map(Boolean::valueOf);
        }

        @Override
        public Set<String> keySet() {
            return values.keySet();
        }
    }

    private static EngineSettings read(Map<String, String> values) {
        return Configuration.read(new Parameters(values), List.of(), Map.of());
    }

    @Test
    void withoutAnyTheEmbeddedServerIsTestedInOneJob() {
        EngineSettings settings = read(Map.of("junit.platform.something", "else"));
        assertThat(settings.server().name()).isEqualTo("embedded");
        assertThat(settings.jobs()).isEqualTo(1);
        assertThat(settings.repeat()).isEqualTo(1);
        assertThat(settings.maxFail()).isZero();
        assertThat(settings.shuffle()).isEmpty();
        assertThat(settings.runTimeout()).isNull();
        assertThat(settings.run().testTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.run().sessions().limits()).isEqualTo(Limits.CUSTOMARY);
    }

    @Test
    void allOfThemAreHeard() {
        EngineSettings settings = read(Map.ofEntries(
                Map.entry("parley.server", "mail.example.org:110"),
                Map.entry("parley.tls", "starttls"),
                Map.entry("parley.tls-address", "mail.example.org:995"),
                Map.entry("parley.jobs", "auto"),
                Map.entry("parley.max-fail", "3"),
                Map.entry("parley.repeat", "2"),
                Map.entry("parley.shuffle", "7"),
                Map.entry("parley.timeout", "60"),
                Map.entry("parley.run-timeout", "5m"),
                Map.entry("parley.step-timeout", "20s"),
                Map.entry("parley.login-timeout", "1m"),
                Map.entry("parley.strict-wire", "true"),
                Map.entry("parley.read-only", "on"),
                Map.entry("parley.max-line", "1KB"),
                Map.entry("parley.max-body", "2MB")));
        ServerFacts facts = settings.server().facts();
        assertThat(facts.mode()).isEqualTo(ServerFacts.Mode.STARTTLS);
        assertThat(facts.plain()).isEqualTo(new Endpoint("mail.example.org", 110));
        assertThat(facts.tls()).isEqualTo(new Endpoint("mail.example.org", 995));
        assertThat(settings.jobs()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(settings.maxFail()).isEqualTo(3);
        assertThat(settings.repeat()).isEqualTo(2);
        assertThat(settings.shuffle()).isEqualTo(OptionalLong.of(7));
        assertThat(settings.run().testTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.runTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.run().stepTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.run().loginTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.run().strictWire()).isTrue();
        assertThat(settings.run().readOnly()).isTrue();
        assertThat(settings.run().sessions().limits()).isEqualTo(new Limits(1024, 2 * 1024 * 1024));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parley.sever      | x     | There is no setting `parley.sever`; did you mean `parley.server`?",
                "parley.zzzzzzzzz  | x     | There is no setting `parley.zzzzzzzzz`.",
                "parley.jobs       | 0     | `parley.jobs` is a number from 1, not `0`.",
                "parley.repeat     | often | `parley.repeat` is a number from 1, not `often`.",
                "parley.timeout    | soon  | `soon` is no duration above zero; write it as 250ms, 2s or 5m.",
                "parley.max-body   | 1     | `1` is too small: a limit is at least 512 octets.",
                "parley.groovy     | maybe | `parley.groovy` is `on` or `off`, not `maybe`.",
                "parley.server     | a:b   | The port in `a:b` is not a number; an address is HOST:PORT.",
            })
    void whatIsNoSettingIsRefused(String key, String value, String sentence) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }

    @Test
    void aServerNeedsItsModeAndItsPasswords() {
        assertThatThrownBy(() -> read(Map.of("parley.server", "a:110", "parley.tls", "later")))
                .hasMessage("TLS is `off`, `implicit` or `starttls`, not `later`.");
        assertThatThrownBy(() -> read(Map.of(
                        "parley.server", "a:110", "parley.user", "x", "parley.password-env", "PARLEY_TEST_NOT_SET")))
                .hasMessage("The environment has no variable `PARLEY_TEST_NOT_SET` (parley.password-env).");
    }

    @Test
    void theServerMayBeAProfileAndWhatItSaysIsOverriddenInOrder(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("parley.toml"), """
            repeat = 2
            jobs = 2
            timeout = "2s"
            [server.staging]
            address = "mail.example.org:110"
            jobs = 3
            timeout = "3s"
            user.alice.password = { env = "ALICE" }
            """);
        Path script = Files.writeString(directory.resolve("a.parley"), "");
        EngineSettings settings = Configuration.read(
                new Parameters(Map.of("parley.server", "staging", "parley.timeout", "5s", "parley.tls", "starttls")),
                List.of(script),
                Map.of("ALICE", "secret", "PARLEY_JOBS", "4", "PARLEY_TIMEOUT", "4s"));
        assertThat(settings.server().facts().mode()).isEqualTo(ServerFacts.Mode.STARTTLS);
        assertThat(settings.server().accountNames()).containsExactly("alice");
        assertThat(settings.repeat()).isEqualTo(2);
        assertThat(settings.jobs()).isEqualTo(4);
        assertThat(settings.run().testTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThatThrownBy(() -> Configuration.read(
                        new Parameters(Map.of("parley.server", "stagin")), List.of(directory), Map.of()))
                .hasMessageContaining("did you mean `staging`?");
    }

    @Test
    void variablesAreParametersToo() {
        EngineSettings settings = Configuration.read(
                new Parameters(Map.of("parley.var.region", "eu", "parley.secret.token", "hunter2hunter2")),
                List.of(),
                Map.of("PARLEY_VAR_region", "us", "PARLEY_VAR_other", "x"));
        assertThat(settings.run().secrets().mask("it is hunter2hunter2")).doesNotContain("hunter2");
        assertThat(settings.loader()
                        .load("x", "test \"x\" { check region == other; check token == other }", Path.of("")))
                .isInstanceOf(Loaded.Accepted.class);
        assertThatThrownBy(() -> read(Map.of("parley.var.reply", "x")))
                .hasMessage("The variable `reply` would hide what the language calls so itself.");
    }
}
