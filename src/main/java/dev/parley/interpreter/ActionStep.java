package dev.parley.interpreter;

import dev.parley.server.Program;
import dev.parley.server.ServerFacts;
import dev.parley.source.Span;
import dev.parley.syntax.Statement;
import dev.parley.wire.Deadline;
import dev.parley.wire.Octets;
import java.util.List;

/** {@code action}: a command of the server's profile. */
final class ActionStep {
    private final Branch branch;

    ActionStep(Branch branch) {
        this.branch = branch;
    }

    /** A command that does not do its work means that the test could not be run. */
    void run(Statement.Action statement) {
        Span span = statement.span().part(0, "action".length());
        String name = branch.text(statement.name());
        ServerFacts server = branch.state().server();
        List<String> words = server.actions().get(name);
        if (words == null) {
            throw new Stop.Skipped(Conditions.noAction(name, server));
        }
        Deadline deadline =
                branch.deadline(statement.within(), branch.state().settings().loginTimeout());
        Outside.run(branch, span, branch.state().deadline(), () -> {
            new Program("The action `" + name + "`", words).run(Octets.EMPTY, deadline.remaining());
            return name;
        });
    }
}
