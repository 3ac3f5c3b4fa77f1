package dev.parley.cli;

import dev.parley.compare.Baseline.SessionTrace;
import dev.parley.compare.Baseline.TestTrace;
import dev.parley.engine.RunObserver;
import dev.parley.interpreter.Remark;
import dev.parley.interpreter.TestResult;
import dev.parley.program.Loaded;
import dev.parley.program.Program;
import dev.parley.program.TestCase;
import dev.parley.secret.Secrets;
import dev.parley.source.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Keeps what tests saw, to be compared. Safe for use by several threads. */
final class TraceRecorder implements RunObserver {
    private final List<TestTrace> traces = new ArrayList<>();
    private final List<Diagnostic> errors = new ArrayList<>();
    private final List<String> notFound = new ArrayList<>();
    private final Secrets secrets;
    private final Runnable heard;
    private int round = 1;

    /** @param heard is told when a test has ended, one at a time */
    TraceRecorder(Secrets secrets, Runnable heard) {
        this.secrets = secrets;
        this.heard = heard;
    }

    /** What follows belongs to this repetition. */
    synchronized void begin(int newRound) {
        round = newRound;
    }

    @Override
    public synchronized void rejected(String file, Loaded.Rejected script) {
        script.diagnostics().stream().filter(Diagnostic::isError).forEach(errors::add);
    }

    @Override
    public synchronized void finished(Program program, TestCase test, String name, TestResult result) {
        traces.add(new TestTrace(
                program.file().name(),
                secrets.mask(name),
                round,
                word(result.outcome()),
                reason(result),
                result.sessions().stream()
                        .map(session -> new SessionTrace(session.name(), session.exchanges()))
                        .toList(),
                result.remarks().stream()
                        .filter(remark -> remark.kind() != Remark.Kind.LOG)
                        .map(TraceRecorder::shown)
                        .toList(),
                result.recorded()));
        heard.run();
    }

    private static String shown(Remark remark) {
        String row = remark.requirement() == null ? "" : " (" + remark.requirement() + ")";
        return remark.kind().name().toLowerCase(Locale.ROOT) + row + ": " + remark.text();
    }

    @Override
    public synchronized void notFound(String message) {
        notFound.add(message);
    }

    synchronized List<TestTrace> traces() {
        return List.copyOf(traces);
    }

    /** What is wrong with scripts that could not be read. */
    synchronized List<Diagnostic> errors() {
        return List.copyOf(errors);
    }

    /** Sentences about what was selected and is not there. */
    synchronized List<String> missing() {
        return List.copyOf(notFound);
    }

    private static String word(TestResult.Outcome outcome) {
        return Recorder.outcome(outcome).word();
    }

    private static @Nullable String reason(TestResult result) {
        return result.problems().isEmpty()
                ? result.reason()
                : result.problems().getFirst().message();
    }
}
