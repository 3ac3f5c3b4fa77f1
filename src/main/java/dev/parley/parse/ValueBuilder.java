package dev.parley.parse;

import dev.parley.source.Span;
import dev.parley.syntax.AccountRef;
import dev.parley.syntax.Condition;
import dev.parley.syntax.Each;
import dev.parley.syntax.Name;
import dev.parley.syntax.Pattern;
import dev.parley.syntax.Source;
import dev.parley.syntax.Statement;
import dev.parley.syntax.Template;
import dev.parley.syntax.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Builds values and what is made of them: data of loops, conditions, accounts. */
final class ValueBuilder {
    private final Building building;
    private final TemplateReader templates;

    ValueBuilder(Building building) {
        this.building = building;
        this.templates = new TemplateReader(building);
    }

    Template string(ParleyParser.StringContext context) {
        return templates.string(context.getStart());
    }

    Pattern pattern(Token token) {
        return templates.pattern(token);
    }

    Value value(ParleyParser.ValueContext context) {
        Value first = primary(context.primary(0));
        return context.primary().size() == 1
                ? first
                : new Value.Range(building.span(context), first, primary(context.primary(1)));
    }

    @Nullable
    Value optional(ParleyParser.@Nullable ValueContext context) {
        return context == null ? null : value(context);
    }

    List<Value> values(List<ParleyParser.ValueContext> contexts) {
        return contexts.stream().map(this::value).toList();
    }

    Value primary(ParleyParser.PrimaryContext context) {
        Span span = building.span(context);
        String text = context.getText();
        return switch (context) {
            case ParleyParser.TextValueContext string -> new Value.Text(string(string.string()));
            case ParleyParser.IntegerValueContext _ -> new Value.NumberLiteral(span, integer(span, text));
            case ParleyParser.DecimalValueContext _ -> new Value.NumberLiteral(span, new BigDecimal(text));
            case ParleyParser.DurationValueContext _ -> new Value.DurationLiteral(span, duration(text));
            case ParleyParser.SizeValueContext _ -> new Value.SizeLiteral(span, size(text));
            case ParleyParser.ListValueContext list -> new Value.ListLiteral(span, values(list.value()));
            case ParleyParser.HexValueContext hex -> new Value.Hex(span, string(hex.string()));
            case ParleyParser.FileValueContext file -> new Value.FileContent(span, string(file.string()));
            case ParleyParser.GroovyValueContext groovy ->
                new Value.Embedded(span, building.parenthesized(groovy.getStart()));
            case ParleyParser.InsertValueContext insert ->
                new Value.Embedded(span, building.inserted(insert.getStart()));
            case ParleyParser.DeliveredValueContext delivered ->
                new Value.Delivered(span, primary(delivered.primary()));
            case ParleyParser.PathValueContext path -> path(path.name());
            default -> throw unknown(context);
        };
    }

    /** A name, or one of what it has. */
    Value.Path path(List<ParleyParser.NameContext> names) {
        Span span = building.span(names.getFirst()).to(building.span(names.getLast()));
        return new Value.Path(span, names.stream().map(building::name).toList());
    }

