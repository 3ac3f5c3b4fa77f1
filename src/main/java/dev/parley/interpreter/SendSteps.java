package dev.parley.interpreter;

import dev.parley.source.Span;
import dev.parley.syntax.Node;
import dev.parley.syntax.Statement;
import dev.parley.syntax.Value;
import dev.parley.wire.Octets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code send} in all its forms, and the ways to end a connection. */
final class SendSteps {
    private final Branch branch;

    SendSteps(Branch branch) {
        this.branch = branch;
    }

    void send(Statement.Send statement) {
        emit(statement, Octets.of(line(statement.value())), statement.pieces());
    }

    void raw(Statement.SendRaw statement) {
        emit(statement, Octets.of(branch.text(statement.value())), statement.pieces());
    }

    void lines(Statement.SendLines statement) {
        StringBuilder all = new StringBuilder();
        for (Value line : statement.lines()) {
            all.append(line(line));
        }
        emit(statement, Octets.of(all.toString()), statement.pieces());
    }

    private String line(Value value) {
        String text = branch.text(value);
        if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
            throw new Stop.Failed(
                    ProblemBuilder.script(value.span(), "This holds a line end, and `send` adds one of its own.")
                            .actual(Shown.quoted(text))
                            .hint("send exact octets with `send raw`, several commands with `send lines`")
                            .calls(branch.calls())
                            .build(),
                    false);
        }
        return text + "\r\n";
    }

    private void emit(Node statement, Octets octets, Statement.@Nullable Pieces pieces) {
        LiveSession session = branch.session(statement);
        guard(statement.span(), session, octets);
        if (pieces == null) {
            session.send(statement.span(), octets);
            return;
        }
        int size = branch.count(pieces.size(), "a number of octets");
        if (size == 0) {
            throw Stop.script(pieces.size().span(), "A piece has at least one octet.");
        }
        Duration pause = pieces.pause() == null ? Duration.ZERO : branch.duration(pieces.pause());
        session.noteSurplus(statement.span(), octets);
        session.wire().sendInPieces(octets, size, pause, branch.state().deadline());
    }

    /** Stops a DELE before the wire where the script or the run is read only. */
    private void guard(Span span, LiveSession session, Octets octets) {
        if (session.deletes(octets) && branch.state().readOnly()) {
            throw new Stop.Failed(
                    ProblemBuilder.script(span, "This sends DELE, and the run is read only.")
                            .note("Nothing was sent.")
                            .hint("take `read only` out of the file, if mail may be deleted here")
                            .calls(branch.calls())
                            .build(),
                    false);
        }
    }
}
