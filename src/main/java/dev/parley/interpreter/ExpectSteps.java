package dev.parley.interpreter;

import dev.parley.source.Span;
import dev.parley.syntax.Expectation;
import dev.parley.syntax.Item;
import dev.parley.syntax.Outcome;
import dev.parley.syntax.Statement;
import dev.parley.syntax.Value;
import dev.parley.wire.Deadline;
import dev.parley.wire.Framing;
import dev.parley.wire.Octets;
import dev.parley.wire.Received;
import dev.parley.wire.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code expect} in all its forms. */
final class ExpectSteps {
    private final Branch branch;
    private final Steps steps;

    ExpectSteps(Branch branch, Steps steps) {
        this.branch = branch;
        this.steps = steps;
    }

    void expect(Statement.Expect statement) {
        LiveSession session = branch.session(statement);
        Tried tried = tryOne(statement.expectation(), session);
        branch.state().looked();
        if (tried.problems().isEmpty()) {
            return;
        }
        Outcome otherwise = statement.otherwise();
        if (otherwise != null && tried.replied()) {
            steps.run(otherwise);
            return;
        }
        throw new Stop.Failed(tried.problems(), tried.replied()).at(sight(session, tried.received()));
    }

    /**
     * What came of one expectation.
     *
     * @param replied whether something came that could be judged, so that {@code otherwise} applies
     */
    private record Tried(
            List<Problem> problems,
            boolean replied,
            @Nullable Received received) {}

    private @Nullable Sight sight(LiveSession session, @Nullable Received received) {
        return received == null ? null : new Sight.OfSession(branch, session, received);
    }

    private Tried tryOne(Expectation expectation, LiveSession session) {
        return switch (expectation) {
            case Expectation.Reply reply -> {
                Deadline deadline = branch.deadline(reply.within(), stepTimeout());
                Unanswered.Awaited awaited = Unanswered.awaited(session.wire());
                Received received = session.wire().receive(framing(reply.form()), deadline);
                yield judge(reply, received, awaited, session);
            }
            case Expectation.End end -> {
                Received received = session.wire().receiveEnd(branch.deadline(end.within(), stepTimeout()));
                yield endFits(end, received) ? fits() : tried(wrongEnd(end, received), received);
            }
            case Expectation.Nothing nothing -> {
                Received received = session.wire().receiveNothing(untilTestEnds(branch.duration(nothing.time())));
                yield received instanceof Received.Silence
                        ? fits()
                        : tried(Unanswered.problem(nothing.span(), "silence", received, branch), received);
            }
            case Expectation.Octets octets -> octets(octets, session);
            case Expectation.Replies replies -> replies(replies, session);
        };
    }

    private Tried judge(
            Expectation.Reply expected, Received received, Unanswered.Awaited awaited, LiveSession session) {
        if (!(received instanceof Received.Answered(Reply reply))) {
            return tried(Unanswered.problem(expected.span(), awaited.words(), received, branch), received);
        }
        session.remember(reply);
        List<Problem> problems = new ArrayList<>(match(expected, reply));
        problems.addAll(everyReply(reply));
        return new Tried(problems, true, received);
    }

    /** What does not fit; when all fits, named groups become variables. */
    private List<Problem> match(Expectation.Reply expected, Reply reply) {
        ReplyMatcher.Match match = new ReplyMatcher(branch).match(expected, reply);
        if (match.fits()) {
            match.captured().forEach(branch.variables()::set);
        }
        return match.problems();
    }

    /** What {@code every reply} of the file says against this one. */
    List<Problem> everyReply(Reply reply) {
        List<Problem> problems = new ArrayList<>();
        for (Item.EveryReply every : branch.state().program().everyReply()) {
            problems.addAll(new Assertions(branch).failing(every.assertions(), new Evidence.OfReply(reply)));
        }
        return problems;
    }

