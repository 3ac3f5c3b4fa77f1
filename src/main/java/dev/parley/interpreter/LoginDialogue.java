package dev.parley.interpreter;

import dev.parley.source.Span;
import dev.parley.syntax.Statement;
import dev.parley.wire.Deadline;
import dev.parley.wire.Octets;
import dev.parley.wire.Received;
import dev.parley.wire.Reply;
import dev.parley.wire.Session;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The lines that one login sends, and what comes in answer. */
final class LoginDialogue {
    private final Branch branch;
    private final ExpectSteps expects;
    private final ConnectSteps connects;
    private final Statement.Login statement;
    private final LiveSession session;

    LoginDialogue(
            Branch branch, ExpectSteps expects, ConnectSteps connects, Statement.Login statement, LiveSession session) {
        this.branch = branch;
        this.expects = expects;
        this.connects = connects;
        this.statement = statement;
        this.session = session;
    }

    /** Where problems of the login are shown. */
    Span keyword() {
        return statement.span().part(0, "login".length());
    }

    /** STLS and the handshake. */
    void upgrade() {
        connects.upgrade(keyword(), session, deadline());
    }

    /**
     * Sends a line and reads the reply.
     *
     * @return null when no reply came, and one of the statement's alternatives wanted just that: the login is then over
     */
    @Nullable
    Reply ask(Octets line) {
        session.wire().send(line.plus(Octets.of("\r\n")));
        if (statement.expecting().isEmpty()) {
            return connects.reply(keyword(), session, deadline());
        }
        Unanswered.Awaited awaited = Unanswered.awaited(session.wire());
        Received received = expects.receive(statement.expecting(), null, statement.within(), loginTimeout(), session);
        if (received instanceof Received.Answered(Reply reply)) {
            return reply;
        }
        branch.state().looked();
        expects.choose(keyword(), statement.expecting(), received, awaited.words(), session);
        return null;
    }

    @Nullable
    Reply ask(String line) {
        return ask(Octets.of(line));
    }

    /** Cancels a SASL exchange (RFC 5034 §4); what the server says to that does not matter any more. */
    void cancel() {
        Session wire = session.wire();
        wire.send(Octets.of("*\r\n"));
        if (wire.receive(null, deadline()) instanceof Received.Answered(Reply reply)) {
            session.remember(reply);
        }
    }

    private Deadline deadline() {
        return branch.deadline(statement.within(), loginTimeout());
    }

    private Duration loginTimeout() {
        return branch.state().settings().loginTimeout();
    }
}
