package dev.parley.cli;

import dev.parley.compare.BaselineFile;
import dev.parley.source.Visible;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code parley record}. */
@Command(name = "record", description = RecordCommand.DESCRIPTION)
final class RecordCommand implements Callable<Integer> {
    static final String DESCRIPTION =
            "Runs scripts and keeps all that a server does, to be compared after its upgrade.";

    private final Streams streams;

    @Mixin
    private MeasureOptions options = new MeasureOptions();

    private final ServerOptions servers = new ServerOptions();

    @Mixin(name = ServerOptions.MIXIN)
    private final CommandSpec serversOptions = servers.options();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "Where the baseline is written.")
    private Path output = Path.of("");

    RecordCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        options.check();
        try (Workload workload = options.workload();
                Measured measured = new Measured(servers.server(streams), servers, streams, options, workload);
                Interruption interruption = Interruption.watch(measured::interrupt)) {
            measured.look();
            long tests = 0;
            for (int round = 1; round <= options.rounds() && !interruption.happened(); round++) {
                tests = measured.run(round);
            }
            if (interruption.happened()) {
                return ExitCode.INTERRUPTED.code();
            }
            if (tests == 0) {
                streams.err().println("parley: No tests were found here; `parley list` shows what there is.");
                return ExitCode.NO_TESTS.code();
            }
            ReportFile.write(output, writer -> BaselineFile.write(measured.baseline(), writer));
            streams.out()
                    .println("Recorded " + tests + (tests == 1 ? " test of " : " tests of ")
                            + Visible.line(measured.baseline().server()) + " in " + Visible.line(output.toString())
                            + ": " + measured.outcomes() + ".");
            List<String> never = measured.baseline().couldNotRun();
            if (!never.isEmpty()) {
                streams.err()
                        .println("parley: What could not be run will tell nothing of a change: "
                                + String.join(", ", never) + ".");
                return ExitCode.COULD_NOT_RUN.code();
            }
            return ExitCode.OK.code();
        } catch (IOException e) {
            throw new UsageException(
                    ExitCode.SCRIPT, "The baseline `" + output + "` cannot be written: " + e.getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED.code();
        }
    }
}
