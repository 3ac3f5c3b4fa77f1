package dev.parley.interpreter;

import dev.parley.expression.Compiled;
import dev.parley.expression.EvaluationException;
import dev.parley.expression.NoSuchPropertyException;
import dev.parley.program.ValueReader;
import dev.parley.secret.Secrets;
import dev.parley.server.Account;
import dev.parley.source.SourceFile;
import dev.parley.source.Span;
import dev.parley.syntax.AccountRef;
import dev.parley.syntax.Each;
import dev.parley.syntax.Expression;
import dev.parley.syntax.Node;
import dev.parley.syntax.Pattern;
import dev.parley.syntax.Template;
import dev.parley.syntax.Value;
import dev.parley.wire.Deadline;
import dev.parley.wire.Octets;
import dev.parley.wire.TlsFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One line of execution through a test: its sessions, its variables, where it was called from. Each branch of {@code
 * parallel} has its own; used by one thread.
 */
final class Branch implements Variables.BuiltIn {
    static final String MAIN = "main";

    private static final Set<String> BUILT_IN =
            Set.of("reply", "greeting", "session", "tls", "certificate", "capabilities", "server", "challenge");

    private final TestState state;
    private final @Nullable Branch parent;
    private final String mainSession;
    private final Map<String, LiveSession> sessions = new LinkedHashMap<>();
    private final List<Span> calls = new ArrayList<>();
    private Variables variables;
    private @Nullable LiveSession current;
    private @Nullable Deadline limit;

    private Branch(TestState state, @Nullable Branch parent, String mainSession, @Nullable Variables variables) {
        this.state = state;
        this.parent = parent;
        this.mainSession = mainSession;
        this.variables = variables == null ? Variables.ofTest(this, state.surroundings()) : variables.branch(this);
        this.limit = parent == null ? null : parent.limit;
    }

    static Branch ofTest(TestState state) {
        return new Branch(state, null, MAIN, null);
    }

    /** A branch of {@code parallel}; its unnamed session is called after its number. */
    Branch fork(int number) {
        return new Branch(
                state, this, mainSession.equals(MAIN) ? "branch " + number : mainSession + "." + number, variables);
    }

    TestState state() {
        return state;
    }

    Variables variables() {
        return variables;
    }

    // Sessions

    /** The session that statements speak on. */
    LiveSession session(Node statement) {
        LiveSession found = current;
        if (found == null) {
            throw new Stop.Failed(
                    ProblemBuilder.script(statement.span(), "There is no session here.")
                            .hint("open one with `connect`")
                            .build(),
                    false);
        }
        return found;
    }

    @Nullable
    LiveSession current() {
        return current;
    }

    void makeCurrent(@Nullable LiveSession session) {
        current = session;
    }

    String mainSession() {
        return mainSession;
    }

    void add(LiveSession session) {
        sessions.put(session.name(), session);
        current = session;
    }

