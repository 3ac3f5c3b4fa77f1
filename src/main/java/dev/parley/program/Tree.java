package dev.parley.program;

import dev.parley.syntax.AccountRef;
import dev.parley.syntax.Assertion;
import dev.parley.syntax.Block;
import dev.parley.syntax.Clause;
import dev.parley.syntax.Condition;
import dev.parley.syntax.Each;
import dev.parley.syntax.Expectation;
import dev.parley.syntax.Item;
import dev.parley.syntax.MessageContent;
import dev.parley.syntax.MessageEntry;
import dev.parley.syntax.Node;
import dev.parley.syntax.Outcome;
import dev.parley.syntax.Pattern;
import dev.parley.syntax.Predicate;
import dev.parley.syntax.Source;
import dev.parley.syntax.Statement;
import dev.parley.syntax.Subject;
import dev.parley.syntax.Template;
import dev.parley.syntax.Value;
import dev.parley.syntax.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a node of the tree is made of, in the order in which it is looked at. Names are no parts. */
final class Tree {
    private Tree() {}

    /** The node and all in it, each before its parts. */
    static void walk(Node node, Consumer<Node> visit) {
        visit.accept(node);
        for (Node part : parts(node)) {
            walk(part, visit);
        }
    }

    static List<Node> parts(Node node) {
        return switch (node) {
            case Item item -> ofItem(item);
            case Statement statement -> ofStatement(statement);
            case Clause clause -> ofClause(clause);
            case Expectation expectation -> ofExpectation(expectation);
            case Value value -> ofValue(value);
            case Assertion.Of assertion -> list(assertion.subject(), assertion.predicate());
            case Assertion.LinesInAnyOrder lines -> List.copyOf(lines.lines());
            case Predicate predicate -> ofPredicate(predicate);
            case Condition condition -> ofCondition(condition);
            case Block block -> List.copyOf(block.statements());
            case Outcome.Judged judged -> list(judged.verdict());
            case Outcome.Continued continued -> list(continued.block());
            case Verdict verdict -> list(verdict.reason());
            case Each each -> list(each.source());
            case Source.Of of -> list(of.value());
            case Source.Csv csv -> list(csv.path());
            case Source.Json json -> list(json.path());
            case Subject.Line line -> list(line.number());
            case Subject.Header header -> list(header.name());
            case Template template -> inserted(template.parts());
            case Pattern pattern -> inserted(pattern.parts());
            case AccountRef.Written written -> list(written.template());
            case AccountRef.Computed computed -> list(computed.expression());
            case Statement.Option option -> list(option.value());
            case Statement.Pieces pieces -> list(pieces.size(), pieces.pause());
            case Statement.Mechanism mechanism -> list(mechanism.name());
            case Statement.Alternative alternative -> list(alternative.expectation(), alternative.then());
            case MessageEntry.One one -> list(one.content());
            case MessageEntry.Generated generated -> list(generated.count(), generated.size());
            case MessageEntry.ForEach loop -> list(loop.each(), loop.entries());
            case MessageContent content -> list(content.value());
            default -> List.of();
        };
    }

    private static List<Node> ofItem(Item item) {
        return switch (item) {
            case Item.Suite suite -> list(suite.name());
            case Item.ForAll all -> list(all.clause());
            case Item.Include include -> list(include.path());
            case Item.Let let -> list(let.expression());
            case Item.ReadOnly readOnly -> List.of();
            case Item.Before before -> list(before.body());
            case Item.After after -> list(after.body());
            case Item.EveryReply every -> List.copyOf(every.assertions());
            case Item.Procedure procedure -> list(procedure.body());
            case Item.Test test -> list(test.each(), test.name(), test.clauses(), test.body());
        };
    }

    private static List<Node> ofStatement(Statement statement) {
        return switch (statement) {
            case Statement.Connect connect -> list(connect.address(), connect.options(), connect.otherwise());
            case Statement.StartTls start -> list(start.options(), start.otherwise());
            case Statement.Handshake handshake -> list(handshake.options(), handshake.otherwise());
            case Statement.Send send -> list(send.value(), send.pieces());
            case Statement.SendRaw send -> list(send.value(), send.pieces());
            case Statement.SendLines send -> list(send.lines(), send.pieces());
            case Statement.Expect expect -> list(expect.expectation(), expect.otherwise());
            case Statement.ExpectOneOf oneOf -> list(oneOf.within(), oneOf.alternatives());
            case Statement.Capture capture -> list(capture.value(), capture.pattern(), capture.otherwise());
            case Statement.CaptureReply capture -> List.of();
            case Statement.Collect collect -> list(collect.value(), collect.pattern(), collect.otherwise());
            case Statement.Record record -> list(record.value());
            case Statement.Let let -> list(let.expression());
            case Statement.Check check -> list(check.expression(), check.otherwise());
            case Statement.Judge judge -> list(judge.verdict());
            case Statement.If choice -> list(choice.condition(), choice.then(), choice.otherwise());
            case Statement.ForEach loop -> list(loop.each(), loop.body());
            case Statement.Repeat repeat -> list(repeat.times(), repeat.body());
            case Statement.Eventually eventually -> list(eventually.within(), eventually.every(), eventually.body());
            case Statement.Given given -> list(given.body());
            case Statement.Defer defer -> list(defer.body());
            case Statement.On on -> list(on.body());
            case Statement.Parallel parallel -> List.copyOf(parallel.branches());
            case Statement.Barrier barrier -> list(barrier.name());
            case Statement.Log log -> list(log.message());
            case Statement.Wait wait -> list(wait.time());
            case Statement.Close close -> List.of();
            case Statement.CloseSending close -> List.of();
            case Statement.Abort abort -> List.of();
            case Statement.Login login ->
                list(
                        login.account(),
                        login.mechanism(),
                        login.password(),
                        login.within(),
                        login.expecting(),
                        login.otherwise());
            case Statement.Quit quit -> List.of();
            case Statement.Deliver deliver -> list(deliver.content(), deliver.account(), deliver.within());
            case Statement.ResetMailbox reset -> list(reset.account());
            case Statement.Action action -> list(action.name(), action.within());
            case Statement.Call call -> List.copyOf(call.arguments());
        };
    }

