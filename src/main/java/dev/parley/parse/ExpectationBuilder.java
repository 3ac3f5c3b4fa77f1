package dev.parley.parse;

import dev.parley.source.Span;
import dev.parley.syntax.Assertion;
import dev.parley.syntax.Expectation;
import dev.parley.syntax.Pattern;
import dev.parley.syntax.Predicate;
import dev.parley.syntax.Subject;
import dev.parley.syntax.Template;
import dev.parley.syntax.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Builds expectations, assertions and predicates, and checks what the grammar leaves open about them. */
final class ExpectationBuilder {
    private final Building building;
    private final ValueBuilder values;

    ExpectationBuilder(Building building, ValueBuilder values) {
        this.building = building;
        this.values = values;
    }

    Expectation expectation(ParleyParser.ExpectationContext context) {
        Span span = building.span(context);
        return switch (context) {
            case ParleyParser.ReplyExpectationContext reply -> reply(reply);
            case ParleyParser.CloseExpectationContext close ->
                new Expectation.End(span, Expectation.Ending.CLOSE, values.optional(close.value()));
            case ParleyParser.ResetExpectationContext reset ->
                new Expectation.End(span, Expectation.Ending.RESET, values.optional(reset.value()));
            case ParleyParser.EndExpectationContext end ->
                new Expectation.End(span, Expectation.Ending.END, values.optional(end.value()));
            case ParleyParser.NothingExpectationContext nothing ->
                new Expectation.Nothing(span, values.value(nothing.value()));
            case ParleyParser.OctetsExpectationContext octets ->
                new Expectation.Octets(
                        span.part(0, "octets".length()),
                        extent(octets.extent()),
                        values.optional(octets.value()),
                        assertions(octets.assertionBlock()));
            case ParleyParser.RepliesExpectationContext replies ->
                new Expectation.Replies(
                        span.part(0, "replies".length()),
                        values.value(replies.value()),
                        assertions(replies.assertionBlock()));
            default -> throw ValueBuilder.unknown(context);
        };
    }

    private Expectation.Extent extent(ParleyParser.ExtentContext context) {
        return switch (context) {
            case ParleyParser.UntilEndExtentContext _ -> new Expectation.Extent.UntilEnd();
            case ParleyParser.ForExtentContext time -> new Expectation.Extent.For(values.value(time.value()));
            case ParleyParser.CountExtentContext count -> new Expectation.Extent.Count(values.value(count.value()));
            default -> throw ValueBuilder.unknown(context);
        };
    }

    private Expectation.Reply reply(ParleyParser.ReplyExpectationContext context) {
        Expectation.Status status = switch (context.status()) {
            case ParleyParser.OkStatusContext _ -> Expectation.Status.OK;
            case ParleyParser.ErrStatusContext _ -> Expectation.Status.ERR;
            case ParleyParser.ContinuationStatusContext _ -> Expectation.Status.CONTINUATION;
            case ParleyParser.AnyStatusContext _ -> Expectation.Status.ANY;
            default -> throw ValueBuilder.unknown(context.status());
        };
        Parts parts = new Parts();
        context.replyPart().forEach(part -> take(part, parts));
        Expectation.Code code = parts.code;
        if (status == Expectation.Status.CONTINUATION && code != null) {
            building.error(code.span(), "A continuation carries no response code.", null);
        }
        if (status == Expectation.Status.CONTINUATION && parts.form != Expectation.Form.BY_COMMAND) {
            building.error(building.span(context), "A continuation is always a single line.", null);
        }
        return new Expectation.Reply(
                building.span(context.status()),
                status,
                code,
                parts.text,
                parts.pattern,
                parts.form,
                parts.within,
                assertions(context.assertionBlock()));
    }

    /** What stands behind the status, in any order, each at most once. */
    private static final class Parts {
        private Expectation.@Nullable Code code;
        private @Nullable Template text;
        private @Nullable Pattern pattern;
        private Expectation.Form form = Expectation.Form.BY_COMMAND;
        private @Nullable Value within;
    }

    private void take(ParleyParser.ReplyPartContext context, Parts parts) {
        Span span = building.span(context);
        switch (context) {
            case ParleyParser.CodePartContext _ -> {
                once(span, parts.code == null, "response code");
                String written = span.text();
                String code = written.substring(1, written.length() - 1).strip();
                if (!code.matches("[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*")) {
                    building.error(span, "This is no response code.", "such as `[AUTH]` or `[SYS/TEMP]`");
                }
                parts.code = new Expectation.Code.Is(span, code);
            }
            case ParleyParser.NoCodePartContext _ -> {
                once(span, parts.code == null, "response code");
                parts.code = new Expectation.Code.None(span);
            }
            case ParleyParser.TextPartContext text -> {
                once(span, parts.text == null && parts.pattern == null, "text");
                parts.text = values.string(text.string());
            }
            case ParleyParser.PatternPartContext pattern -> {
                once(span, parts.text == null && parts.pattern == null, "text");
                parts.pattern = values.pattern(pattern.getStart());
            }
            case ParleyParser.SingleLinePartContext _ -> form(span, parts, Expectation.Form.SINGLE);
            case ParleyParser.MultiLinePartContext _ -> form(span, parts, Expectation.Form.MULTI);
            case ParleyParser.EitherPartContext _ -> form(span, parts, Expectation.Form.EITHER);
            case ParleyParser.WithinPartContext within -> {
                once(span, parts.within == null, "deadline");
                parts.within = values.value(within.value());
            }
            default -> throw ValueBuilder.unknown(context);
        }
    }

