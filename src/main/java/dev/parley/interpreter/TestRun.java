package dev.parley.interpreter;

import dev.parley.program.Program;
import dev.parley.program.TestCase;
import dev.parley.requirement.Catalogue;
import dev.parley.requirement.Requirement;
import dev.parley.server.Account;
import dev.parley.server.ServerFacts;
import dev.parley.server.ServerUnavailableException;
import dev.parley.server.TestServer;
import dev.parley.source.Span;
import dev.parley.syntax.Clause;
import dev.parley.syntax.Item;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One test being run: blocks the calling thread until the test is over. */
public final class TestRun {
    /** On how a status is written; a status that is none breaks these, and no row on the command that it answers. */
    private static final List<String> STATUS_ROWS = List.of(
            "rfc1939.response.two-status-indicators",
            "rfc1939.response.status-uppercase",
            "rfc2449.grammar.status-delimiter");

    private final Program program;
    private final TestCase test;
    private final TestServer server;
    private final RunSettings settings;
    private final CapabilityProbe probe;
    private final @Nullable String ownAccount;
    private final List<Problem> problems = new ArrayList<>();
    private volatile @Nullable TestState state;
    private volatile @Nullable String interruption;
    private @Nullable String skipReason;
    private @Nullable String passReason;
    private final Set<String> broken = new LinkedHashSet<>();
    private boolean complete = true;

    /**
     * Nothing happens before {@link #run}.
     *
     * @param ownAccount the label of the account that the test is given beside those it names; null for none
     */
    public TestRun(
            Program program,
            TestCase test,
            TestServer server,
            RunSettings settings,
            CapabilityProbe probe,
            @Nullable String ownAccount) {
        this.program = program;
        this.test = test;
        this.server = server;
        this.settings = settings;
        this.probe = probe;
        this.ownAccount = ownAccount;
    }

    /** Runs the test; never throws. What it returns holds no secret. */
    public TestResult run() {
        long start = settings.sessions().ticker().nanos();
        try {
            ServerFacts facts = server.facts();
            for (Account account : facts.accounts().values()) {
                settings.secrets().addName(account.name());
                settings.secrets().add(account.password());
            }
            TestState running =
                    new TestState(program, test, facts, server.maildrops(), settings, probe, timeout(), ownAccount);
            state = running;
            String early = interruption;
            if (early != null) {
                running.interrupt(early);
            }
            execute(running);
        } catch (ServerUnavailableException e) {
            problems.add(ProblemBuilder.couldNotRun(test.span(), String.valueOf(e.getMessage()))
                    .build());
        } catch (Stop.Failed failed) {
            problems.addAll(failed.problems());
        } catch (RuntimeException | StackOverflowError e) {
            problems.add(internal(test.span(), e));
        }
        Duration duration = Duration.ofNanos(settings.sessions().ticker().nanos() - start);
        TestState ran = state;
        return new Concealment(ran == null ? settings.secrets() : ran.secrets()).conceal(conclude(duration));
    }

    /** Ends the test from another thread as soon as possible, as a problem that says why. */
    public void interrupt(String reason) {
        interruption = reason;
        TestState running = state;
        if (running != null) {
            running.interrupt(reason);
        }
    }