    private Tried octets(Expectation.Octets expected, LiveSession session) {
        Received received = switch (expected.extent()) {
            case Expectation.Extent.UntilEnd _ ->
                session.wire().collectUntilEnd(branch.deadline(expected.within(), stepTimeout()));
            case Expectation.Extent.For time -> session.wire().collectFor(untilTestEnds(branch.duration(time.time())));
            case Expectation.Extent.Count count ->
                session.wire()
                        .collect(
                                branch.count(count.octets(), "a number of octets"),
                                branch.deadline(expected.within(), stepTimeout()));
        };
        if (!(received instanceof Received.Collected(Octets octets))) {
            return tried(Unanswered.problem(expected.span(), "these octets", received, branch), received);
        }
        session.remember(octets);
        return new Tried(
                new Assertions(branch).failing(expected.assertions(), new Evidence.OfOctets(octets)), true, null);
    }

    private Tried replies(Expectation.Replies expected, LiveSession session) {
        Deadline deadline = Deadline.after(
                untilTestEnds(branch.duration(expected.time())), branch.state().ticker());
        List<Reply> replies = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        while (true) {
            Unanswered.Awaited awaited = Unanswered.awaited(session.wire());
            Received received = session.wire().receive(null, deadline);
            if (received instanceof Received.Answered(Reply reply)) {
                session.remember(reply);
                replies.add(reply);
                problems.addAll(everyReply(reply));
                continue;
            }
            boolean inTime = received instanceof Received.TimedOut(Octets partial, Duration _) && partial.isEmpty();
            boolean endAfterReplies =
                    received instanceof Received.Closed(Octets rest, Boolean _) && rest.isEmpty() && !replies.isEmpty();
            if (!inTime && !endAfterReplies) {
                return tried(Unanswered.problem(expected.span(), awaited.words(), received, branch), received);
            }
            break;
        }
        session.wire().forgetDue();
        problems.addAll(new Assertions(branch).failing(expected.assertions(), new Evidence.OfReplies(replies)));
        if (replies.isEmpty() && expected.assertions().isEmpty()) {
            problems.add(
                    ProblemBuilder.failure(expected.span(), "No reply came.").build());
        }
        return new Tried(problems, true, null);
    }

    void oneOf(Statement.ExpectOneOf statement) {
        oneOf(statement.span(), statement.alternatives(), statement.within(), stepTimeout(), branch.session(statement));
    }

    /** Reads what comes and takes the first alternative that fits it. */
    void oneOf(
            Span span,
            List<Statement.Alternative> alternatives,
            @Nullable Value within,
            Duration customary,
            LiveSession session) {
        Unanswered.Awaited awaited = Unanswered.awaited(session.wire());
        Received received = receive(alternatives, framing(alternatives), within, customary, session);
        branch.state().looked();
        choose(span, alternatives, received, awaited.words(), session);
    }

    /** Takes the first alternative that fits a reply which was already read. */
    void answered(Span span, List<Statement.Alternative> alternatives, Reply reply, LiveSession session) {
        branch.state().looked();
        choose(span, alternatives, new Received.Answered(reply), "a reply", session);
    }

    /** Reads what comes for any of these alternatives. */
    Received receive(
            List<Statement.Alternative> alternatives,
            @Nullable Framing framing,
            @Nullable Value within,
            Duration customary,
            LiveSession session) {
        Received received = receiveForAny(alternatives, framing, within, customary, session);
        if (received instanceof Received.Answered(Reply reply)) {
            session.remember(reply);
            List<Problem> always = everyReply(reply);
            if (!always.isEmpty()) {
                throw new Stop.Failed(always, true);
            }
        }
        return received;
    }

    /** Takes the first alternative that fits what came. */
    void choose(
            Span span,
            List<Statement.Alternative> alternatives,
            Received received,
            String awaited,
            LiveSession session) {
        List<Problem> mismatches = new ArrayList<>();
        for (Statement.Alternative alternative : alternatives) {
            List<Problem> problems = against(alternative.expectation(), received, awaited);
            if (problems.isEmpty()) {
                if (alternative.expectation() instanceof Expectation.End) {
                    session.wire().forgetDue();
                }
                if (alternative.then() != null) {
                    steps.run(alternative.then());
                }
                return;
            }
            mismatches.addAll(problems);
        }
        if (!(received instanceof Received.Answered)) {
            throw new Stop.Failed(Unanswered.problem(span, awaited, received, branch), false)
                    .at(sight(session, received));
        }
        throw new Stop.Failed(mismatches, true).at(sight(session, received));
    }

