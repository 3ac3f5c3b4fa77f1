package dev.parley.interpreter;

import dev.parley.source.Span;
import dev.parley.wire.Body;
import dev.parley.wire.Command;
import dev.parley.wire.Received;
import dev.parley.wire.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether the replies of a session still belong to the commands they are read for, and since when they do not. */
final class OutOfStep {
    /** A surplus reply is on its way at most so long behind another. */
    private static final Duration BEHIND = Duration.ofMillis(150);

    private static final Pattern TWO_WORDS = Pattern.compile("^\\d+ \\S+.*");

    private OutOfStep() {}

    /** Something was unread when a command was sent. */
    static Optional<Advice> unreadBefore(Sight.OfSession sight) {
        LiveSession.Surplus surplus = sight.session().surplus();
        if (surplus == null || !(sight.received() instanceof Received.Answered)) {
            return Optional.empty();
        }
        return Optional.of(new Advice(
                "When `" + surplus.command() + "` was sent in line "
                        + surplus.at().line() + ", " + surplus.unread()
                        + " had come already and was unread: from there on each reply that is read belongs to the"
                        + " command before.",
                "look at what was answered twice before line " + surplus.at().line()
                        + ", or read it there with an `expect` of its own"));
    }

    /** Behind the reply that was read another one waits, and nothing is due. */
    static Optional<Advice> anotherBehind(Sight.OfSession sight) {
        if (sight.session().surplus() != null
                || !(sight.received() instanceof Received.Answered(Reply reply))
                || reply.command() == null
                || fits(reply.command(), reply)
                || !sight.session().wire().due().isEmpty()
                || !(sight.session().wire().receiveNothing(BEHIND) instanceof Received.Unasked unasked)) {
            return Optional.empty();
        }
        return Optional.of(new Advice(
                "This is no reply to `" + reply.command().keyword() + "`, and behind it "
                        + Shown.value(unasked.octets()
                                .part(0, Math.min(unasked.octets().length(), 80)))
                        + " waits that no command asked for: a command before was answered twice, so the session is"
                        + " out of step" + since(sight) + ".",
                "look at the commands before it, and read with an `expect` of its own what comes too much"));
    }

    /** The reply was taken for that of the oldest command due, and others are due too. */
    static Optional<Advice> answersAnEarlierCommand(Sight.OfSession sight) {
        List<Command> due = sight.session().wire().due();
        if (!(sight.received() instanceof Received.Answered(Reply reply))
                || reply.command() == null
                || due.isEmpty()
                || due.getLast().at().minus(reply.command().at()).compareTo(Duration.ofMillis(1)) < 0) {
            return Optional.empty();
        }
        return Optional.of(new Advice(
                "The reply was read as that to `" + reply.command().shown() + "`, the oldest command without one; `"
                        + due.getLast().shown() + "` was sent after it and is still without. If no reply to `"
                        + reply.command().shown() + "` was looked for before, the session is out of step"
                        + since(sight) + ".",
                "every command needs its `expect`, in the order they were sent"));
    }

    private static String since(Sight.OfSession sight) {
        Span first = sight.session().firstMisfit();
        return first == null ? "" : " from line " + first.line() + " on";
    }

    /** Whether a reply has the form its command asks for, as far as that can be told (RFC 1939 §5). */
    static boolean fits(Command command, Reply reply) {
        if (reply.status() != Reply.Status.OK) {
            return reply.status() == Reply.Status.ERR
                    || command.keyword().equals("AUTH")
                    || command.keyword().isEmpty();
        }
        return switch (command.keyword()) {
            case "STAT" -> TWO_WORDS.matcher(reply.text()).matches();
            case "LIST", "UIDL" ->
                command.octets().text().strip().contains(" ")
                        ? TWO_WORDS.matcher(reply.text()).matches()
                        : reply.body() == null || listed(reply.body());
            default -> true;
        };
    }

    private static boolean listed(Body body) {
        return body.lines().stream().allMatch(line -> TWO_WORDS.matcher(line).matches());
    }
}
