package dev.parley.cli;

import dev.parley.engine.EngineSettings;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How long tests and their steps may take where they say nothing of it. */
final class TimeOptions {
    private Duration test = EngineSettings.TEST_TIMEOUT;
    private Duration step = EngineSettings.STEP_TIMEOUT;
    private Duration login = EngineSettings.LOGIN_TIMEOUT;

    /** The options, of which the values are here. */
    CommandSpec options() {
        return new Options(this)
                .value(
                        Duration.class,
                        () -> test,
                        value -> test = value,
                        time("--timeout", "5m", "For a test that sets none of its own."))
                .value(
                        Duration.class,
                        () -> step,
                        value -> step = value,
                        time("--step-timeout", "10s", "For a step that says nothing of its own."))
                .value(
                        Duration.class,
                        () -> login,
                        value -> login = value,
                        time("--login-timeout", "30s", "For each step of a login that says nothing of its own."))
                .spec();
    }

    private static OptionSpec.Builder time(String name, String customary, String description) {
        return OptionSpec.builder(name)
                .paramLabel("TIME")
                .defaultValue(customary)
                .converters(new MeasureConverters.Time())
                .description(description);
    }

    Duration test() {
        return test;
    }

    Duration step() {
        return step;
    }

    Duration login() {
        return login;
    }
}
