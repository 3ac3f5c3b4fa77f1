package dev.parley.launcher;

import java.io.IOException;
import java.util.logging.LogManager;

/**
 * Drops what libraries log; in a run the transcript is the log. As it reads its configuration, the JDK's own manager looks
 * for other providers of logging, for which it opens every jar of the class path: a quarter of the time of a short run.
 * The JUnit Platform asks for a logger as it starts, whether it has something to say or not.
 */
public final class NoLogging extends LogManager {
    /** The way to have no configuration, and no look for providers: the JDK goes on without. */
    @Override
    public void readConfiguration() throws IOException {
        throw new IOException("Parley does not log.");
    }
}