    private Number integer(Span span, String digits) {
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException e) {
            boolean number = digits.chars().allMatch(Character::isDigit);
            if (number) {
                building.error(span, "This number is too large.", "a whole number has at most 18 digits");
            }
            return 0L;
        }
    }

    private static Duration duration(String text) {
        int unit = text.endsWith("ms") ? text.length() - 2 : text.length() - 1;
        BigDecimal number = new BigDecimal(text.substring(0, unit));
        long nanos = switch (text.substring(unit)) {
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            default -> 60_000_000_000L;
        };
        return Duration.ofNanos(number.multiply(BigDecimal.valueOf(nanos)).longValue());
    }

    private static long size(String text) {
        int unit = 0;
        while (Character.isDigit(text.charAt(unit))) {
            unit++;
        }
        int shift = switch (text.substring(unit)) {
            case "KB" -> 10;
            case "MB" -> 20;
            case "GB" -> 30;
            default -> 0;
        };
        return Long.parseLong(text.substring(0, unit)) << shift;
    }

    Each each(ParleyParser.EachContext context) {
        List<Name> names = context.name().stream().map(building::variable).toList();
        Source source = switch (context.source()) {
            case ParleyParser.ValueSourceContext value -> new Source.Of(value(value.value()));
            case ParleyParser.CsvSourceContext csv -> new Source.Csv(building.span(csv), string(csv.string()));
            case ParleyParser.JsonSourceContext json -> new Source.Json(building.span(json), string(json.string()));
            default -> throw unknown(context.source());
        };
        boolean namesItself = !(source instanceof Source.Of);
        if (namesItself && !names.isEmpty()) {
            building.error(
                    names.getFirst().span().to(names.getLast().span()),
                    "The columns of a data file name themselves.",
                    "write `for each in " + context.source().getStart().getText() + " "
                            + context.source().getStop().getText() + "`");
        } else if (!namesItself && names.isEmpty()) {
            building.error(building.span(context), "The element needs a name.", "write `for each x in …`");
        }
        return new Each(building.span(context), names, source);
    }

    Condition condition(ParleyParser.ConditionContext context) {
        Span span = building.span(context);
        return switch (context) {
            case ParleyParser.NotConditionContext not -> new Condition.Not(span, condition(not.condition()));
            case ParleyParser.CapabilityConditionContext capability -> {
                List<Template> words =
                        capability.string().stream().map(this::string).toList();
                yield new Condition.Capability(span, words.getFirst(), words.subList(1, words.size()));
            }
            case ParleyParser.ClosedConditionContext _ -> new Condition.Closed(span);
            case ParleyParser.AccountConditionContext account ->
                new Condition.Account(span, account(account.account()));
            case ParleyParser.TlsConditionContext _ -> new Condition.Tls(span);
            case ParleyParser.ImplicitTlsConditionContext _ -> new Condition.ImplicitTls(span);
            case ParleyParser.DeliveryConditionContext _ -> new Condition.Delivery(span);
            case ParleyParser.ExclusiveMailboxConditionContext _ -> new Condition.ExclusiveMailbox(span);
            case ParleyParser.ActionConditionContext action -> new Condition.Action(span, string(action.string()));
            case ParleyParser.GroovyConditionContext groovy ->
                new Condition.Holds(span, building.parenthesized(groovy.getStart()));
            default -> throw unknown(context);
        };
    }

    AccountRef account(ParleyParser.AccountContext context) {
        return switch (context) {
            case ParleyParser.NamedAccountContext named -> new AccountRef.Named(building.name(named.name()));
            case ParleyParser.WrittenAccountContext written -> new AccountRef.Written(string(written.string()));
            case ParleyParser.ComputedAccountContext computed ->
                new AccountRef.Computed(building.span(computed), building.inserted(computed.getStart()));
            default -> throw unknown(context);
        };
    }

    Statement.Mechanism mechanism(ParleyParser.MechanismContext context) {
        Token first = context.getStart();
        Span place = building.span(first);
        Template name = context.string() != null
                ? string(context.string())
                : new Template(
                        place,
                        List.of(
                                context.name() != null
                                        ? new Template.Characters(first.getText())
                                        : new Template.Inserted(building.inserted(first))));
        Statement.InitialResponse initial = context.WITH() != null
                ? Statement.InitialResponse.WITH
                : context.WITHOUT() != null
                        ? Statement.InitialResponse.WITHOUT
                        : Statement.InitialResponse.WHERE_IT_FITS;
        return new Statement.Mechanism(building.span(context), name, initial);
    }

    /** The generated contexts are not sealed: an alternative that was added and not handled is a fault of ours. */
    static IllegalStateException unknown(org.antlr.v4.runtime.ParserRuleContext context) {
        return new IllegalStateException("no case for " + context.getClass().getSimpleName());
    }
}