    private void form(Span span, Parts parts, Expectation.Form form) {
        once(span, parts.form == Expectation.Form.BY_COMMAND, "form");
        parts.form = form;
    }

    private void once(Span span, boolean first, String what) {
        if (!first) {
            building.error(span, "An expectation has one " + what + ", and this is another.", null);
        }
    }

    List<Assertion> assertions(ParleyParser.@Nullable AssertionBlockContext context) {
        if (context == null) {
            return List.of();
        }
        List<Assertion> assertions = new ArrayList<>();
        for (ParleyParser.AssertionLineContext line : context.assertionLine()) {
            if (line.exception == null && line.assertion() != null) {
                assertions.add(assertion(line.assertion()));
            }
        }
        return assertions;
    }

    private Assertion assertion(ParleyParser.AssertionContext context) {
        Span span = building.span(context);
        return switch (context) {
            case ParleyParser.PredicateAssertionContext plain ->
                new Assertion.Of(span, plain.NOT() != null, subject(plain.subject()), predicate(plain.predicate()));
            case ParleyParser.LineAssertionContext line -> {
                Token word = line.HAS() == null
                        ? line.LACKS().getSymbol()
                        : line.HAS().getSymbol();
                Span place = building.span(word, line.LINE().getSymbol());
                Subject subject = line.HAS() == null ? new Subject.LacksLine(place) : new Subject.HasLine(place);
                yield new Assertion.Of(span, line.NOT() != null, subject, wanted(line.lineWanted()));
            }
            case ParleyParser.AnyOrderAssertionContext lines ->
                new Assertion.LinesInAnyOrder(
                        span,
                        lines.NOT() != null,
                        lines.lineWanted().stream().map(this::wanted).toList(),
                        lines.NOTHING() != null);
            default -> throw ValueBuilder.unknown(context);
        };
    }

    private Subject subject(ParleyParser.SubjectContext context) {
        Span span = building.span(context);
        return switch (context) {
            case ParleyParser.TextSubjectContext _ -> new Subject.Text(span);
            case ParleyParser.CodeSubjectContext _ -> new Subject.Code(span);
            case ParleyParser.ChallengeSubjectContext _ -> new Subject.Challenge(span);
            case ParleyParser.ElapsedSubjectContext _ -> new Subject.Elapsed(span);
            case ParleyParser.LineCountSubjectContext _ -> new Subject.LineCount(span);
            case ParleyParser.LinesSubjectContext _ -> new Subject.Lines(span);
            case ParleyParser.LineSubjectContext line -> new Subject.Line(span, values.primary(line.primary()));
            case ParleyParser.EachLineSubjectContext _ -> new Subject.EachLine(span);
            case ParleyParser.MessageSubjectContext _ -> new Subject.Message(span);
            case ParleyParser.HeaderSubjectContext header -> new Subject.Header(span, values.string(header.string()));
            case ParleyParser.BodySubjectContext _ -> new Subject.MessageBody(span);
            case ParleyParser.OctetsSubjectContext _ -> new Subject.Octets(span);
            case ParleyParser.RawStatusSubjectContext _ -> new Subject.RawStatus(span);
            case ParleyParser.RawBodySubjectContext _ -> new Subject.RawBody(span);
            case ParleyParser.RawSubjectContext _ -> new Subject.Raw(span);
            case ParleyParser.CountSubjectContext _ -> new Subject.ReplyCount(span);
            case ParleyParser.EachReplySubjectContext _ -> new Subject.EachReply(span);
            default -> throw ValueBuilder.unknown(context);
        };
    }

    /** A line as a whole, where no predicate is said. */
    private Predicate wanted(ParleyParser.LineWantedContext context) {
        return switch (context) {
            case ParleyParser.WantedPredicateContext predicate -> predicate(predicate.predicate());
            case ParleyParser.WantedValueContext value ->
                new Predicate.Compares(building.span(value), Predicate.Operator.EQUAL, values.value(value.value()));
            default -> throw ValueBuilder.unknown(context);
        };
    }

    private Predicate predicate(ParleyParser.PredicateContext context) {
        Span span = building.span(context);
        return switch (context) {
            case ParleyParser.ComparePredicateContext compare ->
                new Predicate.Compares(span, operator(compare.operator.getText()), values.value(compare.value()));
            case ParleyParser.MatchPredicateContext match ->
                new Predicate.Matches(span, false, values.pattern(match.getStop()));
            case ParleyParser.NoMatchPredicateContext match ->
                new Predicate.Matches(span, true, values.pattern(match.getStop()));
            case ParleyParser.ContainsPredicateContext contains ->
                new Predicate.Contains(span, values.value(contains.value()));
            case ParleyParser.StartsWithPredicateContext starts ->
                new Predicate.StartsWith(span, values.value(starts.value()));
            case ParleyParser.EndsWithPredicateContext ends -> new Predicate.EndsWith(span, values.value(ends.value()));
            case ParleyParser.IsEmptyPredicateContext _ -> new Predicate.IsEmpty(span);
            case ParleyParser.InPredicateContext in -> new Predicate.In(span, values.value(in.value()));
            default -> throw ValueBuilder.unknown(context);
        };
    }

    private static Predicate.Operator operator(String sign) {
        for (Predicate.Operator operator : Predicate.Operator.values()) {
            if (Objects.equals(operator.sign(), sign)) {
                return operator;
            }
        }
        throw new IllegalStateException("no operator " + sign);
    }
}
