package dev.parley.interpreter;

import dev.parley.expression.Surroundings;
import dev.parley.secret.Secrets;
import dev.parley.wire.SessionSettings;
import java.time.Duration;

/**
 * What holds for every test of a run.
 *
 * @param stepTimeout for a step without its own {@code within}; 10 s by habit
 * @param loginTimeout for the steps of a login; 30 s by habit
 * @param testTimeout for a test without its own {@code timeout}
 * @param strictWire whether findings are failures
 * @param readOnly whether DELE is stopped before the wire
 * @param dialogues whether each command and reply is kept, to be compared with another run's
 * @param secrets what must not be shown in any test; each adds its own within
 */
public record RunSettings(
        Duration stepTimeout,
        Duration loginTimeout,
        Duration testTimeout,
        boolean strictWire,
        boolean readOnly,
        boolean dialogues,
        SessionSettings sessions,
        Secrets secrets,
        Surroundings surroundings) {
    /** Keeps no dialogues. */
    public RunSettings(
            Duration stepTimeout,
            Duration loginTimeout,
            Duration testTimeout,
            boolean strictWire,
            boolean readOnly,
            SessionSettings sessions,
            Secrets secrets,
            Surroundings surroundings) {
        this(stepTimeout, loginTimeout, testTimeout, strictWire, readOnly, false, sessions, secrets, surroundings);
    }
}