    private static List<Node> ofClause(Clause clause) {
        return switch (clause) {
            case Clause.Covers covers -> List.of();
            case Clause.Tags tags -> List.of();
            case Clause.Timeout timeout -> list(timeout.time());
            case Clause.Require require -> list(require.condition());
            case Clause.StrictWire strict -> List.of();
            case Clause.KnownIssue issue -> list(issue.reason(), issue.server());
            case Clause.Mailbox mailbox -> list(mailbox.account(), mailbox.entries());
        };
    }

    private static List<Node> ofCondition(Condition condition) {
        return switch (condition) {
            case Condition.Not not -> list(not.condition());
            case Condition.Capability capability -> list(capability.tag(), capability.arguments());
            case Condition.Account account -> list(account.account());
            case Condition.Action action -> list(action.name());
            case Condition.Holds holds -> list(holds.expression());
            case Condition.Closed closed -> List.of();
            case Condition.Tls tls -> List.of();
            case Condition.ImplicitTls tls -> List.of();
            case Condition.Delivery delivery -> List.of();
            case Condition.ExclusiveMailbox mailbox -> List.of();
        };
    }

    private static List<Node> ofExpectation(Expectation expectation) {
        return switch (expectation) {
            case Expectation.Reply reply -> list(reply.text(), reply.within(), reply.pattern(), reply.assertions());
            case Expectation.End end -> list(end.within());
            case Expectation.Nothing nothing -> list(nothing.time());
            case Expectation.Octets octets -> list(extent(octets.extent()), octets.within(), octets.assertions());
            case Expectation.Replies replies -> list(replies.time(), replies.assertions());
        };
    }

    private static @Nullable Value extent(Expectation.Extent extent) {
        return switch (extent) {
            case Expectation.Extent.UntilEnd end -> null;
            case Expectation.Extent.For time -> time.time();
            case Expectation.Extent.Count count -> count.octets();
        };
    }

    private static List<Node> ofPredicate(Predicate predicate) {
        return switch (predicate) {
            case Predicate.Compares compares -> list(compares.value());
            case Predicate.Matches matches -> list(matches.pattern());
            case Predicate.Contains contains -> list(contains.value());
            case Predicate.StartsWith starts -> list(starts.value());
            case Predicate.EndsWith ends -> list(ends.value());
            case Predicate.IsEmpty empty -> List.of();
            case Predicate.In in -> list(in.values());
        };
    }

    private static List<Node> ofValue(Value value) {
        return switch (value) {
            case Value.Text text -> list(text.template());
            case Value.NumberLiteral number -> List.of();
            case Value.DurationLiteral duration -> List.of();
            case Value.SizeLiteral size -> List.of();
            case Value.ListLiteral list -> List.copyOf(list.elements());
            case Value.Range range -> list(range.first(), range.last());
            case Value.Hex hex -> list(hex.digits());
            case Value.FileContent file -> list(file.path());
            case Value.Path path -> List.of();
            case Value.Delivered delivered -> list(delivered.number());
            case Value.Embedded embedded -> list(embedded.expression());
        };
    }

    private static List<Node> inserted(List<Template.Part> parts) {
        List<Node> expressions = List.of();
        for (Template.Part part : parts) {
            if (part instanceof Template.Inserted inserted) {
                expressions = expressions.isEmpty() ? new ArrayList<>() : expressions;
                expressions.add(inserted.expression());
            }
        }
        return expressions;
    }

    private static List<Node> list(@Nullable Node part) {
        return part == null ? List.of() : List.of(part);
    }

    /** Of nodes, lists of them and nothing. */
    private static List<Node> list(@Nullable Object... parts) {
        List<Node> nodes = new ArrayList<>(parts.length);
        for (Object part : parts) {
            if (part instanceof Node node) {
                nodes.add(node);
            } else if (part instanceof List<?> several) {
                several.forEach(node -> nodes.add((Node) node));
            } else if (part != null) {
                throw new IllegalArgumentException("no part of a tree: " + part);
            }
        }
        return nodes;
    }
}
