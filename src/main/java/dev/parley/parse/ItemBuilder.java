package dev.parley.parse;

import dev.parley.source.Span;
import dev.parley.syntax.Block;
import dev.parley.syntax.Clause;
import dev.parley.syntax.Item;
import dev.parley.syntax.Name;
import java.util.ArrayList;
import java.util.List;

/** Builds what stands at file level. */
final class ItemBuilder {
    private final Building building;
    private final ValueBuilder values;
    private final ExpectationBuilder expectations;
    private final StatementBuilder statements;

    ItemBuilder(Building building) {
        this.building = building;
        this.values = new ValueBuilder(building);
        this.expectations = new ExpectationBuilder(building, values);
        this.statements = new StatementBuilder(building, values, expectations);
    }

    /** The items without those that hold a syntax error of their own. */
    List<Item> items(ParleyParser.ScriptContext script) {
        List<Item> items = new ArrayList<>();
        for (ParleyParser.FileLineContext line : script.fileLine()) {
            if (line.exception == null && line.item() != null) {
                items.add(item(line.item()));
            }
        }
        return items;
    }

    private Item item(ParleyParser.ItemContext context) {
        Span span = building.span(context);
        return switch (context) {
            case ParleyParser.SuiteItemContext suite -> new Item.Suite(span, values.string(suite.string()));
            case ParleyParser.ClauseItemContext clause -> new Item.ForAll(fileClause(clause.clause()));
            case ParleyParser.IncludeItemContext include -> new Item.Include(span, values.string(include.string()));
            case ParleyParser.LetItemContext let ->
                new Item.Let(
                        span,
                        building.variable(let.name()),
                        building.expression(let.GROOVY().getSymbol()));
            case ParleyParser.ReadOnlyItemContext _ -> new Item.ReadOnly(span);
            case ParleyParser.BeforeItemContext before -> new Item.Before(span, statements.block(before.block()));
            case ParleyParser.AfterItemContext after -> new Item.After(span, statements.block(after.block()));
            case ParleyParser.EveryReplyItemContext every ->
                new Item.EveryReply(span, expectations.assertions(every.assertionBlock()));
            case ParleyParser.ProcedureItemContext procedure -> procedure(procedure);
            case ParleyParser.TestItemContext test -> test(test);
            default -> throw ValueBuilder.unknown(context);
        };
    }

    private Clause fileClause(ParleyParser.ClauseContext context) {
        Clause clause = statements.clause(context);
        if (clause instanceof Clause.Covers) {
            building.error(
                    clause.span().part(0, "covers".length()),
                    "`covers` stands at the top of a test.",
                    "say in each test which rows it covers");
        }
        return clause;
    }

    private Item procedure(ParleyParser.ProcedureItemContext context) {
        List<Name> parameters = context.name().stream().map(building::variable).toList();
        Name name = building.name(context.WORD().getSymbol());
        if (name.text().indexOf('-') >= 0) {
            building.error(
                    name.span(),
                    "The name of a procedure holds no dash.",
                    "write `" + name.text().replace('-', '_') + "`");
        }
        return new Item.Procedure(building.span(context), name, parameters, statements.block(context.block()));
    }

    private Item test(ParleyParser.TestItemContext context) {
        List<Clause> clauses = new ArrayList<>();
        Block body = statements.block(context.block(), clauses);
        Span header = building.span(
                context.getStart(),
                context.each() == null
                        ? context.string().getStop()
                        : context.each().getStop());
        return new Item.Test(
                building.span(context),
                header,
                values.string(context.string()),
                context.each() == null ? null : values.each(context.each()),
                clauses,
                body);
    }
}