    /** The latest session of a name, in this branch or around it. */
    @Nullable
    LiveSession named(String name) {
        for (Branch branch = this; branch != null; branch = branch.parent) {
            LiveSession found = branch.sessions.get(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    // Deadlines

    /** The deadline of a step: what the statement says, else the customary time; never behind the test's. */
    Deadline deadline(@Nullable Value within, Duration customary) {
        Duration time = within == null ? customary : duration(within);
        Deadline deadline = Deadline.after(time, state.ticker());
        Deadline outer = limit;
        if (outer != null) {
            deadline = deadline.orEarlier(outer);
        }
        return deadline.orEarlier(state.deadline());
    }

    /** Runs something under a further deadline. */
    void limitedBy(Deadline deadline, Runnable body) {
        Deadline before = limit;
        limit = before == null ? deadline : before.orEarlier(deadline);
        try {
            body.run();
        } finally {
            limit = before;
        }
    }

    // Frames

    /** Runs something with names of its own. */
    void within(Map<String, @Nullable Object> names, Runnable body) {
        Variables before = variables;
        variables = before.within(names);
        try {
            body.run();
        } finally {
            variables = before;
        }
    }

    /** Runs a procedure's body; problems in it tell where it was called. */
    void called(Span call, Map<String, @Nullable Object> arguments, Runnable body) {
        calls.addFirst(call);
        try {
            within(arguments, body);
        } finally {
            calls.removeFirst();
        }
    }

    List<Span> calls() {
        return List.copyOf(calls);
    }

    /** What paths written in a file are relative to. */
    Path directoryOf(SourceFile file) {
        return state.program().directories().getOrDefault(file, state.program().directory());
    }

    // Values

    @Nullable
    Object read(Value value) {
        if (value instanceof Value.Delivered delivered) {
            Octets put = delivered(delivered);
            return put == null ? null : put.text();
        }
        return evaluated(value.span(), value, ValueReader::read);
    }

    /** What was put into the maildrop of the current session under this number; null when there was less. */
    @Nullable
    Octets delivered(Value.Delivered value) {
        return MailSteps.delivered(this, value.span(), messageNumber(value));
    }

    /** Also as a reply tells it, which is a text. */
    int messageNumber(Value.Delivered value) {
        Object number = read(value.number());
        return number instanceof CharSequence text && text.toString().matches("\\d{1,9}")
                ? Integer.parseInt(text.toString())
                : count(value.number(), "the number of a message");
    }

    String text(Template template) {
        String text = evaluated(template.span(), template, ValueReader::read);
        return text == null ? "" : text;
    }

    /** A value as text: numbers and durations as they are written, null refused. */
    String text(Value value) {
        Object read = read(value);
        if (read == null || read instanceof List<?> || read instanceof Map<?, ?>) {
            String what = read == null ? "nothing" : read instanceof List<?> ? "a list" : "a map";
            throw Stop.script(value.span(), "This should be a text but is " + what + ".");
        }
        return read.toString();
    }

    com.google.re2j.Pattern pattern(Pattern pattern) {
        return java.util.Objects.requireNonNull(evaluated(pattern.span(), pattern, ValueReader::read));
    }

    @Nullable
    Object evaluate(Expression expression) {
        return evaluated(
                expression.span(),
                expression,
                (values, written, scope) -> values.of(written).evaluate(scope));
    }

    Compiled.Checked check(Expression expression) {
        return java.util.Objects.requireNonNull(evaluated(
                expression.span(),
                expression,
                (values, written, scope) -> values.of(written).check(scope)));
    }

    /** The names and values of each round of a loop. */
    List<Map<String, @Nullable Object>> rows(Each each) {
        return java.util.Objects.requireNonNull(evaluated(each.source().span(), each, ValueReader::rows));
    }

    Duration duration(Value value) {
        if (read(value) instanceof Duration time && !time.isNegative()) {
            return time;
        }
        throw new Stop.Failed(
                ProblemBuilder.script(value.span(), "This should be a duration.")
                        .hint("write it as `250ms`, `2s` or `5m`")
                        .build(),
                false);
    }

    int count(Value value, String what) {
        if (read(value) instanceof Number number
                && number.longValue() >= 0
                && number.longValue() <= Integer.MAX_VALUE
                && number.doubleValue() == number.longValue()) {
            return number.intValue();
        }
        throw Stop.script(value.span(), "This should be " + what + ", a whole number from 0.");
    }

    /** What scripts call the account, or a login name. */
    String label(AccountRef ref) {
        String label = written(ref);
        Account own = label.equals(AccountRef.OWN) ? state.accounts().get(label) : null;
        return own == null ? label : own.label();
    }

    private String written(AccountRef ref) {
        return switch (ref) {
            case AccountRef.Named named -> named.name().text();
            case AccountRef.Written written -> text(written.template());
            case AccountRef.Computed computed -> {
                Object value = evaluate(computed.expression());
                Account account = value instanceof Facts facts ? facts.subject(Account.class) : null;
                yield account == null ? String.valueOf(value) : account.label();
            }
        };
    }

    /** Computes what is written; takes all it needs, because a closure for each step is not free. */
    private interface Reading<W, T> {
        @Nullable
        T read(ValueReader values, W written, Variables scope);
    }

    private <W, T> @Nullable T evaluated(Span span, W written, Reading<W, T> reading) {
        try {
            return reading.read(state.values(), written, variables);
        } catch (EvaluationException | NoSuchPropertyException e) {
            String message = String.valueOf(e.getMessage());
            throw new Stop.Failed(
                    ProblemBuilder.script(span, message)
                            .hint(e instanceof EvaluationException known ? known.hint() : null)
                            .calls(calls())
                            .build(),
                    false);
        }
    }

    // What is built in

    @Override
    public boolean has(String name) {
        return BUILT_IN.contains(name) || state.accounts().containsKey(name) || named(name) != null;
    }

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>(BUILT_IN);
        names.addAll(state.accounts().keySet());
        for (Branch branch = this; branch != null; branch = branch.parent) {
            names.addAll(branch.sessions.keySet());
        }
        return names;
    }

    @Override
    public Secrets secrets() {
        return state.secrets();
    }

    @Override
    public @Nullable Object get(String name) {
        Account account = state.accounts().get(name);
        if (account != null) {
            return Views.account(account, state.secrets());
        }
        return switch (name) {
            case "server" -> Views.server(state.server());
            case "capabilities" -> state.probe().capabilities(this);
            case "reply", "greeting", "tls", "certificate", "challenge" -> ofSession(here(name), name);
            case "session" -> view(here(name));
            default -> {
                LiveSession session = named(name);
                if (session == null) {
                    throw new EvaluationException("There is no `" + name + "` here.");
                }
                yield view(session);
            }
        };
    }

    private LiveSession here(String name) {
        LiveSession session = current;
        if (session == null) {
            throw new EvaluationException("`" + name + "` needs a session; there is none here.");
        }
        return session;
    }

    private Facts view(LiveSession session) {
        Facts.Builder facts = Facts.of(session.name(), session)
                .with("name", session::name)
                .with("address", () -> session.wire().endpoint().toString())
                .with("security", session::security)
                .with(
                        "findings",
                        () -> session.wire().findings().stream()
                                .map(finding -> finding.kind()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' '))
                                .toList());
        for (String part : List.of("reply", "greeting", "tls", "certificate", "challenge")) {
            facts.with(part, () -> ofSession(session, part));
        }
        return facts.build();
    }

    private Object ofSession(LiveSession session, String part) {
        return switch (part) {
            case "reply" -> Views.reply("reply", present(session.reply(), "There is no reply yet."));
            case "challenge" ->
                Challenge.decode(present(session.reply(), "There is no reply yet."))
                        .text();
            case "greeting" ->
                Views.reply("greeting", present(session.wire().greeting(), "The greeting has not been read yet."));
            case "tls" -> Views.tls(tls(session));
            case "certificate" ->
                Views.certificate(
                        tls(session).chain().getFirst(),
                        state.settings().surroundings().clock().instant());
            default -> throw new IllegalArgumentException(part);
        };
    }

    private static TlsFacts tls(LiveSession session) {
        return present(session.wire().tls(), "The session is in plaintext.");
    }

    private static <T> T present(@Nullable T value, String otherwise) {
        if (value == null) {
            throw new EvaluationException(otherwise);
        }
        return value;
    }
}
