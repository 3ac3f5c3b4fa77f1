package dev.parley.cli;

import dev.parley.report.FailureText;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much of a run is printed, and how. */
final class OutputOptions {
    @Option(names = "--color", paramLabel = "auto|always|never", defaultValue = "auto")
    private Color color = Color.AUTO;

    @Option(
            names = {"-q", "--quiet"},
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Print failures and counts only.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Print deviations, notes, logs and findings too.")
    private boolean verbose;

    @Option(
            names = {"-vv", "--very-verbose"},
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Print the transcript of every test too.")
    private boolean veryVerbose;

    @Option(
            names = "--debug",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "true|false",
            description = "Like -vv, with what a report of a fault needs.")
    private boolean debug;

    @Option(
            names = "--transcript",
            paramLabel = "none|tail|full",
            description = "How much of what was exchanged, and of long values, a failure shows; tail by habit.")
    private FailureText.@Nullable Extent transcript;

    @Option(
            names = "--transcript-dir",
            paramLabel = "DIR",
            description = "Write what each test exchanged to a file of its own there.")
    private @Nullable Path transcriptDirectory;

    enum Color {
        AUTO,
        ALWAYS,
        NEVER;

        /** Left to itself, on a terminal that knows colours; NO_COLOR and FORCE_COLOR as many programs have them. */
        boolean isOn(Streams streams) {
            return switch (this) {
                case ALWAYS -> true;
                case NEVER -> false;
                case AUTO -> {
                    String no = streams.environment().apply("NO_COLOR");
                    String force = streams.environment().apply("FORCE_COLOR");
                    yield force != null && !force.isEmpty() && !force.equals("0")
                            || streams.terminal()
                                    && (no == null || no.isEmpty())
                                    && !"dumb".equals(streams.environment().apply("TERM"));
                }
            };
        }
    }

    boolean debug() {
        return debug;
    }

    /** Where transcripts go; null for nowhere. */
    @Nullable
    Path transcriptDirectory() {
        return transcriptDirectory;
    }

    /** Whether all that is exchanged is to be seen somewhere. */
    boolean wholeTranscripts() {
        return transcriptDirectory != null || extent() == FailureText.Extent.FULL;
    }

    /** Whether long values are shown to their end. */
    boolean wholeValues() {
        return extent() == FailureText.Extent.FULL;
    }

    Console console(Streams streams) {
        return new Console(streams.out(), verbosity(), extent(), color.isOn(streams), streams.terminal());
    }

    private Console.Verbosity verbosity() {
        return veryVerbose || debug
                ? Console.Verbosity.VERY_VERBOSE
                : verbose ? Console.Verbosity.VERBOSE : quiet ? Console.Verbosity.QUIET : Console.Verbosity.NORMAL;
    }

    private FailureText.Extent extent() {
        if (transcript != null) {
            return transcript;
        }
        return verbosity() == Console.Verbosity.VERY_VERBOSE ? FailureText.Extent.FULL : FailureText.Extent.TAIL;
    }
}
