package dev.parley.cli;

import dev.parley.engine.RunObserver;
import dev.parley.interpreter.Problem;
import dev.parley.interpreter.Remark;
import dev.parley.interpreter.SessionLog;
import dev.parley.interpreter.TestResult;
import dev.parley.program.Loaded;
import dev.parley.program.Program;
import dev.parley.program.TestCase;
import dev.parley.report.FileRecord;
import dev.parley.report.ProblemRecord;
import dev.parley.report.RemarkRecord;
import dev.parley.report.RunRecord;
import dev.parley.report.SessionRecord;
import dev.parley.report.TestRecord;
import dev.parley.secret.Secrets;
import dev.parley.source.Diagnostic;
import dev.parley.source.Visible;
import dev.parley.wire.Event;
import dev.parley.wire.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns what happens into plain data. What a test comes to holds no secrets any more. Safe for use by several threads. */
final class Recorder implements RunObserver {
    private final Secrets secrets;
    private final String options;
    private final Consumer<TestRecord> heard;
    private final Map<String, List<TestRecord>> tests = new LinkedHashMap<>();
    private final Map<String, String> suites = new LinkedHashMap<>();
    private final List<String> notFound = new ArrayList<>();
    private final KeptTranscripts transcripts = new KeptTranscripts();
    private @Nullable String cutShort;

    /**
     * @param options with which a test is run again in the same way
     * @param heard is told each test as it ends, one at a time, with all that it exchanged
     */
    Recorder(Secrets secrets, String options, Consumer<TestRecord> heard) {
        this.secrets = secrets;
        this.options = options;
        this.heard = heard;
    }

    @Override
    public synchronized void rejected(String file, Loaded.Rejected script) {
        List<ProblemRecord> problems = script.diagnostics().stream()
                .filter(Diagnostic::isError)
                .map(Recorder::problem)
                .toList();
        int line = problems.getFirst().span().line();
        add(
                file,
                file,
                new TestRecord(
                        "the script can be read",
                        file,
                        line,
                        TestRecord.Outcome.ERRORED,
                        problems,
                        List.of(),
                        null,
                        List.of(),
                        List.of(),
                        Duration.ZERO,
                        List.of(),
                        List.of(),
                        "parley check " + ShellWord.script(file)));
    }

    @Override
    public synchronized void finished(Program program, TestCase test, String name, TestResult result) {
        String file = program.file().name();
        int line = test.span().line();
        TestRecord record = new TestRecord(
                secrets.mask(name),
                file,
                line,
                outcome(result.outcome()),
                result.problems().stream().map(this::problem).toList(),
                result.remarks().stream().map(this::remark).toList(),
                result.reason(),
                result.sessions().stream().map(this::session).toList(),
                result.sessions().stream()
                        .flatMap(session -> session.findings().stream())
                        .map(this::finding)
                        .toList(),
                result.duration(),
                test.tags().stream().sorted().toList(),
                test.requirements(),
                again(program, line),
                result.broken(),
                result.complete());
        add(file, program.suite(), record);
    }

    @Override
    public synchronized void notFound(String message) {
        notFound.add(message);
    }

    @Override
    public synchronized void cutShort(String reason) {
        cutShort = reason;
    }

    /** Sentences about what was selected and is not there. */
    synchronized List<String> notFound() {
        return List.copyOf(notFound);
    }

    /** What has been recorded so far. */
    synchronized RunRecord record(String server, Duration duration) {
        List<FileRecord> files = new ArrayList<>();
        tests.forEach((file, records) -> files.add(new FileRecord(file, suites.getOrDefault(file, file), records)));
        return new RunRecord(server, files, duration, cutShort);
    }

    private void add(String file, String suite, TestRecord record) {
        suites.putIfAbsent(file, suite);
        heard.accept(record);
        tests.computeIfAbsent(file, _ -> new ArrayList<>()).add(transcripts.keep(record));
    }

    private String again(Program program, int line) {
        String script =
                program.path() == null ? "-" : ShellWord.of(program.file().name() + ":" + line);
        return ("parley run " + script + " " + options).strip();
    }

    static TestRecord.Outcome outcome(TestResult.Outcome outcome) {
        return switch (outcome) {
            case PASSED -> TestRecord.Outcome.PASSED;
            case FAILED -> TestRecord.Outcome.FAILED;
            case ERRORED -> TestRecord.Outcome.ERRORED;
            case SKIPPED -> TestRecord.Outcome.SKIPPED;
            case KNOWN_ISSUE -> TestRecord.Outcome.KNOWN_ISSUE;
            case KNOWN_ISSUE_GONE -> TestRecord.Outcome.KNOWN_ISSUE_GONE;
        };
    }

    private static ProblemRecord problem(Diagnostic diagnostic) {
        return new ProblemRecord(
                ProblemRecord.Kind.SCRIPT,
                diagnostic.span(),
                diagnostic.message(),
                diagnostic.label(),
                null,
                null,
                diagnostic.notes(),
                diagnostic.hint(),
                List.of());
    }

    private ProblemRecord problem(Problem problem) {
        ProblemRecord.Kind kind = switch (problem.kind()) {
            case FAILURE -> ProblemRecord.Kind.FAILURE;
            case SCRIPT -> ProblemRecord.Kind.SCRIPT;
            case COULD_NOT_RUN -> ProblemRecord.Kind.COULD_NOT_RUN;
            case INTERNAL -> ProblemRecord.Kind.INTERNAL;
        };
        return new ProblemRecord(
                kind,
                problem.span(),
                problem.message(),
                problem.label(),
                problem.expected(),
                problem.actual(),
                problem.notes(),
                problem.hint(),
                problem.calls());
    }

    private RemarkRecord remark(Remark remark) {
        RemarkRecord.Kind kind = switch (remark.kind()) {
            case DEVIATION -> RemarkRecord.Kind.DEVIATION;
            case NOTE -> RemarkRecord.Kind.NOTE;
            case LOG -> RemarkRecord.Kind.LOG;
        };
        return new RemarkRecord(
                kind,
                remark.span().line(),
                remark.text(),
                remark.requirement(),
                remark.seen().stream().map(this::session).toList());
    }

    private String finding(Finding finding) {
        String seen = finding.seen().isEmpty() ? "" : " Seen: \"" + Visible.quotable(finding.excerpt()) + "\".";
        String row = finding.requirement() == null ? "" : " (" + finding.requirement() + ")";
        return finding.message() + seen + row;
    }

    private SessionRecord session(SessionLog session) {
        return new SessionRecord(
                session.name(),
                session.address(),
                session.security(),
                session.events().stream().map(this::line).toList());
    }

    private SessionRecord.Line line(Event event) {
        SessionRecord.Kind kind = switch (event.kind()) {
            case SENT -> SessionRecord.Kind.SENT;
            case RECEIVED -> SessionRecord.Kind.RECEIVED;
            case BODY -> SessionRecord.Kind.BODY;
            case NOTE -> SessionRecord.Kind.NOTE;
            case LEFT_OUT -> SessionRecord.Kind.LEFT_OUT;
        };
        return new SessionRecord.Line(event.at(), kind, event.text(), event.tls());
    }
}
