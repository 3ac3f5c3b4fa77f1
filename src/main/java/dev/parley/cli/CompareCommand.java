package dev.parley.cli;

import dev.parley.compare.Baseline;
import dev.parley.compare.BaselineFile;
import dev.parley.compare.Comparison;
import dev.parley.compare.ComparisonHtml;
import dev.parley.compare.ComparisonJson;
import dev.parley.compare.ComparisonJunit;
import dev.parley.compare.ComparisonMarkdown;
import dev.parley.compare.ComparisonText;
import dev.parley.compare.InventoryDifferences;
import dev.parley.difference.Rule;
import dev.parley.difference.Severity;
import dev.parley.inventory.InventoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code parley compare}. */
@Command(name = "compare", description = CompareCommand.DESCRIPTION)
final class CompareCommand implements Callable<Integer> {
    static final String DESCRIPTION =
            "Says what is different between two servers, or between a server and what was recorded of one.";

    private final Streams streams;

    @Mixin
    private MeasureOptions options = new MeasureOptions();

    private final ServerOptions servers = new ServerOptions();

    @Mixin(name = ServerOptions.MIXIN)
    private final CommandSpec serversOptions = servers.options();

    @Option(
            names = "--base",
            required = true,
            paramLabel = "SERVER|FILE",
            description = "What is known: a server, a baseline of `parley record`, or an inventory.")
    private String base = "";

    @Option(
            names = "--target",
            required = true,
            paramLabel = "SERVER|FILE",
            description = "What is asked about: a server, a baseline, or an inventory.")
    private String target = "";

    @Option(
            names = "--fail-on",
            paramLabel = "breaking|notable|none",
            defaultValue = "breaking",
            description = "From which difference on the exit code is 1.")
    private FailOn failOn = FailOn.BREAKING;

    @Option(
            names = "--show",
            paramLabel = "breaking|notable|volatile",
            defaultValue = "notable",
            description = "The least serious differences that are printed.")
    private Severity show = Severity.NOTABLE;

    @Option(names = "--report-json", paramLabel = "FILE", description = "Write all differences as JSON.")
    private @Nullable Path json;

    @Option(names = "--report-html", paramLabel = "FILE", description = "Write all differences as one page.")
    private @Nullable Path html;

    @Option(names = "--report-markdown", paramLabel = "FILE", description = "Write all differences as Markdown.")
    private @Nullable Path markdown;

    @Option(
            names = "--report-junit",
            paramLabel = "FILE",
            description = "Write JUnit XML; a breaking difference is a failed test case.")
    private @Nullable Path junit;

    /** What could not be run where it was known is never taken for no difference. */
    private ExitCode unknown = ExitCode.OK;

    enum FailOn {
        BREAKING,
        NOTABLE,
        NONE
    }

    CompareCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        options.check();
        try {
            Path before = Path.of(base);
            Path after = Path.of(target);
            if (InventoryFile.is(before) != InventoryFile.is(after)) {
                throw new UsageException(
                        ExitCode.USAGE, "An inventory is compared with an inventory; `parley inventory` makes one.");
            }
            Comparison comparison = InventoryFile.is(before)
                    ? inventories(InventoryFile.open(before), InventoryFile.open(after))
                    : measured();
            if (comparison == null) {
                return ExitCode.INTERRUPTED.code();
            }
            return ExitCode.worst(List.of(told(comparison), reports(comparison), unknown))
                    .code();
        } catch (IOException e) {
            throw new UsageException(ExitCode.SCRIPT, String.valueOf(e.getMessage()));
        }
    }

    private Comparison inventories(InventoryFile before, InventoryFile after) throws IOException {
        return InventoryDifferences.of(before, after, rules());
    }

    private List<Rule> rules() {
        return servers.configured().rules();
    }

    /** Null when it was interrupted. */
    private @Nullable Comparison measured() throws IOException {
        Baseline known = BaselineFile.is(Path.of(base)) ? BaselineFile.read(Path.of(base)) : null;
        Baseline asked = BaselineFile.is(Path.of(target)) ? BaselineFile.read(Path.of(target)) : null;
        if (known != null && asked != null) {
            return compared(known, asked, false);
        }
        try (Workload workload = options.workload();
                Measured first = known != null ? null : measured(base, workload);
                Measured second = asked != null ? null : measured(target, workload);
                Interruption interruption = Interruption.watch(() -> {
                    interrupt(first);
                    interrupt(second);
                })) {
            long tests = look(first) + look(second);
            for (int round = 1; round <= options.rounds() && !interruption.happened(); round++) {
                // In turn, so that what slows the machine down slows both.
                tests = run(first, round) + run(second, round);
            }
            if (interruption.happened()) {
                return null;
            }
            if (tests == 0) {
                throw new UsageException(
                        ExitCode.NO_TESTS, "No tests were found here; `parley list` shows what there is.");
            }
            return compared(
                    first == null ? java.util.Objects.requireNonNull(known) : first.baseline(),
                    second == null ? java.util.Objects.requireNonNull(asked) : second.baseline(),
                    first != null && second != null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private Comparison compared(Baseline before, Baseline after, boolean inTurn) {
        if (before.maildrops().isEmpty() != after.maildrops().isEmpty()) {
            streams.err()
                    .println("parley: The maildrops were read of one of the two only (`--inventory`), so mail is not"
                            + " compared.");
        }
        List<String> never = before.couldNotRun();
        if (!never.isEmpty()) {
            unknown = ExitCode.COULD_NOT_RUN;
            streams.err()
                    .println("parley: What could not be run on `" + before.server() + "` tells nothing of a change: "
                            + String.join(", ", never) + ".");
        }
        return Comparison.of(before, after, rules(), inTurn);
    }

    private Measured measured(String choice, Workload workload) throws IOException {
        if (Files.isRegularFile(Path.of(choice))) {
            throw new IOException("The file `" + choice + "` is no baseline of Parley's.");
        }
        // Before anything is asked: a path may be wrong.
        workload.request();
        return new Measured(servers.server(streams, choice), servers, streams, options, workload);
    }

    private static void interrupt(@Nullable Measured measured) {
        if (measured != null) {
            measured.interrupt();
        }
    }

    private static long look(@Nullable Measured measured) throws InterruptedException {
        if (measured != null) {
            measured.look();
        }
        return 0;
    }

    private static long run(@Nullable Measured measured, int round) {
        return measured == null ? 0 : measured.run(round);
    }

    private ExitCode told(Comparison comparison) {
        streams.out().print(ComparisonText.of(comparison, show));
        boolean fails = switch (failOn) {
            case BREAKING -> comparison.count(Severity.BREAKING) > 0;
            case NOTABLE -> comparison.count(Severity.BREAKING) + comparison.count(Severity.NOTABLE) > 0;
            case NONE -> false;
        };
        return fails ? ExitCode.FAILED : ExitCode.OK;
    }

    private ExitCode reports(Comparison comparison) {
        return ExitCode.worst(List.of(
                ReportFile.report(json, writer -> ComparisonJson.write(comparison, writer), streams.err()),
                ReportFile.report(html, writer -> ComparisonHtml.write(comparison, writer), streams.err()),
                ReportFile.report(
                        markdown, writer -> ReportFile.text(ComparisonMarkdown.of(comparison), writer), streams.err()),
                ReportFile.report(junit, writer -> ComparisonJunit.write(comparison, writer), streams.err())));
    }
}
