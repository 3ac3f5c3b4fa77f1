package dev.parley.parse;

import dev.parley.source.Span;
import dev.parley.syntax.AccountRef;
import dev.parley.syntax.Block;
import dev.parley.syntax.Clause;
import dev.parley.syntax.Expression;
import dev.parley.syntax.Name;
import dev.parley.syntax.Outcome;
import dev.parley.syntax.Statement;
import dev.parley.syntax.Template;
import dev.parley.syntax.Value;
import dev.parley.syntax.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** Builds statements and the blocks they stand in. */
final class StatementBuilder {
    private final Building building;
    private final ValueBuilder values;
    private final ExpectationBuilder expectations;
    private final MailBuilder mail;

    StatementBuilder(Building building, ValueBuilder values, ExpectationBuilder expectations) {
        this.building = building;
        this.values = values;
        this.expectations = expectations;
        this.mail = new MailBuilder(building, values);
    }

    /** A block in which no clauses stand. */
    Block block(ParleyParser.BlockContext context) {
        return block(context, null);
    }

    /** The block of a test, whose clauses, at its top, go to a list of their own. */
    Block block(ParleyParser.BlockContext context, @Nullable List<Clause> clauses) {
        List<Statement> statements = new ArrayList<>();
        for (ParleyParser.LineContext line : context.line()) {
            if (line.exception != null || line.statement() == null) {
                continue;
            }
            if (line.statement() instanceof ParleyParser.ClauseStatementContext clause) {
                Clause built = clause(clause.clause());
                if (clauses == null || !statements.isEmpty()) {
                    building.error(
                            built.span().part(0, clause.getStart().getText().length()),
                            "`" + clause.getStart().getText()
                                    + "` stands at the top of a test, before its first statement.",
                            null);
                } else {
                    clauses.add(built);
                }
            } else {
                statements.add(statement(line.statement()));
            }
        }
        return new Block(building.span(context), statements);
    }

    Clause clause(ParleyParser.ClauseContext context) {
        Span span = building.span(context);
        return switch (context) {
            case ParleyParser.CoversClauseContext covers ->
                new Clause.Covers(
                        span, covers.rowId().stream().map(building::name).toList());
            case ParleyParser.TagsClauseContext tags ->
                new Clause.Tags(span, tags.name().stream().map(building::name).toList());
            case ParleyParser.TimeoutClauseContext timeout -> new Clause.Timeout(span, values.value(timeout.value()));
            case ParleyParser.RequireClauseContext require ->
                new Clause.Require(span, values.condition(require.condition()));
            case ParleyParser.StrictWireClauseContext _ -> new Clause.StrictWire(span);
            case ParleyParser.KnownIssueClauseContext known ->
                new Clause.KnownIssue(
                        span,
                        values.string(known.string(0)),
                        known.string().size() > 1 ? values.string(known.string(1)) : null);
            case ParleyParser.MailboxClauseContext mailbox -> mail.mailbox(mailbox);
            default -> throw ValueBuilder.unknown(context);
        };
    }