    private static @Nullable Framing framing(List<Statement.Alternative> alternatives) {
        for (Statement.Alternative alternative : alternatives) {
            if (alternative.expectation() instanceof Expectation.Reply reply && framing(reply.form()) != null) {
                return framing(reply.form());
            }
        }
        return null;
    }

    private Received receiveForAny(
            List<Statement.Alternative> alternatives,
            @Nullable Framing framing,
            @Nullable Value within,
            Duration customary,
            LiveSession session) {
        Duration longest = within == null ? null : branch.duration(within);
        for (Statement.Alternative alternative : alternatives) {
            switch (alternative.expectation()) {
                case Expectation.Nothing nothing -> {
                    Received quiet = session.wire().receiveNothing(untilTestEnds(branch.duration(nothing.time())));
                    if (!(quiet instanceof Received.Unasked)) {
                        return quiet;
                    }
                }
                case Expectation.Reply _, Expectation.End _ -> {}
                case Expectation.Octets octets -> throw notHere(octets.span());
                case Expectation.Replies replies -> throw notHere(replies.span());
            }
            if (alternative.expectation().within() != null && within == null) {
                Duration own = branch.duration(alternative.expectation().within());
                longest = longest == null || own.compareTo(longest) > 0 ? own : longest;
            }
        }
        Deadline deadline = branch.deadline(null, longest == null ? customary : longest);
        return session.wire().receive(framing, deadline);
    }

    private static Stop.Failed notHere(Span span) {
        return Stop.script(span, "Octets and several replies cannot be one of several answers.");
    }

    private List<Problem> against(Expectation expectation, Received received, String awaited) {
        return switch (expectation) {
            case Expectation.Reply reply ->
                received instanceof Received.Answered(Reply answer)
                        ? match(reply, answer)
                        : List.of(Unanswered.problem(reply.span(), awaited, received, branch));
            case Expectation.End end -> endFits(end, received) ? List.of() : List.of(wrongEnd(end, received));
            case Expectation.Nothing nothing ->
                received instanceof Received.Silence
                        ? List.of()
                        : List.of(Unanswered.problem(nothing.span(), "silence", received, branch));
            case Expectation.Octets octets -> throw notHere(octets.span());
            case Expectation.Replies replies -> throw notHere(replies.span());
        };
    }

    /** A partial line before the end is data that nobody looked at. */
    private static boolean endFits(Expectation.End end, Received received) {
        boolean closed = received instanceof Received.Closed(Octets rest, Boolean _) && rest.isEmpty();
        boolean reset = received instanceof Received.ResetByPeer(Octets before) && before.isEmpty();
        return switch (end.ending()) {
            case CLOSE -> closed;
            case RESET -> reset;
            case END -> closed || reset;
        };
    }

    private Problem wrongEnd(Expectation.End end, Received received) {
        return switch (received) {
            case Received.ResetByPeer _
            when end.ending() == Expectation.Ending.CLOSE ->
                ProblemBuilder.failure(end.span(), "The server reset the connection.")
                        .expected("an orderly close")
                        .actual("a reset")
                        .build();
            case Received.Closed(Octets rest, Boolean _)
            when rest.isEmpty() ->
                ProblemBuilder.failure(end.span(), "The server closed the connection in order.")
                        .expected("a reset")
                        .actual("an orderly close")
                        .build();
            default -> Unanswered.problem(end.span(), Unanswered.END, received, branch);
        };
    }

    private static Tried fits() {
        return new Tried(List.of(), true, null);
    }

    private static Tried tried(Problem problem, Received received) {
        boolean replied = received instanceof Received.Answered || received instanceof Received.Unasked;
        return new Tried(List.of(problem), replied, received);
    }

    private Duration stepTimeout() {
        return branch.state().settings().stepTimeout();
    }

    /** A fixed time of watching, cut at the end of the test. */
    private Duration untilTestEnds(Duration time) {
        Duration left = branch.state().deadline().remaining();
        if (left.isNegative() || left.isZero()) {
            left = Duration.ZERO;
        }
        return time.compareTo(left) < 0 ? time : left;
    }

    private static @Nullable Framing framing(Expectation.Form form) {
        return switch (form) {
            case BY_COMMAND -> null;
            case SINGLE -> Framing.SINGLE;
            case MULTI -> Framing.MULTI;
            case EITHER -> Framing.EITHER;
        };
    }
}
