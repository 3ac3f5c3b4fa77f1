package dev.parley.interpreter;

import dev.parley.expression.EvaluationException;
import dev.parley.syntax.Subject;
import dev.parley.wire.Body;
import dev.parley.wire.Octets;
import dev.parley.wire.Reply;
import java.util.List;

/** Reads from the evidence what an assertion is about. */
final class Subjects {
    /** The evidence has no such part, which fails the assertion; the message is a sentence. */
    static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1;

        Missing(String message) {
            super(message, null, false, false);
        }
    }

    private final Branch branch;

    Subjects(Branch branch) {
        this.branch = branch;
    }

    /**
     * The value: a text, octets, a number, a duration, or the list of lines or replies for what goes over them.
     *
     * @throws Missing when the evidence has no such part
     */
    Object read(Subject subject, Evidence evidence) {
        return switch (evidence) {
            case Evidence.OfReply(Reply reply) -> ofReply(subject, reply);
            case Evidence.OfOctets(Octets octets) -> ofOctets(subject, octets);
            case Evidence.OfReplies(List<Reply> replies) -> ofReplies(subject, replies);
        };
    }

    private Object ofReply(Subject subject, Reply reply) {
        return switch (subject) {
            case Subject.Text _ -> reply.text();
            case Subject.Code _ -> reply.code() == null ? "" : reply.code();
            case Subject.Challenge _ -> challenge(reply);
            case Subject.Elapsed _ -> reply.elapsed();
            case Subject.Lines _, Subject.EachLine _, Subject.HasLine _, Subject.LacksLine _ ->
                body(reply).lines();
            case Subject.LineCount _ -> body(reply).lineCount();
            case Subject.Line line -> line(line, body(reply).lines());
            case Subject.Message _ -> body(reply).content();
            case Subject.Header header -> {
                String name = branch.text(header.name());
                yield Mime.header(body(reply).content(), name)
                        .orElseThrow(() -> new Missing("The message has no header `" + name + "`."));
            }
            case Subject.MessageBody _ -> Mime.body(body(reply).content());
            case Subject.Octets _ -> body(reply).size();
            case Subject.Raw _ -> reply.raw();
            case Subject.RawStatus _ -> reply.rawStatus();
            case Subject.RawBody _ -> body(reply).raw();
            case Subject.ReplyCount _, Subject.EachReply _ ->
                throw Stop.script(subject.span(), "This looks at several replies, and there is one.");
        };
    }

    private static Octets ofOctets(Subject subject, Octets octets) {
        if (subject instanceof Subject.Raw) {
            return octets;
        }
        throw new Stop.Failed(
                ProblemBuilder.script(subject.span(), "Octets without framing have no such part.")
                        .hint("look at `raw`")
                        .build(),
                false);
    }

    private static Object ofReplies(Subject subject, List<Reply> replies) {
        if (subject instanceof Subject.ReplyCount) {
            return (long) replies.size();
        }
        if (subject instanceof Subject.EachReply) {
            return replies.stream().map(Reply::statusLine).toList();
        }
        throw new Stop.Failed(
                ProblemBuilder.script(subject.span(), "Several replies have no such part.")
                        .hint("look at `count` or `each reply`")
                        .build(),
                false);
    }

    private static String challenge(Reply reply) {
        try {
            return Challenge.decode(reply).text();
        } catch (EvaluationException e) {
            throw new Missing(String.valueOf(e.getMessage()));
        }
    }

    private Object line(Subject.Line line, List<String> lines) {
        int number = branch.count(line.number(), "the number of a line");
        if (number < 1 || number > lines.size()) {
            throw new Missing("There is no line " + number + ": the body has " + lines.size()
                    + (lines.size() == 1 ? " line." : " lines."));
        }
        return lines.get(number - 1);
    }

    private static Body body(Reply reply) {
        if (reply.body() == null) {
            throw new Missing("The reply is a single line and has no body.");
        }
        return reply.body();
    }
}
