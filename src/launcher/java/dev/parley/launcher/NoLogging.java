package dev.parley.launcher;

import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Drops what the JDK itself logs; in a run the transcript is the log. Without a provider of its own the first use of a
 * logger, which the JUnit Platform makes as it starts, opens every jar of the class path to look for one.
 */
public final class NoLogging extends System.LoggerFinder {
    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Silent(name);
    }

    private record Silent(String name) implements System.Logger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return false;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable e) {
            // Nobody reads it.
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String format, Object... parameters) {
            // Nobody reads it.
        }
    }
}
