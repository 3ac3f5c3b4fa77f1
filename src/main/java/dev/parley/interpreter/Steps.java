package dev.parley.interpreter;

import dev.parley.expression.Compiled;
import dev.parley.source.Span;
import dev.parley.syntax.Block;
import dev.parley.syntax.Item;
import dev.parley.syntax.Outcome;
import dev.parley.syntax.Statement;
import dev.parley.syntax.Verdict;
import dev.parley.wire.Deadline;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs the statements of one branch, one short method a kind. */
final class Steps {
    private final Branch branch;
    private final TestState state;
    private final ExpectSteps expects;
    private final ConnectSteps connects;
    private final SendSteps sends;
    private final CaptureSteps captures;
    private final LoginSteps logins;
    private final Conditions conditions;
    private final MailSteps mail;
    private final ActionStep actions;
    private final ParallelStep.@Nullable Barriers barriers;

    Steps(Branch branch, ParallelStep.@Nullable Barriers barriers) {
        this.branch = branch;
        this.state = branch.state();
        this.expects = new ExpectSteps(branch, this);
        this.connects = new ConnectSteps(branch, this, expects);
        this.sends = new SendSteps(branch);
        this.captures = new CaptureSteps(branch, this);
        this.logins = new LoginSteps(branch, this, expects, connects);
        this.conditions = new Conditions(branch);
        this.mail = new MailSteps(branch);
        this.actions = new ActionStep(branch);
        this.barriers = barriers;
    }

    void run(Block block) {
        for (Statement statement : block.statements()) {
            inTime(statement.span());
            run(statement);
        }
    }

    void run(Outcome outcome) {
        switch (outcome) {
            case Outcome.Judged judged -> judge(judged.verdict());
            case Outcome.Continued continued -> run(continued.block());
        }
    }

    /** Ends the test where its time is up or it was interrupted. */
    void inTime(Span span) {
        String interruption = state.interruption();
        if (interruption != null) {
            throw new Stop.Failed(
                    ProblemBuilder.couldNotRun(span, "The test was ended here: " + interruption + ".")
                            .build(),
                    false);
        }
        if (state.deadline().hasPassed()) {
            throw new Stop.Failed(
                    ProblemBuilder.couldNotRun(
                                    span,
                                    "The test's time of "
                                            + Shown.duration(state.deadline().allowed()) + " was over here.")
                            .hint("give it more with `timeout 2m` in the test, or `--timeout` for all")
                            .calls(branch.calls())
                            .build(),
                    false);
        }
    }

    private void run(Statement statement) {
        switch (statement) {
            case Statement.Connect connect -> connects.connect(connect);
            case Statement.StartTls startTls -> connects.startTls(startTls);
            case Statement.Handshake handshake -> connects.handshake(handshake);
            case Statement.Send send -> sends.send(send);
            case Statement.SendRaw raw -> sends.raw(raw);
            case Statement.SendLines lines -> sends.lines(lines);
            case Statement.Expect expect -> expects.expect(expect);
            case Statement.ExpectOneOf oneOf -> expects.oneOf(oneOf);
            case Statement.Capture capture -> captures.capture(capture);
            case Statement.CaptureReply capture -> captures.captureReply(capture);
            case Statement.Collect collect -> captures.collect(collect);
            case Statement.Record record -> captures.record(record);
            case Statement.Let let -> branch.variables().set(let.name().text(), branch.evaluate(let.expression()));
            case Statement.Check check -> check(check);
            case Statement.Judge judge -> judge(judge.verdict());
            case Statement.If condition -> choose(condition);
            case Statement.ForEach forEach -> forEach(forEach);
            case Statement.Repeat repeat -> repeat(repeat);
            case Statement.Eventually eventually -> eventually(eventually);
            case Statement.Given given -> given(given.body());
            case Statement.Defer defer -> state.defer(new TestState.Deferred(defer.body(), branch));
            case Statement.On on -> on(on);
            case Statement.Parallel parallel -> new ParallelStep(branch).run(parallel);
            case Statement.Barrier barrier -> barrier(barrier);
            case Statement.Log log -> log(log);
            case Statement.Wait wait -> pause(wait);
            case Statement.Close close -> branch.session(close).wire().close();
            case Statement.CloseSending close -> branch.session(close).wire().closeSending();
            case Statement.Abort abort -> branch.session(abort).wire().abort();
            case Statement.Login login -> logins.login(login);
            case Statement.Quit quit -> logins.quit(quit);
            case Statement.Deliver deliver -> mail.deliver(deliver);
            case Statement.ResetMailbox reset -> mail.reset(reset);
            case Statement.Action action -> actions.run(action);
            case Statement.Call call -> call(call);
        }
    }

    private void check(Statement.Check check) {
        Compiled.Checked checked = branch.check(check.expression());
        state.looked();
        if (checked.holds()) {
            return;
        }
        if (check.otherwise() != null) {
            run(check.otherwise());
            return;
        }
        throw new Stop.Failed(
                ProblemBuilder.failure(check.expression().span(), "The check does not hold.")
                        .actual(checked.drawing().isEmpty() ? null : checked.drawing())
                        .calls(branch.calls())
                        .build(),
                true);
    }