    private Statement statement(ParleyParser.StatementContext context) {
        Span span = building.span(context);
        return switch (context) {
            case ParleyParser.ConnectStatementContext connect -> connect(connect);
            case ParleyParser.StartTlsStatementContext startTls ->
                new Statement.StartTls(
                        span, startTls.FAILS() != null, options(startTls.options_()), otherwise(startTls.otherwise()));
            case ParleyParser.HandshakeStatementContext handshake ->
                new Statement.Handshake(
                        span,
                        handshake.FAILS() != null,
                        options(handshake.options_()),
                        otherwise(handshake.otherwise()));
            case ParleyParser.SendStatementContext send -> send(send);
            case ParleyParser.SendRawStatementContext raw ->
                new Statement.SendRaw(span, values.value(raw.value()), pieces(raw.pieces()));
            case ParleyParser.SendLinesStatementContext lines ->
                new Statement.SendLines(span, values.values(lines.value()), pieces(lines.pieces()));
            case ParleyParser.ExpectStatementContext expect ->
                new Statement.Expect(
                        span, expectations.expectation(expect.expectation()), otherwise(expect.otherwise()));
            case ParleyParser.ExpectOneOfStatementContext oneOf ->
                new Statement.ExpectOneOf(span, alternatives(oneOf.alternatives()), values.optional(oneOf.value()));
            case ParleyParser.CaptureStatementContext capture -> capture(capture);
            case ParleyParser.CollectStatementContext collect -> {
                ParleyParser.CaptureFromContext from = collect.captureFrom();
                yield new Statement.Collect(
                        span,
                        building.variable(collect.name()),
                        from(from.captureSource()),
                        captured(from.captureSource()),
                        values.pattern(from.REGEX().getSymbol()),
                        type(from),
                        otherwise(from.otherwise()));
            }
            case ParleyParser.RecordStatementContext record -> new Statement.Record(span, values.path(record.name()));
            case ParleyParser.LetStatementContext let ->
                new Statement.Let(
                        span,
                        building.variable(let.name()),
                        building.expression(let.GROOVY().getSymbol()));
            case ParleyParser.CheckStatementContext check ->
                new Statement.Check(
                        span, building.expression(check.GROOVY().getSymbol()), otherwise(check.otherwise()));
            case ParleyParser.VerdictStatementContext verdict -> new Statement.Judge(verdict(verdict.verdict()));
            case ParleyParser.IfStatementContext condition -> condition(condition.ifBlock());
            case ParleyParser.ForEachStatementContext each ->
                new Statement.ForEach(values.each(each.each()), block(each.block()), span);
            case ParleyParser.RepeatStatementContext repeat ->
                new Statement.Repeat(span, values.value(repeat.value()), block(repeat.block()));
            case ParleyParser.EventuallyStatementContext eventually -> eventually(eventually);
            case ParleyParser.GivenStatementContext given -> new Statement.Given(span, block(given.block()));
            case ParleyParser.DeferStatementContext defer -> new Statement.Defer(span, block(defer.block()));
            case ParleyParser.OnStatementContext on ->
                new Statement.On(span, building.name(on.name()), block(on.block()));
            case ParleyParser.ParallelStatementContext parallel ->
                new Statement.Parallel(
                        span, parallel.block().stream().map(this::block).toList());
            case ParleyParser.BarrierStatementContext barrier ->
                new Statement.Barrier(span, values.string(barrier.string()));
            case ParleyParser.LogStatementContext log -> new Statement.Log(span, values.value(log.value()));
            case ParleyParser.WaitStatementContext wait -> new Statement.Wait(span, values.value(wait.value()));
            case ParleyParser.CloseStatementContext _ -> new Statement.Close(span);
            case ParleyParser.CloseSendingStatementContext _ -> new Statement.CloseSending(span);
            case ParleyParser.AbortStatementContext _ -> new Statement.Abort(span);
            case ParleyParser.LoginStatementContext login -> login(login);
            case ParleyParser.QuitStatementContext _ -> new Statement.Quit(span);
            case ParleyParser.DeliverStatementContext deliver ->
                new Statement.Deliver(
                        span,
                        mail.content(deliver.content()),
                        values.account(deliver.account()),
                        values.optional(deliver.value()));
            case ParleyParser.ResetMailboxStatementContext reset ->
                new Statement.ResetMailbox(span, values.account(reset.account()));
            case ParleyParser.ActionStatementContext action ->
                new Statement.Action(span, values.string(action.string()), values.optional(action.value()));
            case ParleyParser.CallStatementContext call ->
                new Statement.Call(
                        span,
                        building.name(call.WORD().getSymbol()),
                        arguments(call.CALL_ARGUMENTS().getSymbol()));
            default -> throw ValueBuilder.unknown(context);
        };
    }

    private Statement connect(ParleyParser.ConnectStatementContext context) {
        Statement.ConnectMode mode = switch (context.connectMode()) {
            case null -> Statement.ConnectMode.BY_SERVER;
            case ParleyParser.PlainModeContext _ -> Statement.ConnectMode.PLAIN;
            case ParleyParser.TlsLaterModeContext _ -> Statement.ConnectMode.TLS_LATER;
            case ParleyParser.TlsModeContext _ -> Statement.ConnectMode.TLS;
            default -> throw ValueBuilder.unknown(context.connectMode());
        };
        return new Statement.Connect(
                building.span(context),
                mode,
                context.string() == null ? null : values.string(context.string()),
                context.name() == null ? null : building.variable(context.name()),
                context.FAILS() != null,
                options(context.options_()),
                otherwise(context.otherwise()));
    }

    private List<Statement.Option> options(ParleyParser.@Nullable Options_Context context) {
        List<Statement.Option> options = new ArrayList<>();
        if (context == null) {
            return options;
        }
        for (ParleyParser.OptionLineContext line : context.optionLine()) {
            if (line.exception == null && line.option() != null) {
                options.add(option(line.option()));
            }
        }
        return options;
    }

