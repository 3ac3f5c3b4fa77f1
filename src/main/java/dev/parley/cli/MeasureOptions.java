package dev.parley.cli;

import dev.parley.config.Variables;
import dev.parley.engine.EngineSettings;
import dev.parley.secret.Secrets;
import java.time.Duration;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a server is measured: the same for the one before and the one after. */
final class MeasureOptions {
    @Mixin
    private Selection selection = new Selection();

    @Mixin
    private VariableOptions given = new VariableOptions();

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N",
            defaultValue = "1",
            description = "How many tests run at once.")
    private int jobs = 1;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = "Run all tests N times, for times that can be compared.")
    private int repeat = 1;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = MeasureConverters.Time.class,
            description = "For a test that sets none of its own.")
    private Duration timeout = EngineSettings.TEST_TIMEOUT;

    @Option(
            names = "--inventory",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Read the maildrops of the accounts too, before the scripts run.")
    private boolean inventory;

    void check() {
        if (jobs < 1 || repeat < 1) {
            throw new UsageException(ExitCode.USAGE, "`--jobs` and `--repeat` are at least 1.");
        }
    }

    /** The variables that scripts are given; their secrets are kept from being shown. */
    Variables variables(ServerOptions servers, Secrets secrets, Streams streams) {
        Variables variables = given.resolve(servers, streams, true);
        given.keep(variables, secrets, streams);
        return variables;
    }

    LauncherDiscoveryRequest request() {
        return selection.request();
    }

    int jobs() {
        return jobs;
    }

    int rounds() {
        return repeat;
    }

    Duration timeout() {
        return timeout;
    }

    boolean inventory() {
        return inventory;
    }

    boolean progress(Streams streams) {
        return streams.terminal();
    }
}
