package dev.parley.interpreter;

import dev.parley.source.Span;
import dev.parley.wire.Command;
import dev.parley.wire.Octets;
import dev.parley.wire.Received;
import dev.parley.wire.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what it means that something else came than was waited for. */
final class Unanswered {
    /** What is waited for where no reply is. */
    static final String END = "the end of the connection";

    private Unanswered() {}

    /** What a reply would answer; asked before it is waited for, because an end empties the queue. */
    record Awaited(boolean greeting, @Nullable Command command) {
        /** As it is called in a sentence. */
        String words() {
            if (greeting) {
                return "the greeting";
            }
            return command == null ? "a reply (none was due)" : "the reply to " + named(command);
        }
    }

    static Awaited awaited(Session session) {
        List<Command> due = session.due();
        return new Awaited(session.greetingIsDue(), due.isEmpty() ? null : due.getFirst());
    }

    /** A command as it is called in a sentence. */
    static String named(Command command) {
        return command.keyword().isEmpty() && command.secret() ? "the SASL response" : "`" + command.shown() + "`";
    }

    /** The problem of waiting for a thing and receiving no typed reply. */
    static Problem problem(Span span, String awaited, Received received, Branch branch) {
        ProblemBuilder problem = switch (received) {
            case Received.Answered answered ->
                failure(span, "A reply came where " + awaited + " was waited for.")
                        .actual(Shown.quoted(answered.reply().statusLine()));
            case Received.Closed closed ->
                failure(span, "The server closed the connection instead of sending " + awaited + ".")
                        .actual(partial(closed.partial(), "the end of the stream"));
            case Received.ResetByPeer reset ->
                failure(span, "The server reset the connection instead of sending " + awaited + ".")
                        .actual(partial(reset.partial(), "a reset"));
            case Received.TimedOut timedOut -> timedOut(span, awaited, timedOut, branch);
            case Received.Malformed malformed ->
                failure(span, malformed.problem())
                        .expected("a line that begins with +OK, -ERR or +")
                        .actual(Shown.value(malformed.line()))
                        .note("RFC 1939 §3: a reply begins with +OK or -ERR, in capitals.");
            case Received.TooLong tooLong ->
                failure(
                                span,
                                "The server sent more than the limit of " + tooLong.octets() + " octets for one "
                                        + tooLong.limit() + ".")
                        .actual(Shown.value(tooLong.partial()))
                        .hint("raise the limit with `" + tooLong.option() + "` if so much is right");
            case Received.TlsBroken broken ->
                failure(span, broken.problem()).actual(partial(broken.partial(), "a broken TLS stream"));
            case Received.Unasked unasked ->
                failure(span, "The server sent data where " + awaited + " was waited for.")
                        .expected(awaited)
                        .actual(Shown.value(unasked.octets()))
                        .note("RFC 1939 §3: a server sends nothing but one reply to each command.");
            case Received.Silence silence ->
                failure(span, "Nothing came within " + Shown.duration(silence.time()) + ".");
            case Received.Collected collected ->
                failure(span, "These octets came where " + awaited + " was waited for.")
                        .actual(Shown.value(collected.octets()));
        };
        return problem.calls(branch.calls()).build();
    }

    private static ProblemBuilder timedOut(Span span, String awaited, Received.TimedOut timedOut, Branch branch) {
        String interruption = branch.state().interruption();
        if (interruption != null) {
            return ProblemBuilder.couldNotRun(span, "The test was ended here: " + interruption + ".");
        }
        String waited = Shown.duration(timedOut.waited());
        ProblemBuilder problem = timedOut.partial().isEmpty()
                ? failure(
                                span,
                                awaited.startsWith(END)
                                        ? "The server did not end the connection" + awaited.substring(END.length())
                                                + " within " + waited + "."
                                        : "The server did not send " + awaited + " within " + waited + ".")
                        .actual("nothing")
                : failure(span, "The server sent only the beginning of " + awaited + " within " + waited + ".")
                        .actual(Shown.value(timedOut.partial()))
                        .note("RFC 1939 §3: each line of a reply ends with CRLF, and a list or a message with a line"
                                + " that holds a dot alone.");
        if (branch.state().deadline().hasPassed()) {
            problem.note("This was the end of the whole test's time, "
                    + Shown.duration(branch.state().deadline().allowed()) + ".");
        }
        return problem;
    }

    private static ProblemBuilder failure(Span span, String message) {
        return ProblemBuilder.failure(span, message);
    }

    private static @Nullable String partial(Octets octets, String end) {
        return octets.isEmpty() ? end : Shown.value(octets) + ", then " + end;
    }
}
