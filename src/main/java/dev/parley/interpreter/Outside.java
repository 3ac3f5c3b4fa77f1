package dev.parley.interpreter;

import dev.parley.server.MailFailure;
import dev.parley.source.Span;
import dev.parley.wire.Deadline;
import java.util.concurrent.Callable;

/** Work that waits for others than the server's POP3: what goes wrong there means that the test could not be run. */
final class Outside {
    private Outside() {}

    static <T> T run(Branch branch, Span span, Deadline deadline, Callable<T> work) {
        try {
            return branch.state().outside(work, deadline);
        } catch (MailFailure e) {
            throw new Stop.Failed(
                    ProblemBuilder.couldNotRun(span, String.valueOf(e.getMessage()))
                            .actual(e.seen())
                            .hint(e.hint())
                            .calls(branch.calls())
                            .build(),
                    false);
        } catch (TestState.CutShort e) {
            throw new Stop.Failed(
                    ProblemBuilder.couldNotRun(span, String.valueOf(e.getMessage()))
                            .calls(branch.calls())
                            .build(),
                    false);
        }
    }
}
