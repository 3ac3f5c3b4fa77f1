package dev.parley.cli;

import dev.parley.config.Variables;
import dev.parley.interpreter.RunSettings;
import dev.parley.secret.Secrets;
import dev.parley.wire.SessionSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * How a server is measured: the same for the one before and the one after. Tests run one by one: what runs beside a test
 * changes its times, and which account one for any user is given.
 */
final class MeasureOptions {
    private final Selection selection = new Selection();

    @Mixin
    private final CommandSpec selectionOptions = selection.options();

    private final VariableOptions given = new VariableOptions();

    @Mixin
    private final CommandSpec givenOptions = given.options();

    private final TimeOptions times = new TimeOptions();

    @Mixin
    private final CommandSpec timesOptions = times.options();

    @Option(
            names = "--conform",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Run the bundled conformance suite in place of scripts.")
    private boolean conform;

    @Option(
            names = "--slow",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "With --conform: also the tests that take minutes.")
    private boolean slow;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description = "Run all tests N times, for times that can be compared.")
    private int repeat = 1;

    @Option(
            names = "--read-only",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Stop DELE before the wire.")
    private boolean readOnly;

    @Option(
            names = "--inventory",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Read the maildrops of the accounts too, before the scripts run.")
    private boolean inventory;

    void check() {
        if (repeat < 1) {
            throw new UsageException(ExitCode.USAGE, "`--repeat` is at least 1.");
        }
    }

    /** The variables that scripts are given; their secrets are kept from being shown. */
    Variables variables(ServerOptions servers, Secrets secrets, Streams streams) {
        Variables variables = given.resolve(servers, streams, true);
        given.keep(variables, secrets, streams);
        return variables;
    }

    Workload workload() {
        return conform ? Workload.ofSuite(selection, slow) : Workload.ofScripts(selection);
    }

    int rounds() {
        return repeat;
    }

    RunSettings settings(Secrets secrets, Streams streams) {
        return new RunSettings(
                times.step(),
                times.login(),
                times.test(),
                false,
                readOnly,
                true,
                SessionSettings.customary(),
                secrets,
                Scripts.surroundings(streams));
    }

    boolean readOnly() {
        return readOnly;
    }

    boolean inventory() {
        return inventory;
    }
}
