package dev.parley.cli;

import dev.parley.conformance.Coverage;
import dev.parley.conformance.Judging;
import dev.parley.conformance.Matrix;
import dev.parley.conformance.MatrixRow;
import dev.parley.conformance.Suite;
import dev.parley.conformance.Verdict;
import dev.parley.engine.EngineSettings;
import dev.parley.engine.ParleyEngine;
import dev.parley.expression.Expressions;
import dev.parley.expression.Surroundings;
import dev.parley.interpreter.RunSettings;
import dev.parley.peer.full.Behaviour;
import dev.parley.peer.full.Fault;
import dev.parley.peer.full.FullPop3Server;
import dev.parley.peer.full.FullTestServer;
import dev.parley.peer.full.Variant;
import dev.parley.program.ProgramLoader;
import dev.parley.requirement.Catalogue;
import dev.parley.requirement.Requirement;
import dev.parley.secret.Secrets;
import dev.parley.wire.SessionSettings;
import dev.parley.wire.WireText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.platform.launcher.Launcher;
import picocli.CommandLine;

/** Runs the bundled suite against the project's own server in this process, right or with one fault. */
final class Score implements AutoCloseable {
    private static final int JOBS = 6;

    /** Long enough for a busy machine where every reply comes, short enough for faults that are silence. */
    private static final Duration PATIENT = Duration.ofSeconds(60);

    private static final Duration IMPATIENT = Duration.ofSeconds(8);

    private final Suite suite = Suite.open();
    private final Surroundings surroundings = new Surroundings(
            Path.of(""), _ -> null, new Random(1), InstantSource.system(), WireText::decode, WireText::encode);
    private final ProgramLoader loader = new ProgramLoader(
                    new Expressions(true),
                    surroundings,
                    Set.of("alice", "bob", "carol", "dave"),
                    Map.of("oauth_token", "token-of-alice"),
                    suite::nameOf)
            .remembering();
    private final Coverage coverage = Coverage.of(suite, loader);
    private final String tags;

    /** @param tags of the tests that count, such as {@code not large} */
    Score(String tags) {
        this.tags = tags;
    }

    /**
     * What the suite says of a fault.
     *
     * @param named the worst verdict on a row that the fault breaks
     * @param others rows beside those that are reported as violations
     */
    record Finding(Fault fault, Verdict named, List<String> others) {
        /** Whether the verdict is as bad as the fault. */
        boolean isRight() {
            return switch (fault.breaks().weight()) {
                case VIOLATION -> named == Verdict.VIOLATION;
                case DEVIATION -> named == Verdict.VIOLATION || named == Verdict.DEVIATION;
            };
        }
    }

    /** @param whole whether all tests are run, or only those of the rows that the fault breaks */
    Finding finding(Fault fault, boolean whole) throws Exception {
        List<Requirement> broken = fault.breaks().rows().stream()
                .map(id -> Catalogue.find(id).orElseThrow())
                .toList();
        Matrix matrix = matrix(Behaviour.of(Set.of(fault), Set.of()), whole ? Catalogue.rows() : broken, IMPATIENT);
        Verdict named = matrix.rows().stream()
                .filter(row -> fault.breaks().rows().contains(row.id()))
                .map(MatrixRow::verdict)
                .min(Verdict::compareTo)
                .orElseThrow();
        List<String> others = matrix.rows(Verdict.VIOLATION).stream()
                .map(MatrixRow::id)
                .filter(id -> !fault.breaks().rows().contains(id))
                .toList();
        return new Finding(fault, named, others);
    }

    /** The matrix on a server with these habits. */
    Matrix matrix(Set<Variant> habits, List<Requirement> rows) throws Exception {
        return matrix(Behaviour.of(Set.of(), habits), rows, PATIENT);
    }

    private Matrix matrix(Behaviour behaviour, List<Requirement> rows, Duration patience) throws Exception {
        try (FullPop3Server server = FullPop3Server.start(behaviour.faults(), behaviour.variants())) {
            FullTestServer tested = new FullTestServer(server);
            Recorder recorder = new Recorder(new Secrets(WireText::encode), "", _ -> {});
            Launcher launcher = Scripts.launcher(new ParleyEngine(settings(tested, patience), recorder));
            SuiteSelection selection = CommandLine.populateCommand(new SuiteSelection(), "--tags", tags);
            long begun = System.nanoTime();
            Scripts.execute(launcher, launcher.discover(selection.request(suite, coverage, rows)));
            return new Judging(recorder.record("full", Duration.ofNanos(System.nanoTime() - begun)), coverage)
                    .matrix(rows, "", "");
        }
    }

    private EngineSettings settings(FullTestServer server, Duration patience) {
        RunSettings run = new RunSettings(
                patience,
                patience,
                Duration.ofMinutes(5),
                false,
                false,
                SessionSettings.customary(),
                new Secrets(WireText::encode),
                surroundings);
        return new EngineSettings(
                server, loader, run, JOBS, 0, 1, OptionalLong.empty(), Duration.ofMinutes(120), () -> "");
    }

    @Override
    public void close() {
        suite.close();
    }
}
