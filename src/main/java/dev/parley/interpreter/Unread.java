package dev.parley.interpreter;

import dev.parley.source.Span;
import dev.parley.wire.Command;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Replies that are still due when a session is about to end. */
final class Unread {
    private Unread() {}

    /** The problem of leaving replies unread, or null when there are none. */
    static @Nullable Problem problem(Span span, LiveSession session, Branch branch) {
        List<Command> due = session.wire().due();
        if (due.isEmpty() && !session.wire().greetingIsDue()) {
            return null;
        }
        String which = due.isEmpty()
                ? "The greeting"
                : due.size() == 1
                        ? "The reply to " + Unanswered.named(due.getFirst())
                        : "The replies to "
                                + due.stream().limit(5).map(Unanswered::named).collect(Collectors.joining(", "))
                                + (due.size() > 5 ? " and " + (due.size() - 5) + " more" : "");
        return ProblemBuilder.failure(
                        span,
                        which + (due.size() > 1 ? " were" : " was") + " never looked at in session `" + session.name()
                                + "`.")
                .hint("every command needs its `expect`; end a session on purpose with `close`")
                .calls(branch.calls())
                .build();
    }
}
