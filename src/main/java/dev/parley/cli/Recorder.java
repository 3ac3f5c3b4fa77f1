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
import dev.parley.server.Account;
import dev.parley.server.ServerFacts;
import dev.parley.source.Diagnostic;
import dev.parley.wire.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns what happens into plain data without secrets. Safe for use by several threads. */
final class Recorder implements RunObserver {
    private final Supplier<ServerFacts> server;
    private final Consumer<TestRecord> heard;
    private final Map<String, List<TestRecord>> tests = new LinkedHashMap<>();
    private final Map<String, String> suites = new LinkedHashMap<>();
    private @Nullable Masking masking;

    /**
     * @param server asked only when a test has run, because asking starts the embedded one
     * @param heard is told each test as it ends, one at a time
     */
    Recorder(Supplier<ServerFacts> server, Consumer<TestRecord> heard) {
        this.server = server;
        this.heard = heard;
    }

    @Override
    public synchronized void rejected(String file, Loaded.Rejected script) {
        List<ProblemRecord> problems = script.diagnostics().stream()
                .filter(Diagnostic::isError)
                .map(diagnostic -> new ProblemRecord(
                        ProblemRecord.Kind.SCRIPT,
                        diagnostic.span(),
                        diagnostic.message(),
                        diagnostic.label(),
                        null,
                        null,
                        diagnostic.notes(),
                        diagnostic.hint(),
                        List.of()))
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
                        "parley check " + file));
    }

    @Override
    public synchronized void finished(Program program, TestCase test, String name, TestResult result) {
        String file = program.file().name();
        int line = test.span().line();
        String options = result.sessions().isEmpty() && result.duration().isZero()
                ? ""
                : server.get().options();
        TestRecord record = new TestRecord(
                name,
                file,
                line,
                TestRecord.Outcome.valueOf(result.outcome().name()),
                result.problems().stream().map(this::problem).toList(),
                result.remarks().stream().map(this::remark).toList(),
                result.reason() == null ? null : mask(result.reason()),
                result.sessions().stream().map(this::session).toList(),
                result.sessions().stream()
                        .flatMap(session -> session.findings().stream())
                        .map(finding -> mask(finding.message()
                                + (finding.requirement() == null ? "" : " [" + finding.requirement() + "]")))
                        .toList(),
                result.duration(),
                test.tags().stream().sorted().toList(),
                test.requirements(),
                again(file, line, options));
        add(file, program.suite(), record);
    }

    private static String again(String file, int line, String options) {
        // What came by standard input has no line to ask for.
        String which = file.equals("<stdin>") ? "-" : file + ":" + line;
        return ("parley run " + which + " " + options).strip();
    }

    private void add(String file, String suite, TestRecord record) {
        suites.putIfAbsent(file, suite);
        tests.computeIfAbsent(file, _ -> new ArrayList<>()).add(record);
        heard.accept(record);
    }

    /** What has been recorded so far. */
    synchronized RunRecord record(String serverName, Duration duration) {
        List<FileRecord> files = new ArrayList<>();
        tests.forEach((file, records) -> files.add(new FileRecord(file, suites.getOrDefault(file, file), records)));
        return new RunRecord(serverName, files, duration);
    }

    private ProblemRecord problem(Problem problem) {
        return new ProblemRecord(
                ProblemRecord.Kind.valueOf(problem.kind().name()),
                problem.span(),
                mask(problem.message()),
                problem.label(),
                maskOptional(problem.expected()),
                maskOptional(problem.actual()),
                problem.notes().stream().map(this::mask).toList(),
                maskOptional(problem.hint()),
                problem.calls());
    }

    private RemarkRecord remark(Remark remark) {
        return new RemarkRecord(
                RemarkRecord.Kind.valueOf(remark.kind().name()), remark.span().line(), mask(remark.text()));
    }

    private SessionRecord session(SessionLog session) {
        return new SessionRecord(
                session.name(),
                session.address(),
                session.security(),
                session.events().stream().map(this::line).toList());
    }

    private SessionRecord.Line line(Event event) {
        char direction = switch (event.kind()) {
            case SENT -> 'C';
            case RECEIVED -> 'S';
            case NOTE -> ' ';
        };
        return new SessionRecord.Line(event.at(), direction, mask(event.text()));
    }

    private @Nullable String maskOptional(@Nullable String text) {
        return text == null ? null : mask(text);
    }

    private String mask(String text) {
        Masking known = masking;
        if (known == null) {
            Collection<Account> accounts = server.get().accounts().values();
            known = new Masking(accounts);
            masking = known;
        }
        return known.mask(text);
    }
}
