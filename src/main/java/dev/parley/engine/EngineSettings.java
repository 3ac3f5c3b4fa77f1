package dev.parley.engine;

import dev.parley.interpreter.RunSettings;
import dev.parley.program.ProgramLoader;
import dev.parley.server.TestServer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a run is done.
 *
 * @param server the server under test; whoever made it closes it
 * @param loader reads the scripts
 * @param run what holds for every test
 * @param jobs how many tests run at once
 * @param maxFail after so many failures the rest is skipped; 0 for never
 * @param repeat how often each test runs
 * @param shuffle the seed of a random order, or empty for that of the files
 * @param runTimeout for the whole run; null for none
 * @param standardInput the script that {@code -} stands for
 */
public record EngineSettings(
        TestServer server,
        ProgramLoader loader,
        RunSettings run,
        int jobs,
        int maxFail,
        int repeat,
        OptionalLong shuffle,
        @Nullable Duration runTimeout,
        Supplier<String> standardInput) {
    /** For a step that says nothing of its own. */
    public static final Duration STEP_TIMEOUT = Duration.ofSeconds(10);

    /** For each step of a login: servers answer a wrong password late. */
    public static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(30);

    /** For a test that sets none of its own. */
    public static final Duration TEST_TIMEOUT = Duration.ofMinutes(5);
}
