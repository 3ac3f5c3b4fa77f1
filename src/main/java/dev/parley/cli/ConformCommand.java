package dev.parley.cli;

import dev.parley.config.ConfigException;
import dev.parley.config.Variables;
import dev.parley.config.Waiver;
import dev.parley.config.WaiverFile;
import dev.parley.conformance.Coverage;
import dev.parley.conformance.Judging;
import dev.parley.conformance.Matrix;
import dev.parley.conformance.MatrixText;
import dev.parley.conformance.Suite;
import dev.parley.conformance.Verdict;
import dev.parley.conformance.Waiving;
import dev.parley.engine.EngineSettings;
import dev.parley.engine.ParleyEngine;
import dev.parley.interpreter.RunSettings;
import dev.parley.program.Loaded;
import dev.parley.program.ProgramLoader;
import dev.parley.report.ProblemRecord;
import dev.parley.report.RunRecord;
import dev.parley.requirement.Catalogue;
import dev.parley.requirement.Requirement;
import dev.parley.secret.Secrets;
import dev.parley.server.TestServer;
import dev.parley.source.DiagnosticRenderer;
import dev.parley.source.Visible;
import dev.parley.wire.SessionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code parley conform}. */
@Command(name = "conform", description = ConformCommand.DESCRIPTION)
final class ConformCommand implements Callable<Integer> {
    static final String DESCRIPTION =
            "Runs the bundled conformance suite against one server; without --server, the embedded one.";

    /** Tests for each account: those that hold none, such as of wrong passwords, mostly wait for the server. */
    private static final int AT_ONCE = 3;

    private final Streams streams;

    private final ServerOptions servers = new ServerOptions();

    @Mixin(name = ServerOptions.MIXIN)
    private final CommandSpec serversOptions = servers.options();

    private final VariableOptions given = new VariableOptions();

    @Mixin
    private final CommandSpec givenOptions = given.options();

    private final TimeOptions times = new TimeOptions();

    @Mixin
    private final CommandSpec timesOptions = times.options();

    @Mixin
    private SuiteSelection selection = new SuiteSelection();

    @Option(
            names = "--suite",
            paramLabel = "DIR",
            description = "The scripts of this directory in place of the bundled ones, as `--export` writes them.")
    private @Nullable Path folder;

    @Option(names = "--list", description = "Show the rows and their tests, and run nothing.")
    private boolean list;

