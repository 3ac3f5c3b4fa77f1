package dev.parley.interpreter;

import dev.parley.server.Account;
import dev.parley.server.ServerFacts;
import dev.parley.source.Span;
import dev.parley.syntax.AccountRef;
import dev.parley.syntax.Statement;
import dev.parley.wire.Deadline;
import dev.parley.wire.Octets;
import dev.parley.wire.Received;
import dev.parley.wire.Reply;
import java.time.Duration;

/** {@code login} and {@code quit}. */
final class LoginSteps {
    private final Branch branch;
    private final Steps steps;
    private final ExpectSteps expects;
    private final ConnectSteps connects;

    LoginSteps(Branch branch, Steps steps, ExpectSteps expects, ConnectSteps connects) {
        this.branch = branch;
        this.steps = steps;
        this.expects = expects;
        this.connects = connects;
    }

    /** USER and PASS (RFC 1939 §7), with STLS first where the server's mode says so. */
    void login(Statement.Login statement) {
        Span keyword = statement.span().part(0, "login".length());
        LiveSession session = branch.session(statement);
        Credentials credentials = credentials(statement);
        session.speaksFor(credentials.name());
        ServerFacts server = branch.state().server();
        if (server.mode() == ServerFacts.Mode.STARTTLS && session.wire().tls() == null) {
            connects.upgrade(keyword, session, deadline(statement));
        }
        session.wire().send(Octets.of("USER " + credentials.name() + "\r\n"));
        if (!statement.expecting().isEmpty()) {
            expecting(statement, session, credentials);
            return;
        }
        Reply user = connects.reply(keyword, session, deadline(statement));
        Reply last = user.status() == Reply.Status.OK
                ? connects.ask(keyword, session, "PASS " + credentials.password(), deadline(statement))
                : user;
        if (last.status() != Reply.Status.OK) {
            refused(statement, keyword, last);
        }
    }

    /** The reply that ends the login is what the alternatives speak of: that to PASS, or a refused USER. */
    private void expecting(Statement.Login statement, LiveSession session, Credentials credentials) {
        Span keyword = statement.span().part(0, "login".length());
        Reply user = connects.reply(keyword, session, deadline(statement));
        if (user.status() == Reply.Status.OK) {
            session.wire().send(Octets.of("PASS " + credentials.password() + "\r\n"));
            expects.oneOf(keyword, statement.expecting(), statement.within(), loginTimeout(), session);
        } else {
            expects.answered(keyword, statement.expecting(), user, session);
        }
    }

    private void refused(Statement.Login statement, Span keyword, Reply reply) {
        if (statement.otherwise() != null) {
            steps.run(statement.otherwise());
            return;
        }
        String command = reply.command() == null ? "login" : reply.command().keyword();
        throw new Stop.Failed(
                ProblemBuilder.failure(keyword, "The server refused the login at " + command + ".")
                        .expected("+OK")
                        .actual(Shown.quoted(reply.statusLine()))
                        .note(ResponseCodes.meaning(reply.code()))
                        .calls(branch.calls())
                        .build(),
                true);
    }

    /** What goes to the server. */
    private record Credentials(String name, String password) {}

    private Credentials credentials(Statement.Login statement) {
        AccountRef ref = statement.account();
        String label = branch.label(ref);
        Account account = branch.state().accounts().get(label);
        String password = statement.password() == null ? null : branch.text(statement.password());
        if (password != null) {
            // Also when it is never sent, because the name is refused already.
            branch.state().secrets().suspect(password);
        }
        if (account != null) {
            return checked(
                    ref.span(),
                    account.name(),
                    password == null ? account.password().reveal() : password);
        }
        if (ref instanceof AccountRef.Named || password == null) {
            throw new Stop.Failed(
                    ProblemBuilder.couldNotRun(ref.span(), "The server has no account `" + label + "` that we know of.")
                            .hint("name one with `--user " + label + "=NAME` and `--password-env VAR`, "
                                    + "or put `require account " + label + "` into the test")
                            .calls(branch.calls())
                            .build(),
                    false);
        }
        return checked(ref.span(), label, password);
    }

    private static Credentials checked(Span span, String name, String password) {
        if ((name + password).chars().anyMatch(c -> c == '\r' || c == '\n')) {
            throw Stop.script(span, "The name or the password holds a line end, which USER and PASS cannot carry.");
        }
        return new Credentials(name, password);
    }

    /** QUIT, +OK, end; nothing on a session that is over. After a failure the session is only dropped. */
    void quit(Statement.Quit statement) {
        LiveSession session = branch.current();
        if (session == null || session.wire().isOver()) {
            return;
        }
        if (branch.state().failed()) {
            session.wire().close();
            return;
        }
        Span keyword = statement.span();
        Problem unread = Unread.problem(keyword, session, branch);
        if (unread != null) {
            throw new Stop.Failed(unread, false);
        }
        if (session.wire().peerHasEnded(Duration.ZERO)) {
            session.wire().close();
            return;
        }
        Deadline deadline = branch.deadline(null, branch.state().settings().stepTimeout());
        Reply reply = connects.ask(keyword, session, "QUIT", deadline);
        if (reply.status() != Reply.Status.OK) {
            throw new Stop.Failed(
                    ProblemBuilder.failure(
                                    keyword,
                                    "The server answered QUIT with "
                                            + reply.status().indicator() + ".")
                            .expected("+OK")
                            .actual(Shown.quoted(reply.statusLine()))
                            .calls(branch.calls())
                            .build(),
                    true);
        }
        Received end = session.wire().receiveEnd(deadline);
        session.wire().close();
        if (!(end instanceof Received.Closed) && !(end instanceof Received.ResetByPeer)) {
            throw new Stop.Failed(
                    Unanswered.problem(keyword, "the end of the connection after QUIT", end, branch), false);
        }
    }

    private Deadline deadline(Statement.Login statement) {
        return branch.deadline(statement.within(), loginTimeout());
    }

    private Duration loginTimeout() {
        return branch.state().settings().loginTimeout();
    }
}
