package dev.parley.program;

import dev.parley.expression.Compiled;
import dev.parley.syntax.Assertion;
import dev.parley.syntax.Expression;
import dev.parley.syntax.Node;
import dev.parley.syntax.Statement;
import dev.parley.syntax.Subject;
import dev.parley.syntax.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out whether a script can look into the messages it retrieves. Where nothing can, they need not be kept, and may
 * be of any size. In doubt it can.
 */
final class MessageUse {
    private final Map<Expression, Compiled> compiled;
    /** What stands for a reply, or has one. */
    private final Set<String> replies = new HashSet<>(Set.of("reply", "session"));

    private boolean found;

    private MessageUse(Map<Expression, Compiled> compiled) {
        this.compiled = compiled;
    }

    static boolean in(List<Unit> units, Map<Expression, Compiled> compiled) {
        MessageUse use = new MessageUse(compiled);
        units.forEach(unit -> unit.nodes().forEach(use::name));
        units.forEach(unit -> unit.nodes().forEach(use::look));
        return use.found;
    }

    private void name(Node node) {
        if (node instanceof Statement.Connect connect && connect.session() != null) {
            replies.add(connect.session().text());
        }
    }

    private void look(Node node) {
        found |= switch (node) {
            case Subject subject -> looksInto(subject);
            case Assertion.LinesInAnyOrder _, Statement.CaptureReply _ -> true;
            case Statement.Capture capture -> looksInto(capture.from());
            case Statement.Collect collect -> looksInto(collect.from());
            case Value.Path path -> replies.contains(path.names().getFirst().text());
            case Expression expression -> {
                Compiled known = compiled.get(expression);
                yield known == null || known.freeNames().keySet().stream().anyMatch(replies::contains);
            }
            default -> false;
        };
    }

    private static boolean looksInto(Subject subject) {
        return switch (subject) {
            case Subject.Text _,
                    Subject.Code _,
                    Subject.Challenge _,
                    Subject.Elapsed _,
                    Subject.LineCount _,
                    Subject.Octets _,
                    Subject.RawStatus _,
                    Subject.ReplyCount _,
                    Subject.EachReply _ -> false;
            case Subject.Lines _,
                    Subject.Line _,
                    Subject.EachLine _,
                    Subject.HasLine _,
                    Subject.LacksLine _,
                    Subject.Message _,
                    Subject.Header _,
                    Subject.MessageBody _,
                    Subject.Raw _,
                    Subject.RawBody _ -> true;
        };
    }

    private static boolean looksInto(Statement.CaptureFrom from) {
        return switch (from) {
            case TEXT, GREETING, CODE, CHALLENGE, VALUE -> false;
            case LINES, RAW, BODY, MESSAGE -> true;
        };
    }
}
