package dev.parley.interpreter;

import dev.parley.program.Program;
import dev.parley.program.TestCase;
import dev.parley.server.TestServer;

/** One test being run: blocks the calling thread until the test is over. */
public final class TestRun {
    /** Nothing happens before {@link #run}. */
    public TestRun(Program program, TestCase test, TestServer server, RunSettings settings) {
        throw new UnsupportedOperationException();
    }

    /** Runs the test; never throws. */
    public TestResult run() {
        throw new UnsupportedOperationException();
    }

    /** Ends the test from another thread as soon as possible, as a problem that says why. */
    public void interrupt(String reason) {
        throw new UnsupportedOperationException();
    }
}