    /** A fault of Parley's own as a problem, with where it happened. */
    static Problem internal(Span span, Throwable fault) {
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace, true));
        List<String> lines = trace.toString().lines().limit(12).toList();
        return ProblemBuilder.internal(span, "This is a fault of Parley's own, not of the script or the server.")
                .actual(String.join("\n", lines))
                .hint("please report it with the script that shows it")
                .build();
    }

    private Duration timeout() {
        for (Clause clause : test.clauses()) {
            if (clause instanceof Clause.Timeout timeout
                    && timeout.time() instanceof dev.parley.syntax.Value.DurationLiteral literal) {
                return literal.duration();
            }
        }
        return settings.testTimeout();
    }

    private void execute(TestState running) {
        Branch branch = Branch.ofTest(running);
        Steps steps = new Steps(branch, null);
        try {
            attempt(running, () -> body(running, branch, steps));
            runDeferred(running);
            for (Item.After after : program.after()) {
                boolean failedBefore = running.failed();
                int count = problems.size();
                attempt(running, () -> steps.given(after.body()));
                if (failedBefore) {
                    // What cleaning up says after a failure only repeats it.
                    dropFollowUps(count);
                }
            }
        } finally {
            running.sessions().forEach(session -> session.wire().close());
        }
        if (skipReason == null && strict()) {
            findingsAsProblems(running);
        }
    }

    private void dropFollowUps(int count) {
        List<Problem> later = problems.subList(count, problems.size());
        later.removeIf(problem -> problem.kind() != Problem.Kind.INTERNAL);
    }

    private void body(TestState running, Branch branch, Steps steps) {
        if (test.ownAccount() && ownAccount == null) {
            throw new Stop.Failed(
                    ProblemBuilder.couldNotRun(
                                    test.span(), "The server has no account for this test beside those it names.")
                            .hint("add one to its profile, or name one more with `--user bob=NAME` and"
                                    + " `--password-env VAR`")
                            .build(),
                    false);
        }
        Conditions conditions = new Conditions(branch);
        test.variables().forEach(branch.variables()::set);
        for (Clause clause : test.clauses()) {
            if (clause instanceof Clause.Require require) {
                String unmet = conditions.unmet(require.condition());
                if (unmet != null) {
                    throw new Stop.Skipped(unmet);
                }
            }
        }
        for (Item.Let let : program.lets()) {
            if (!test.variables().containsKey(let.name().text())) {
                branch.variables().set(let.name().text(), branch.evaluate(let.expression()));
            }
        }
        new MailSteps(branch).fill(test.test().clauses(), test.clauses());
        for (Item.Before before : program.before()) {
            steps.given(before.body());
        }
        steps.run(test.test().body());
        steps.inTime(test.span());
        if (running.looks() == 0) {
            throw new Stop.Failed(
                            ProblemBuilder.failure(
                                            test.span(),
                                            "Nothing was looked at: the test ran no `expect` and no `check`.")
                                    .hint("an empty loop or a branch not taken counts as nothing too")
                                    .build(),
                            false)
                    .asGiven();
        }
        for (LiveSession session : running.sessions()) {
            Problem unread = session.wire().isOver() ? null : Unread.problem(test.span(), session, branch);
            if (unread != null) {
                throw new Stop.Failed(unread, false);
            }
        }
    }

    private void runDeferred(TestState running) {
        TestState.Deferred deferred = running.nextDeferred();
        while (deferred != null) {
            TestState.Deferred next = deferred;
            attempt(running, () -> new Steps(next.branch(), null).given(next.block()));
            deferred = running.nextDeferred();
        }
    }

    /** Runs a part of the test and takes note of how it ended. */
    private void attempt(TestState running, Runnable part) {
        try {
            part.run();
        } catch (Stop.Failed failed) {
            running.markFailed();
            complete = false;
            if (!softened(running, failed)) {
                problems.addAll(failed.diagnosed().problems());
                // What came too late for the whole test might have been in time for its step.
                if (!failed.isTimeOut() || !running.deadline().hasPassed()) {
                    breaks(failed);
                }
            }
        } catch (Stop.Skipped skipped) {
            running.markFailed();
            complete = false;
            skipReason = skipReason == null ? skipped.getMessage() : skipReason;
        } catch (Stop.Passed passed) {
            passReason = passReason == null ? passed.getMessage() : passReason;
        } catch (Stop.Abandoned _) {
            running.markFailed();
        } catch (RuntimeException | StackOverflowError e) {
            running.markFailed();
            problems.add(internal(test.span(), e));
        }
    }

    /**
     * A mismatch in a test that covers rows counts by the strictest of them: what breaks no MUST is recorded and fails
     * nothing.
     */
    private boolean softened(TestState running, Stop.Failed failed) {
        Requirement row = mainRow();
        if (!failed.isJudgedByLevel() || row == null) {
            return false;
        }
        Remark.Kind kind = switch (row.weight()) {
            case VIOLATION -> null;
            case DEVIATION -> Remark.Kind.DEVIATION;
            case NOTE -> Remark.Kind.NOTE;
        };
        if (kind == null) {
            return false;
        }
        List<SessionLog> seen =
                running.sessions().stream().map(SessionLog::tail).toList();
        for (Problem problem : failed.problems()) {
            String actual = problem.actual() == null ? "" : " Actual: " + problem.actual();
            running.remark(new Remark(kind, problem.span(), problem.message() + actual, row.id(), seen));
        }
        return true;
    }

    /** The row that a failure speaks of which names none: the strictest, the first of several. */
    private @Nullable Requirement mainRow() {
        return test.requirements().stream()
                .flatMap(id -> Catalogue.find(id).stream())
                .min((one, other) -> one.weight().compareTo(other.weight()))
                .orElse(null);
    }

    private void breaks(Stop.Failed failed) {
        boolean disagreed = failed.problems().stream().allMatch(problem -> problem.kind() == Problem.Kind.FAILURE);
        Requirement row = mainRow();
        if (disagreed && !failed.isGiven() && row != null) {
            String named = failed.requirement();
            if (named == null && failed.isWrongStatus() && Collections.disjoint(test.requirements(), STATUS_ROWS)) {
                named = STATUS_ROWS.getFirst();
            }
            broken.add(named == null ? row.id() : named);
        }
    }

    private boolean strict() {
        return settings.strictWire() || test.clauses().stream().anyMatch(clause -> clause instanceof Clause.StrictWire);
    }

    private void findingsAsProblems(TestState running) {
        running.sessions().stream()
                .flatMap(session -> session.wire().findings().stream())
                .forEach(finding -> {
                    String row = finding.requirement();
                    problems.add(ProblemBuilder.failure(test.span(), finding.message())
                            .actual(Shown.value(finding.seen()))
                            .note(row == null ? null : "Requirement " + row + ".")
                            .note("`strict wire` makes this finding a failure.")
                            .build());
                    if (row != null && test.requirements().contains(row)) {
                        broken.add(row);
                    }
                });
    }

    private TestResult conclude(Duration duration) {
        TestState running = state;
        List<Remark> remarks = running == null ? List.of() : running.remarks();
        List<SessionLog> sessions = running == null
                ? List.of()
                : running.sessions().stream().map(SessionLog::whole).toList();
        String known = running == null ? null : knownIssue(running.server());
        TestResult.Outcome outcome;
        String reason = null;
        if (problems.stream().anyMatch(problem -> problem.kind() != Problem.Kind.FAILURE)) {
            outcome = TestResult.Outcome.ERRORED;
        } else if (!problems.isEmpty()) {
            outcome = known == null ? TestResult.Outcome.FAILED : TestResult.Outcome.KNOWN_ISSUE;
            reason = known;
        } else if (skipReason != null) {
            outcome = TestResult.Outcome.SKIPPED;
            reason = skipReason;
        } else {
            outcome = known == null ? TestResult.Outcome.PASSED : TestResult.Outcome.KNOWN_ISSUE_GONE;
            reason = known == null ? passReason : known;
        }
        return new TestResult(
                outcome,
                problems,
                named(remarks),
                reason,
                sessions,
                duration,
                broken,
                running == null ? List.of() : running.recorded(),
                complete && running != null);
    }

    /** A remark that names no row speaks of the same as a failure that names none. */
    private List<Remark> named(List<Remark> remarks) {
        Requirement row = mainRow();
        return row == null
                ? remarks
                : remarks.stream().map(remark -> remark.orOf(row.id())).toList();
    }

    /** The known issue that speaks of this server, or null. */
    private @Nullable String knownIssue(ServerFacts facts) {
        for (Clause clause : test.clauses()) {
            if (clause instanceof Clause.KnownIssue issue) {
                String wanted = issue.server() == null ? "" : issue.server().constant();
                String software = Objects.requireNonNullElse(facts.software(), "");
                if (software.toLowerCase(Locale.ROOT).startsWith(wanted.toLowerCase(Locale.ROOT))
                        || facts.name().equalsIgnoreCase(wanted)) {
                    return issue.reason().constant();
                }
            }
        }
        return null;
    }
}