    private Statement.Option option(ParleyParser.OptionContext context) {
        Statement.OptionKind kind = switch (context) {
            case ParleyParser.VerifyOptionContext _ -> Statement.OptionKind.VERIFY;
            case ParleyParser.CaOptionContext _ -> Statement.OptionKind.CA;
            case ParleyParser.ServernameOptionContext _ -> Statement.OptionKind.SERVERNAME;
            case ParleyParser.VersionsOptionContext _ -> Statement.OptionKind.VERSIONS;
            case ParleyParser.CiphersOptionContext _ -> Statement.OptionKind.CIPHERS;
            case ParleyParser.CertificateOptionContext _ -> Statement.OptionKind.CERTIFICATE;
            case ParleyParser.TimeoutOptionContext _ -> Statement.OptionKind.TIMEOUT;
            default -> throw ValueBuilder.unknown(context);
        };
        return new Statement.Option(
                building.span(context), kind, values.value(context.getRuleContext(ParleyParser.ValueContext.class, 0)));
    }

    private Statement send(ParleyParser.SendStatementContext context) {
        Value value = values.value(context.value());
        Statement.Pieces pieces = pieces(context.pieces());
        Span span = building.span(context);
        // Octets written out are sent as they are.
        return value instanceof Value.Hex
                ? new Statement.SendRaw(span, value, pieces)
                : new Statement.Send(span, value, pieces);
    }

    private Statement.@Nullable Pieces pieces(ParleyParser.@Nullable PiecesContext context) {
        return context == null
                ? null
                : new Statement.Pieces(
                        building.span(context), values.value(context.value(0)), values.optional(context.value(1)));
    }

    private List<Statement.Alternative> alternatives(ParleyParser.AlternativesContext context) {
        List<Statement.Alternative> alternatives = new ArrayList<>();
        for (ParleyParser.AlternativeLineContext line : context.alternativeLine()) {
            if (line.exception == null && line.alternative() != null) {
                ParleyParser.AlternativeContext alternative = line.alternative();
                alternatives.add(new Statement.Alternative(
                        building.span(alternative),
                        expectations.expectation(alternative.expectation()),
                        alternative.outcome() == null ? null : outcome(alternative.outcome())));
            }
        }
        return alternatives;
    }

    private @Nullable Outcome otherwise(ParleyParser.@Nullable OtherwiseContext context) {
        return context == null ? null : outcome(context.outcome());
    }

    private Outcome outcome(ParleyParser.OutcomeContext context) {
        return switch (context) {
            case ParleyParser.VerdictOutcomeContext verdict -> new Outcome.Judged(verdict(verdict.verdict()));
            case ParleyParser.BlockOutcomeContext block -> new Outcome.Continued(block(block.block()));
            default -> throw ValueBuilder.unknown(context);
        };
    }

    private Verdict verdict(ParleyParser.VerdictContext context) {
        Verdict.Kind kind = switch (context.kind.getType()) {
            case ParleyLexer.DEVIATION -> Verdict.Kind.DEVIATION;
            case ParleyLexer.NOTE -> Verdict.Kind.NOTE;
            case ParleyLexer.PASS -> Verdict.Kind.PASS;
            case ParleyLexer.SKIP_TEST -> Verdict.Kind.SKIP;
            default -> Verdict.Kind.FAIL;
        };
        Template reason = values.string(context.string());
        return new Verdict(
                building.span(context), kind, context.rowId() == null ? null : building.name(context.rowId()), reason);
    }

    private Statement capture(ParleyParser.CaptureStatementContext context) {
        int names = context.name().size() - (context.BY() == null ? 0 : 1);
        Name by = context.BY() == null ? null : building.name(context.name(names));
        ParleyParser.CaptureFromContext source = context.captureFrom();
        if (source == null) {
            if (names > 1 || by != null) {
                building.error(
                        building.name(context.name(1)).span(),
                        "A whole reply has one name.",
                        "to capture parts of it, say from where: `from text /…/`");
            }
            return new Statement.CaptureReply(building.span(context), building.variable(context.name(0)));
        }
        Statement.CaptureFrom from = from(source.captureSource());
        if (by != null && from != Statement.CaptureFrom.LINES) {
            building.error(by.span(), "A map is captured from lines only.", "write `from lines`");
        } else if (by != null && names > 1) {
            building.error(building.name(context.name(1)).span(), "A map has one name.", null);
        }
        return new Statement.Capture(
                building.span(context),
                context.name().subList(0, names).stream()
                        .map(building::variable)
                        .toList(),
                by,
                from,
                captured(source.captureSource()),
                values.pattern(source.REGEX().getSymbol()),
                type(source),
                otherwise(source.otherwise()));
    }

