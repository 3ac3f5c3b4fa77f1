package dev.parley.interpreter;

import dev.parley.server.Account;
import dev.parley.server.ServerFacts;
import dev.parley.source.Span;
import dev.parley.syntax.AccountRef;
import dev.parley.syntax.Statement;
import dev.parley.wire.Deadline;
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

    /** By the mechanism that is named or the strongest offered, with STLS first where the server's mode says so. */
    void login(Statement.Login statement) {
        LiveSession session = branch.session(statement);
        Credentials credentials = credentials(statement);
        session.speaksFor(credentials.name());
        LoginDialogue dialogue = new LoginDialogue(branch, expects, connects, statement, session);
        if (branch.state().server().mode() == ServerFacts.Mode.STARTTLS
                && session.wire().tls() == null) {
            dialogue.upgrade();
        }
        new Login(branch, steps, expects, dialogue, statement, session, credentials.name(), credentials.password())
                .run();
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
        if (!session.hasJustAnswered() && session.wire().peerHasEnded(Duration.ZERO)) {
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
            throw new Stop.Failed(Unanswered.problem(keyword, Unanswered.END + " after QUIT", end, branch), false);
        }
    }
}
