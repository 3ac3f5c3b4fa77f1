package dev.parley.interpreter;

import dev.parley.server.ServerFacts;
import dev.parley.source.Span;
import dev.parley.syntax.Outcome;
import dev.parley.syntax.Statement;
import dev.parley.wire.ConnectFailure;
import dev.parley.wire.Deadline;
import dev.parley.wire.Endpoint;
import dev.parley.wire.HandshakeFailure;
import dev.parley.wire.Octets;
import dev.parley.wire.Received;
import dev.parley.wire.Reply;
import dev.parley.wire.TlsSettings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code connect}, {@code starttls}, {@code handshake}. */
final class ConnectSteps {
    private static final int POP3 = 110;
    private static final int POP3S = 995;

    private final Branch branch;
    private final Steps steps;
    private final ExpectSteps expects;

    ConnectSteps(Branch branch, Steps steps, ExpectSteps expects) {
        this.branch = branch;
        this.steps = steps;
        this.expects = expects;
    }

    void connect(Statement.Connect statement) {
        Span keyword = statement.span().part(0, "connect".length());
        String name = statement.session() == null
                ? branch.mainSession()
                : statement.session().text();
        LiveSession before = branch.named(name);
        if (before != null
                && !before.wire().peerHasEnded(Duration.ZERO)
                && !before.wire().isOver()) {
            throw new Stop.Failed(
                    ProblemBuilder.script(keyword, "The session `" + name + "` is still open.")
                            .hint("end it with `quit` or `close`, or give this one a name: `connect as second`")
                            .calls(branch.calls())
                            .build(),
                    false);
        }
        boolean implicit = isImplicit(statement.mode());
        Endpoint endpoint = endpoint(statement, implicit);
        TlsOptions options = TlsOptions.read(statement.options(), branch);
        Deadline deadline = options.deadline(branch);
        LiveSession session;
        try {
            session = branch.state().connect(name, endpoint, deadline);
        } catch (ConnectFailure e) {
            boolean expected = statement.fails() && e.kind() != ConnectFailure.Kind.TIMED_OUT;
            ended(
                    statement.fails(),
                    expected,
                    statement.otherwise(),
                    ProblemBuilder.couldNotRun(keyword, String.valueOf(e.getMessage())),
                    new Sight.OfConnecting(branch, endpoint, e));
            return;
        }
        branch.add(session);
        if (implicit) {
            secure(keyword, session, options, deadline, statement.fails(), statement.otherwise());
        } else if (statement.fails()) {
            shouldHaveFailed(keyword, statement.otherwise(), "The connection was made, and should have failed.");
        }
    }

    private boolean isImplicit(Statement.ConnectMode mode) {
        return switch (mode) {
            case BY_SERVER -> branch.state().server().mode() == ServerFacts.Mode.IMPLICIT;
            case TLS -> true;
            case PLAIN, TLS_LATER -> false;
        };
    }

    private Endpoint endpoint(Statement.Connect statement, boolean implicit) {
        boolean tlsPort = implicit || statement.mode() == Statement.ConnectMode.TLS_LATER;
        if (statement.address() != null) {
            try {
                return Endpoint.parse(branch.text(statement.address()), tlsPort ? POP3S : POP3);
            } catch (IllegalArgumentException e) {
                throw Stop.script(statement.address().span(), String.valueOf(e.getMessage()));
            }
        }
        ServerFacts server = branch.state().server();
        Endpoint known = tlsPort ? server.tls() : server.plain();
        if (known != null) {
            return known;
        }
        throw new Stop.Failed(
                ProblemBuilder.couldNotRun(
                                statement.span().part(0, "connect".length()),
                                tlsPort
                                        ? "No port of " + server.name() + " where TLS starts at once is known."
                                        : "No port of " + server.name() + " for plaintext is known.")
                        .hint(
                                tlsPort
                                        ? "name it with `--tls-address HOST:PORT`, or put `require implicit tls` into"
                                                + " the test"
                                        : "name it with `--server HOST:PORT` beside `--tls-address`")
                        .calls(branch.calls())
                        .build(),
                false);
    }

    void handshake(Statement.Handshake statement) {
        TlsOptions options = TlsOptions.read(statement.options(), branch);
        secure(
                statement.span().part(0, "handshake".length()),
                branch.session(statement),
                options,
                options.deadline(branch),
                statement.fails(),
                statement.otherwise());
    }

