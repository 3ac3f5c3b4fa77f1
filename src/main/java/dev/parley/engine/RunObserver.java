package dev.parley.engine;

import dev.parley.interpreter.TestResult;
import dev.parley.program.Loaded;
import dev.parley.program.Program;
import dev.parley.program.TestCase;

/** Learns what happens in a run, with all that is known. Called by several threads. */
public interface RunObserver {
    /** Observes nothing. */
    RunObserver NONE = new RunObserver() {
        @Override
        public void rejected(String file, Loaded.Rejected script) {}

        @Override
        public void finished(Program program, TestCase test, String name, TestResult result) {}
    };

    /** A script cannot run. */
    void rejected(String file, Loaded.Rejected script);

    /**
     * A test is over, or was never begun.
     *
     * @param name the test's, with its repetition if there are several
     */
    void finished(Program program, TestCase test, String name, TestResult result);

    /**
     * What was selected is not there, such as a line on which no test stands.
     *
     * @param message a sentence for the user
     */
    default void notFound(String message) {}

    /**
     * The run was ended from outside: what ran was interrupted, and the rest is skipped.
     *
     * @param reason a few words, such as {@code the run was interrupted}
     */
    default void cutShort(String reason) {}
}