    private void judge(Verdict verdict) {
        String reason = branch.text(verdict.reason());
        String requirement =
                verdict.requirement() == null ? null : verdict.requirement().text();
        switch (verdict.kind()) {
            case DEVIATION -> remark(Remark.Kind.DEVIATION, verdict, reason, requirement);
            case NOTE -> remark(Remark.Kind.NOTE, verdict, reason, requirement);
            case PASS -> throw new Stop.Passed(reason);
            case SKIP -> throw new Stop.Skipped(reason);
            case FAIL ->
                throw Stop.Failed.said(
                        ProblemBuilder.failure(verdict.span(), reason)
                                .calls(branch.calls())
                                .build(),
                        requirement);
        }
    }

    private void remark(Remark.Kind kind, Verdict verdict, String reason, @Nullable String requirement) {
        LiveSession current = branch.current();
        state.remark(new Remark(
                kind,
                verdict.span(),
                reason,
                requirement,
                current == null ? List.of() : List.of(SessionLog.tail(current))));
    }

    private void choose(Statement.If statement) {
        if (conditions.holds(statement.condition())) {
            run(statement.then());
        } else if (statement.otherwise() != null) {
            run(statement.otherwise());
        }
    }

    private void forEach(Statement.ForEach statement) {
        for (Map<String, @Nullable Object> row : branch.rows(statement.each())) {
            branch.within(row, () -> run(statement.body()));
        }
    }

    private void repeat(Statement.Repeat statement) {
        int times = branch.count(statement.times(), "how many times");
        for (int i = 0; i < times; i++) {
            run(statement.body());
        }
    }

    private void eventually(Statement.Eventually statement) {
        Duration within =
                statement.within() == null ? state.settings().stepTimeout() : branch.duration(statement.within());
        Duration every = statement.every() == null ? Duration.ofMillis(500) : branch.duration(statement.every());
        Deadline deadline = branch.deadline(null, within);
        Stop.Failed shown = null;
        for (int attempt = 1; ; attempt++) {
            int looks = state.looks();
            int remarks = state.remarks().size();
            int recorded = state.recorded().size();
            List<LiveSession> before = state.sessions();
            LiveSession current = branch.current();
            try {
                branch.limitedBy(deadline, () -> run(statement.body()));
                return;
            } catch (Stop.Failed failed) {
                state.resetLooks(looks);
                state.keepRemarks(remarks);
                state.keepRecorded(recorded);
                state.sessions().stream()
                        .filter(session -> !before.contains(session))
                        .forEach(session -> session.wire().close());
                branch.makeCurrent(current);
                boolean hopeless = failed.problems().stream()
                        .anyMatch(problem ->
                                problem.kind() == Problem.Kind.SCRIPT || problem.kind() == Problem.Kind.INTERNAL);
                // An attempt that only ran out of time says less than one that was finished.
                shown = shown == null || !deadline.hasPassed() ? failed : shown;
                if (hopeless || deadline.remaining().compareTo(every) <= 0 || !state.pause(every)) {
                    throw lastOf(shown, attempt, within);
                }
            }
        }
    }

    private static Stop.Failed lastOf(Stop.Failed failed, int attempts, Duration within) {
        List<Problem> problems = failed.problems().stream()
                .map(problem -> problem.withNote("Tried " + attempts + (attempts == 1 ? " time" : " times") + " within "
                        + Shown.duration(within) + "."))
                .toList();
        return failed.with(problems);
    }

    /** A failure in here fails the test, but says nothing about the rows it covers. */
    void given(Block body) {
        int looks = state.looks();
        try {
            run(body);
        } catch (Stop.Failed failed) {
            throw failed.asGiven();
        } finally {
            state.resetLooks(looks);
        }
    }

    private void on(Statement.On statement) {
        LiveSession session = branch.named(statement.session().text());
        if (session == null) {
            throw Stop.script(
                    statement.session().span(),
                    "There is no session `" + statement.session().text() + "`.");
        }
        LiveSession before = branch.current();
        branch.makeCurrent(session);
        try {
            run(statement.body());
        } finally {
            branch.makeCurrent(before);
        }
    }

    private void barrier(Statement.Barrier statement) {
        if (barriers == null) {
            throw Stop.script(statement.span(), "A barrier stands in a branch of `parallel`.");
        }
        String name = branch.text(statement.name());
        Deadline deadline = branch.deadline(null, state.settings().loginTimeout());
        barriers.await(name, statement.span(), deadline);
    }

    private void log(Statement.Log statement) {
        Object value = branch.read(statement.message());
        String text = value instanceof CharSequence ? value.toString() : Shown.value(value);
        state.remark(new Remark(Remark.Kind.LOG, statement.span(), text, null, List.of()));
    }

    private void pause(Statement.Wait statement) {
        Duration time = branch.duration(statement.time());
        Duration left = state.deadline().remaining();
        state.pause(time.compareTo(left) < 0 ? time : left);
        inTime(statement.span());
    }

    private void call(Statement.Call statement) {
        String name = statement.procedure().text();
        Item.Procedure procedure =
                Objects.requireNonNull(state.program().procedures().get(name), () -> "unresolved procedure " + name);
        Map<String, @Nullable Object> arguments = new HashMap<>();
        for (int i = 0; i < procedure.parameters().size(); i++) {
            arguments.put(
                    procedure.parameters().get(i).text(),
                    branch.evaluate(statement.arguments().get(i)));
        }
        if (branch.calls().size() >= 200) {
            throw Stop.script(statement.span(), "`" + name + "` calls itself without an end.");
        }
        branch.called(statement.span(), arguments, () -> run(procedure.body()));
    }
}