    void startTls(Statement.StartTls statement) {
        Span keyword = statement.span().part(0, "starttls".length());
        LiveSession session = branch.session(statement);
        TlsOptions options = TlsOptions.read(statement.options(), branch);
        Deadline deadline = options.deadline(branch);
        Reply reply = ask(keyword, session, "STLS", deadline);
        if (reply.status() != Reply.Status.OK) {
            ended(
                    statement.fails(),
                    statement.fails(),
                    statement.otherwise(),
                    ProblemBuilder.failure(keyword, "The server refused STLS.")
                            .expected("+OK")
                            .actual(Shown.quoted(reply.statusLine()))
                            .note(ResponseCodes.meaning(reply.code())),
                    new Sight.OfSession(branch, session, new Received.Answered(reply)));
            return;
        }
        secure(keyword, session, options, deadline, statement.fails(), statement.otherwise());
    }

    /** STLS and the handshake as a login does them where the server's mode says so. */
    void upgrade(Span span, LiveSession session, Deadline deadline) {
        Reply reply = ask(span, session, "STLS", deadline);
        if (reply.status() != Reply.Status.OK) {
            throw new Stop.Failed(
                    ProblemBuilder.failure(span, "The server refused STLS before the login.")
                            .expected("+OK")
                            .actual(Shown.quoted(reply.statusLine()))
                            .calls(branch.calls())
                            .build(),
                    true);
        }
        secure(span, session, TlsOptions.read(List.of(), branch), deadline, false, null);
    }

    /** Sends a command and reads its reply; anything but a reply fails the test. */
    Reply ask(Span span, LiveSession session, String command, Deadline deadline) {
        session.send(span, Octets.of(command + "\r\n"));
        return reply(span, session, deadline);
    }

    /** Reads the next due reply; anything but a reply fails the test. */
    Reply reply(Span span, LiveSession session, Deadline deadline) {
        Unanswered.Awaited awaited = Unanswered.awaited(session.wire());
        Received received = session.wire().receive(null, deadline);
        if (!(received instanceof Received.Answered(Reply reply))) {
            throw new Stop.Failed(Unanswered.problem(span, awaited.words(), received, branch), false)
                    .at(new Sight.OfSession(branch, session, received));
        }
        session.remember(reply);
        List<Problem> always = expects.everyReply(reply);
        if (!always.isEmpty()) {
            throw new Stop.Failed(always, true);
        }
        return reply;
    }

    private void secure(
            Span span,
            LiveSession session,
            TlsOptions options,
            Deadline deadline,
            boolean fails,
            @Nullable Outcome otherwise) {
        TlsSettings settings = options.settings(branch.state().server().settings());
        boolean implicit = session.wire().greetingIsDue();
        long begun = branch.state().ticker().nanos();
        try {
            session.handshake(settings, deadline);
        } catch (HandshakeFailure e) {
            String message = String.valueOf(e.getMessage());
            Duration time = Duration.ofNanos(branch.state().ticker().nanos() - begun);
            Sight sight = new Sight.OfHandshake(branch, session, implicit, e, time);
            switch (e.kind()) {
                // What our own stack cannot offer was never tried: a skip, and never a pass.
                case UNAVAILABLE -> throw new Stop.Skipped(message);
                case MATERIAL -> throw Stop.script(span, message);
                case CERTIFICATE -> ended(fails, fails, otherwise, ProblemBuilder.couldNotRun(span, message), sight);
                case ALERT, NOT_TLS, CLOSED, RESET, OTHER ->
                    ended(fails, fails, otherwise, broken(span, message), sight);
                case TIMED_OUT -> ended(fails, false, null, broken(span, message), sight);
            }
            return;
        }
        if (fails) {
            shouldHaveFailed(span, otherwise, "The handshake succeeded, and should have failed.");
        }
    }

    /**
     * A handshake that the server breaks. Where rows of the catalogue are covered, that is what they are about; else
     * it is no more than what keeps the test from running.
     */
    private ProblemBuilder broken(Span span, String message) {
        return branch.state().test().requirements().isEmpty()
                ? ProblemBuilder.couldNotRun(span, message)
                : ProblemBuilder.failure(span, message);
    }

    /** A connection or handshake did not come about. */
    private void ended(
            boolean fails, boolean expected, @Nullable Outcome otherwise, ProblemBuilder problem, Sight sight) {
        if (fails) {
            branch.state().looked();
        }
        if (expected) {
            return;
        }
        if (otherwise != null && !fails) {
            steps.run(otherwise);
            return;
        }
        throw new Stop.Failed(problem.calls(branch.calls()).build(), false).at(sight);
    }

    private void shouldHaveFailed(Span span, @Nullable Outcome otherwise, String message) {
        branch.state().looked();
        if (otherwise != null) {
            steps.run(otherwise);
            return;
        }
        throw new Stop.Failed(
                ProblemBuilder.failure(span, message).calls(branch.calls()).build(), true);
    }
}