    @Option(names = "--export", paramLabel = "DIR", description = "Copy the scripts of the suite, and run nothing.")
    private @Nullable Path export;

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N|auto",
            description = "How many tests run at once; without it three for each account, since many only wait.")
    private @Nullable String jobs;

    @Option(
            names = "--fail-on",
            paramLabel = "violation|deviation|none",
            defaultValue = "violation",
            description = "From which verdict on the exit code is 1.")
    private FailOn failOn = FailOn.VIOLATION;

    @Option(
            names = "--run-timeout",
            paramLabel = "TIME",
            converter = MeasureConverters.Time.class,
            description = "For the whole run.")
    private @Nullable Duration runTimeout;

    @Mixin
    private MatrixReports reports = new MatrixReports();

    @Option(
            names = "--waivers",
            paramLabel = "FILE",
            description = "What the server is known to do otherwise: row, reason, until.")
    private @Nullable Path waivers;

    /** From which verdict on the run fails. */
    enum FailOn {
        VIOLATION,
        DEVIATION,
        NONE
    }

    ConformCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        try (Suite suite = suite()) {
            if (export != null) {
                return export(suite, export).code();
            }
            try (TestServer server = list ? servers.nameOnly(streams) : servers.server(streams)) {
                Secrets secrets = RunCommand.secrets(streams, server);
                Variables variables = given.resolve(servers, streams, !list);
                given.keep(variables, secrets, streams);
                try {
                    return conform(suite, server, secrets, variables).code();
                } catch (UsageException | ConfigException e) {
                    throw e;
                } catch (RuntimeException | Error e) {
                    throw new Fault(e, secrets);
                }
            }
        }
    }

    private Suite suite() {
        if (folder == null) {
            return Suite.open();
        }
        if (!Files.isDirectory(folder)) {
            throw new UsageException(ExitCode.SCRIPT, "There is no directory `" + folder + "` (--suite).");
        }
        return Suite.in(folder);
    }

    private ExitCode export(Suite suite, Path target) {
        try {
            int files = suite.export(target);
            streams.out().println(files + " files written to " + target);
            return ExitCode.OK;
        } catch (IOException e) {
            streams.err().println("parley: The suite cannot be written to `" + target + "`: " + e.getMessage() + ".");
            return ExitCode.SCRIPT;
        }
    }

    private ExitCode conform(Suite suite, TestServer server, Secrets secrets, Variables variables) {
        ProgramLoader loader =
                Scripts.loader(streams, server, true, variables, suite::nameOf).remembering();
        Coverage coverage = Coverage.of(suite, loader);
        List<Requirement> rows = selection.rows();
        for (Loaded.Rejected broken : coverage.rejected()) {
            broken.diagnostics().forEach(problem -> streams.err().println(DiagnosticRenderer.render(problem)));
        }
        if (!coverage.rejected().isEmpty()) {
            return ExitCode.SCRIPT;
        }
        if (list) {
            rows.forEach(row -> list(row, coverage));
            return ExitCode.OK;
        }
        return run(suite, server, secrets, loader, coverage, rows, again(variables));
    }

    /** What makes a test come out otherwise. */
    private String again(Variables variables) {
        return String.join(
                        " ",
                        Stream.concat(Stream.of(servers.again()), given.again(variables).stream())
                                .toList())
                .strip();
    }

    private void list(Requirement row, Coverage coverage) {
        List<Coverage.CoveringTest> tests = coverage.testsOf(row);
        streams.out()
                .println(row.id() + "   " + row.level().words() + ", tier " + row.tier()
                        + (row.contested() ? ", contested" : "") + "   " + row.title());
        tests.forEach(test -> streams.out()
                .println("    " + test.file() + ":" + test.line() + "  " + Visible.line(test.name())
                        + (SuiteSelection.isSlow(test) ? "  (slow)" : "")));
        if (tests.isEmpty()) {
            streams.out().println("    not covered: " + coverage.reason(row));
        }
    }

    private ExitCode run(
            Suite suite,
            TestServer server,
            Secrets secrets,
            ProgramLoader loader,
            Coverage coverage,
            List<Requirement> rows,
            String again) {
        List<Matrix> beside = reports.others();
        List<Waiver> accepted = waivers == null ? List.of() : WaiverFile.read(waivers, Catalogue.ids());
        Instant begun = Instant.now();
        long ticks = System.nanoTime();
        SuiteProgress progress = new SuiteProgress(streams);
        Recorder recorder = new Recorder(secrets, again, progress::finished);
        EngineSettings settings = settings(server, secrets, loader);
        ParleyEngine engine = new ParleyEngine(settings, recorder);
        Launcher launcher = Scripts.launcher(engine);
        TestPlan plan = launcher.discover(selection.request(suite, coverage, rows));
        long count = plan.countTestIdentifiers(TestIdentifier::isTest);
        if (count == 0) {
            streams.err().println("parley: No test of the suite was selected; `parley conform --list` shows them.");
            return ExitCode.NO_TESTS;
        }
        ProblemRecord problem = FirstContact.problem(settings, secrets);
        if (problem != null) {
            streams.err().println(FirstContact.text(problem));
            // A report of an earlier run must not stand for this one.
            RunRecord none = FirstContact.noRun(server.name(), problem);
            Matrix empty = new Judging(none, coverage).matrix(rows, Main.version(), date(begun));
            return ExitCode.worst(List.of(ExitCode.COULD_NOT_RUN, reports.write(empty, none, beside, streams.err())));
        }
        progress.expect(count);
        List<ExitCode> codes = new ArrayList<>();
        try (Interruption interruption = Interruption.watch(() -> engine.interrupt("the run was interrupted"))) {
            Scripts.execute(launcher, plan);
            RunRecord run = recorder.record(server.name(), Duration.ofNanos(System.nanoTime() - ticks));
            Matrix found = new Judging(run, coverage).matrix(rows, Main.version(), date(begun));
            Waiving waiving = new Waiving(found, accepted, LocalDate.ofInstant(begun, ZoneOffset.UTC));
            Matrix matrix = waiving.applied();
            progress.clear();
            streams.out().print(MatrixText.of(matrix));
            waiving.complaints().forEach(complaint -> streams.err().println(complaint));
            codes.add(code(run, matrix));
            codes.add(reports.write(matrix, run, beside, streams.err()));
            if (interruption.happened()) {
                codes.add(ExitCode.INTERRUPTED);
            }
            streams.out().flush();
        }
        return ExitCode.worst(codes);
    }

    private static String date(Instant begun) {
        return begun.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /**
     * What could not be run is never hidden. A row that was not judged although everything could be run is a failure of
     * some other row; where none failed, nobody knows, which is no success.
     */
    private ExitCode code(RunRecord run, Matrix matrix) {
        boolean failed = switch (failOn) {
            case VIOLATION -> !matrix.unwaived(Verdict.VIOLATION).isEmpty();
            case DEVIATION ->
                !matrix.unwaived(Verdict.VIOLATION).isEmpty()
                        || !matrix.unwaived(Verdict.DEVIATION).isEmpty();
            case NONE -> false;
        };
        ExitCode errors = ExitCode.ofErrors(run);
        if (errors != ExitCode.OK) {
            return errors;
        }
        if (failed) {
            return ExitCode.FAILED;
        }
        return matrix.count(Verdict.NOT_JUDGED) > 0 ? ExitCode.COULD_NOT_RUN : ExitCode.OK;
    }

    private EngineSettings settings(TestServer server, Secrets secrets, ProgramLoader loader) {
        RunSettings run = new RunSettings(
                times.step(),
                times.login(),
                times.test(),
                false,
                false,
                SessionSettings.customary(),
                secrets,
                Scripts.surroundings(streams));
        return new EngineSettings(
                server, loader, run, jobs(server), 0, 1, OptionalLong.empty(), runTimeout, () -> FirstContact.SCRIPT);
    }

    private int jobs(TestServer server) {
        return jobs == null ? Math.max(1, AT_ONCE * server.accountNames().size()) : RunCommand.jobs(jobs);
    }
}