    private static Statement.CaptureType type(ParleyParser.CaptureFromContext context) {
        return context.INT_TYPE() == null ? Statement.CaptureType.TEXT : Statement.CaptureType.INT;
    }

    private static Statement.CaptureFrom from(ParleyParser.CaptureSourceContext context) {
        return switch (context) {
            case ParleyParser.FromTextContext _ -> Statement.CaptureFrom.TEXT;
            case ParleyParser.FromLinesContext _ -> Statement.CaptureFrom.LINES;
            case ParleyParser.FromGreetingContext _ -> Statement.CaptureFrom.GREETING;
            case ParleyParser.FromCodeContext _ -> Statement.CaptureFrom.CODE;
            case ParleyParser.FromChallengeContext _ -> Statement.CaptureFrom.CHALLENGE;
            case ParleyParser.FromRawContext _ -> Statement.CaptureFrom.RAW;
            case ParleyParser.FromBodyContext _ -> Statement.CaptureFrom.BODY;
            case ParleyParser.FromMessageContext _ -> Statement.CaptureFrom.MESSAGE;
            case ParleyParser.FromValueContext _ -> Statement.CaptureFrom.VALUE;
            default -> throw ValueBuilder.unknown(context);
        };
    }

    private @Nullable Value captured(ParleyParser.CaptureSourceContext context) {
        if (!(context instanceof ParleyParser.FromValueContext)) {
            return null;
        }
        Token token = context.getStart();
        Expression expression =
                token.getType() == ParleyLexer.INSERT ? building.inserted(token) : building.parenthesized(token);
        return new Value.Embedded(building.span(context), expression);
    }

    private Statement condition(ParleyParser.IfBlockContext context) {
        Block otherwise = null;
        if (context.ifBlock() != null) {
            Statement nested = condition(context.ifBlock());
            otherwise = new Block(nested.span(), List.of(nested));
        } else if (context.block().size() > 1) {
            otherwise = block(context.block(1));
        }
        return new Statement.If(
                building.span(context), values.condition(context.condition()), block(context.block(0)), otherwise);
    }

    private Statement eventually(ParleyParser.EventuallyStatementContext context) {
        Value within = context.WITHIN() == null ? null : values.value(context.value(0));
        Value every = context.EVERY() == null
                ? null
                : values.value(context.value(context.value().size() - 1));
        return new Statement.Eventually(building.span(context), within, every, block(context.block()));
    }

    private Statement login(ParleyParser.LoginStatementContext context) {
        List<Statement.Alternative> expecting = switch (context.expecting()) {
            case null -> List.of();
            case ParleyParser.ExpectingOneContext one ->
                List.of(new Statement.Alternative(
                        building.span(one.expectation()), expectations.expectation(one.expectation()), null));
            case ParleyParser.ExpectingOneOfContext oneOf -> alternatives(oneOf.alternatives());
            default -> throw ValueBuilder.unknown(context.expecting());
        };
        Value password = context.PASSWORD() == null ? null : values.value(context.value(0));
        Value within = context.WITHIN() == null
                ? null
                : values.value(context.value(context.value().size() - 1));
        return new Statement.Login(
                building.span(context),
                context.account() == null ? own(building.span(context)) : values.account(context.account()),
                context.mechanism() == null ? null : values.mechanism(context.mechanism()),
                password,
                expecting,
                within,
                otherwise(context.otherwise()));
    }

    /** A login that names nobody is that of the test's own account. */
    private static AccountRef own(Span login) {
        return new AccountRef.Named(new Name(login.part(0, "login".length()), AccountRef.OWN));
    }

    /** The arguments between the parentheses, cut at commas that stand in no bracket and no string. */
    private List<Expression> arguments(Token token) {
        int start = token.getStartIndex() + 1;
        int end = Math.max(start, token.getStopIndex());
        String text = building.file().text();
        List<Expression> arguments = new ArrayList<>();
        if (text.substring(start, end).isBlank()) {
            return arguments;
        }
        int from = start;
        for (int comma : GroovyExtent.topLevelCommas(text, start, end)) {
            arguments.add(building.expression(from, comma));
            from = comma + 1;
        }
        arguments.add(building.expression(from, end));
        return arguments;
    }
}
