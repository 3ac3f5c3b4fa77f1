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

/** Runs the bundled suite against the project's own server in this process, right or with one fault. */
final class Score implements AutoCloseable {
    private static final int JOBS = 6;

    private final Suite suite = Suite.open();
    private final Surroundings surroundings = new Surroundings(
            Path.of(""), _ -> null, new Random(1), InstantSource.system(), WireText::decode, WireText::encode);
    private final ProgramLoader loader = new ProgramLoader(
            new Expressions(true), surroundings, Set.of("alice", "bob", "carol", "dave"), Map.of(), suite::nameOf);
    private final Coverage coverage = Coverage.of(suite, loader);

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
        Matrix matrix = matrix(Set.of(fault), Set.of(), whole ? Catalogue.rows() : broken);
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

    /** The matrix of the whole suite on a server with these habits. */
    Matrix matrix(Set<Variant> habits) throws Exception {
        return matrix(Set.of(), habits, Catalogue.rows());
    }

    private Matrix matrix(Set<Fault> faults, Set<Variant> habits, List<Requirement> rows) throws Exception {
        try (FullPop3Server server = FullPop3Server.start(faults, habits)) {
            FullTestServer tested = new FullTestServer(server);
            Recorder recorder = new Recorder(new Secrets(WireText::encode), "", _ -> {});
            ParleyEngine engine = new ParleyEngine(settings(tested), recorder);
            var launcher = Scripts.launcher(engine);
            long begun = System.nanoTime();
            launcher.execute(launcher.discover(new SuiteSelection().request(suite, coverage, rows)));
            return new Judging(recorder.record("full", Duration.ofNanos(System.nanoTime() - begun)), coverage)
                    .matrix(rows, "", "");
        }
    }

    private EngineSettings settings(FullTestServer server) {
        RunSettings run = new RunSettings(
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                false,
                false,
                SessionSettings.customary(),
                new Secrets(WireText::encode),
                surroundings);
        return new EngineSettings(
                server, loader, run, JOBS, 0, 1, OptionalLong.empty(), Duration.ofMinutes(3), () -> "");
    }

    @Override
    public void close() {
        suite.close();
    }
}
