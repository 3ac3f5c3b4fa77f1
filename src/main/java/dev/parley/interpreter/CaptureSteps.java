package dev.parley.interpreter;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.parley.expression.EvaluationException;
import dev.parley.source.Span;
import dev.parley.syntax.Name;
import dev.parley.syntax.Node;
import dev.parley.syntax.Outcome;
import dev.parley.syntax.Statement;
import dev.parley.syntax.Value;
import dev.parley.wire.Body;
import dev.parley.wire.Octets;
import dev.parley.wire.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code capture}, {@code collect} and {@code record}. */
final class CaptureSteps {
    /** A text does not have what was to be captured. */
    private static final class NoMatch extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Problem problem;

        NoMatch(Problem problem) {
            super(problem.message(), null, false, false);
            this.problem = problem;
        }
    }

    private final Branch branch;
    private final Steps steps;

    CaptureSteps(Branch branch, Steps steps) {
        this.branch = branch;
        this.steps = steps;
    }

    void capture(Statement.Capture statement) {
        orElse(statement.otherwise(), () -> {
            Pattern pattern = branch.pattern(statement.pattern());
            if (statement.from() != Statement.CaptureFrom.LINES) {
                Matcher matcher = match(statement, statement.from(), statement.value(), statement.pattern(), pattern);
                List<Object> values = new ArrayList<>();
                for (int i = 0; i < statement.names().size(); i++) {
                    values.add(value(matcher, i, statement.type(), statement.span()));
                }
                for (int i = 0; i < values.size(); i++) {
                    set(statement.names().get(i), values.get(i));
                }
            } else if (statement.by() != null) {
                Map<Object, @Nullable Object> map = new LinkedHashMap<>();
                matches(statement, statement.pattern(), pattern)
                        .forEach(found -> map.put(
                                value(found, 0, Statement.CaptureType.TEXT, statement.span()),
                                value(found, 1, statement.type(), statement.span())));
                set(statement.names().getFirst(), map);
            } else {
                List<Matcher> found = matches(statement, statement.pattern(), pattern);
                for (int i = 0; i < statement.names().size(); i++) {
                    int group = i;
                    set(
                            statement.names().get(i),
                            found.stream()
                                    .map(m -> value(m, group, statement.type(), statement.span()))
                                    .toList());
                }
            }
        });
    }

    void captureReply(Statement.CaptureReply statement) {
        set(statement.name(), Views.reply(statement.name().text(), reply(statement)));
    }

    /** Keeps a value for the baseline of a comparison; in any other run it is only read. */
    void record(Statement.Record statement) {
        String name = statement.value().names().stream().map(Name::text).collect(Collectors.joining("."));
        Object value = branch.read(statement.value());
        Recorded recorded = Recorded.of(name, value, branch.state().secrets());
        if (recorded == null) {
            throw Stop.script(statement.value().span(), "`" + name + "` is recorded value by value.");
        }
        branch.state().record(recorded);
    }

    void collect(Statement.Collect statement) {
        orElse(statement.otherwise(), () -> {
            Pattern pattern = branch.pattern(statement.pattern());
            List<Object> values = new ArrayList<>();
            String name = statement.name().text();
            if (branch.variables().has(name) && branch.variables().get(name) instanceof List<?> before) {
                values.addAll(before);
            }
            if (statement.from() == Statement.CaptureFrom.LINES) {
                matches(statement, statement.pattern(), pattern)
                        .forEach(found -> values.add(value(found, 0, statement.type(), statement.span())));
            } else {
                Matcher matcher = match(statement, statement.from(), statement.value(), statement.pattern(), pattern);
                values.add(value(matcher, 0, statement.type(), statement.span()));
            }
            set(statement.name(), values);
        });
    }

    private void orElse(@Nullable Outcome otherwise, Runnable capture) {
        try {
            capture.run();
        } catch (NoMatch noMatch) {
            if (otherwise == null) {
                throw new Stop.Failed(noMatch.problem, true);
            }
            steps.run(otherwise);
        }
    }

    private void set(Name name, Object value) {
        branch.variables().set(name.text(), value);
    }

    private Matcher match(
            Node statement,
            Statement.CaptureFrom from,
            @Nullable Value value,
            dev.parley.syntax.Pattern written,
            Pattern pattern) {
        String text = source(statement, from, value);
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw noMatch(written.span(), "There is nothing to capture here.", pattern, Shown.quoted(text));
        }
        return matcher;
    }

    /** Lines that do not match are passed over; that none of several matches is a mismatch. */
    private List<Matcher> matches(Node statement, dev.parley.syntax.Pattern written, Pattern pattern) {
        Body body = reply(statement).body();
        if (body == null) {
            throw noMatch(written.span(), "The reply is a single line and has no lines to capture.", pattern, null);
        }
        List<Matcher> found = new ArrayList<>();
        for (String line : body.lines()) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                found.add(matcher);
            }
        }
        if (found.isEmpty() && !body.lines().isEmpty()) {
            throw noMatch(written.span(), "No line has anything to capture.", pattern, Shown.value(body.lines()));
        }
        return found;
    }

    private String source(Node statement, Statement.CaptureFrom from, @Nullable Value value) {
        return switch (from) {
            case TEXT -> reply(statement).text();
            case GREETING -> {
                Reply greeting = branch.session(statement).wire().greeting();
                if (greeting == null) {
                    throw Stop.script(statement.span(), "The greeting has not been read yet.");
                }
                yield greeting.text();
            }
            case CODE -> {
                String code = reply(statement).code();
                yield code == null ? "" : code;
            }
            case CHALLENGE -> challenge(statement);
            case RAW -> raw(statement).text();
            case BODY -> Mime.body(content(statement)).text();
            case MESSAGE -> content(statement).text();
            case VALUE -> value == null ? "" : branch.text(value);
            case LINES -> throw new IllegalArgumentException("lines are captured one by one");
        };
    }

    private String challenge(Node statement) {
        try {
            return Challenge.decode(reply(statement)).text();
        } catch (EvaluationException e) {
            throw new NoMatch(ProblemBuilder.failure(statement.span(), String.valueOf(e.getMessage()))
                    .calls(branch.calls())
                    .build());
        }
    }

    /** The octets of what was read last: of a reply, or those of {@code expect octets}. */
    private Octets raw(Node statement) {
        Octets octets = branch.session(statement).octets();
        return octets == null ? reply(statement).raw() : octets;
    }

    private Octets content(Node statement) {
        Body body = reply(statement).body();
        return body == null ? Octets.EMPTY : body.content();
    }

    private Reply reply(Node statement) {
        Reply reply = branch.session(statement).reply();
        if (reply == null) {
            throw Stop.script(statement.span(), "There is no reply yet to capture from.");
        }
        return reply;
    }

    /** The n-th group, or the whole match for a pattern without groups. */
    private Object value(Matcher matcher, int index, Statement.CaptureType type, Span span) {
        if (index + 1 > matcher.groupCount() && !(index == 0 && matcher.groupCount() == 0)) {
            throw Stop.script(span, "The regular expression has fewer groups than there are names.");
        }
        String text = matcher.groupCount() == 0 ? matcher.group() : matcher.group(index + 1);
        if (text == null) {
            text = "";
        }
        if (type == Statement.CaptureType.TEXT) {
            return text;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new NoMatch(ProblemBuilder.failure(span, "What was captured is not a whole number.")
                    .expected("a whole number of at most 19 digits")
                    .actual(Shown.quoted(text))
                    .calls(branch.calls())
                    .build());
        }
    }

    private NoMatch noMatch(Span span, String message, Pattern pattern, @Nullable String actual) {
        return new NoMatch(ProblemBuilder.failure(span, message)
                .expected("a match of /" + pattern.pattern() + "/")
                .actual(actual)
                .calls(branch.calls())
                .build());
    }
}
