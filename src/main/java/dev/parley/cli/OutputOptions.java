package dev.parley.cli;

import dev.parley.report.FailureText;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How much of a run is printed, and how. */
final class OutputOptions {
    private Color color = Color.AUTO;

    private boolean quiet;

    private boolean verbose;

    private boolean veryVerbose;

    private boolean debug;

    private FailureText.@Nullable Extent transcript;

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

    /** The options, of which the values are here. */
    CommandSpec options() {
        return new Options(this)
                .value(
                        Color.class,
                        () -> color,
                        value -> color = value,
                        OptionSpec.builder("--color")
                                .paramLabel("auto|always|never")
                                .defaultValue("auto"))
                .flag(
                        () -> quiet,
                        value -> quiet = value,
                        OptionSpec.builder("-q", "--quiet").description("Print failures and counts only."))
                .flag(
                        () -> verbose,
                        value -> verbose = value,
                        OptionSpec.builder("-v", "--verbose")
                                .description("Print deviations, notes, logs and findings too."))
                .flag(
                        () -> veryVerbose,
                        value -> veryVerbose = value,
                        OptionSpec.builder("-vv", "--very-verbose")
                                .description("Print the transcript of every test too."))
                .flag(
                        () -> debug,
                        value -> debug = value,
                        OptionSpec.builder("--debug").description("Like -vv, with what a report of a fault needs."))
                .value(
                        FailureText.Extent.class,
                        () -> transcript,
                        value -> transcript = value,
                        OptionSpec.builder("--transcript")
                                .paramLabel("none|tail|full")
                                .description(
                                        "How much of what was exchanged, and of long values, a failure shows; tail by"
                                                + " habit."))
                .value(
                        Path.class,
                        () -> transcriptDirectory,
                        value -> transcriptDirectory = value,
                        OptionSpec.builder("--transcript-dir")
                                .paramLabel("DIR")
                                .description("Write what each test exchanged to a file of its own there."))
                .spec();
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
