package dev.parley.compare;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.parley.compare.Baseline.SessionTrace;
import dev.parley.difference.Kind;
import dev.parley.interpreter.Exchange;
import dev.parley.interpreter.Exchange.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The exchanges of one session before and after, aligned by their commands. */
final class DialogueComparison {
    private static final int CONTEXT = 3;

    private final String subject;
    private final String session;
    private final List<Exchange> before;
    private final List<Exchange> after;
    private final List<Pair> pairs = new ArrayList<>();

    /** Either is null where the other has a step of its own. */
    private record Pair(@Nullable Exchange before, @Nullable Exchange after) {}

    private DialogueComparison(String subject, SessionTrace before, SessionTrace after) {
        this.subject = subject;
        this.session = before.name();
        this.before = before.exchanges();
        this.after = after.exchanges();
    }

    /** @param subject the test, as reports call it */
    static List<Difference> of(String subject, SessionTrace before, SessionTrace after) {
        DialogueComparison comparison = new DialogueComparison(subject, before, after);
        comparison.align();
        return comparison.differences();
    }

    private void align() {
        List<String> commands =
                before.stream().map(exchange -> command(exchange)).toList();
        List<String> others = after.stream().map(exchange -> command(exchange)).toList();
        int left = 0;
        int right = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(commands, others).getDeltas()) {
            int start = delta.getSource().getPosition();
            while (left < start) {
                pairs.add(new Pair(before.get(left++), after.get(right++)));
            }
            for (int i = 0; i < delta.getSource().size(); i++) {
                pairs.add(new Pair(before.get(left++), null));
            }
            for (int i = 0; i < delta.getTarget().size(); i++) {
                pairs.add(new Pair(null, after.get(right++)));
            }
        }
        while (left < before.size()) {
            pairs.add(new Pair(before.get(left++), after.get(right++)));
        }
    }

    /** What scripts put into commands from replies, such as ids, must not hide that the step is the same. */
    private static String command(Exchange exchange) {
        return Steady.text(exchange.command());
    }

    private List<Difference> differences() {
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            List<Difference.Line> context = context(i);
            stepDifferences(i + 1, pair)
                    .map(difference -> difference.in(context))
                    .forEach(differences::add);
        }
        return differences;
    }

    private Stream<Difference> stepDifferences(int step, Pair pair) {
        Exchange old = pair.before();
        Exchange now = pair.after();
        if (old == null || now == null) {
            return Stream.of(difference(Kind.STEPS, step, old == null ? now : old, shown(old), shown(now)));
        }
        if (!old.status().equals(now.status())) {
            return Stream.of(difference(Kind.STATUS, step, now, shown(old), shown(now)));
        }
        if (!codeOf(old).equals(codeOf(now))) {
            return Stream.of(difference(Kind.CODE, step, now, shown(old), shown(now)));
        }
        return Stream.concat(wording(step, old, now), body(step, old, now));
    }

    private Stream<Difference> wording(int step, Exchange old, Exchange now) {
        if (old.text().equals(now.text())) {
            return Stream.of();
        }
        boolean same = Steady.reply(old).equals(Steady.reply(now));
        return Stream.of(difference(same ? Kind.BANNER : Kind.WORDING, step, now, shown(old), shown(now)));
    }

    private Stream<Difference> body(int step, Exchange old, Exchange now) {
        Content then = old.content();
        Content body = now.content();
        if (then == null || body == null) {
            return then == body
                    ? Stream.of()
                    : Stream.of(difference(Kind.LINES, step, now, counted(then), counted(body)));
        }
        if (then.digest().equals(body.digest())) {
            return Stream.of();
        }
        if (then.lines().isEmpty() && body.lines().isEmpty()) {
            boolean same = then.steady().equals(body.steady());
            return Stream.of(difference(same ? Kind.BANNER : Kind.MESSAGE, step, now, counted(then), counted(body)));
        }
        List<String> lines = steady(now.keyword(), then);
        List<String> others = steady(now.keyword(), body);
        if (lines.equals(others)) {
            return Stream.of(difference(Kind.BANNER, step, now, joined(then.lines()), joined(body.lines())));
        }
        boolean reordered =
                lines.stream().sorted().toList().equals(others.stream().sorted().toList());
        return Stream.of(difference(
                reordered ? Kind.ORDER : Kind.LINES,
                step,
                now,
                reordered ? joined(then.lines()) : only(then.lines(), body.lines()),
                reordered ? joined(body.lines()) : only(body.lines(), then.lines())));
    }

    private static List<String> steady(String keyword, Content body) {
        return body.lines().stream().map(line -> Steady.line(keyword, line)).toList();
    }

    /** The lines that the other has not; all of them where only their number differs. */
    private static String only(List<String> lines, List<String> others) {
        TreeSet<String> known = new TreeSet<>(others);
        List<String> own = lines.stream().filter(line -> !known.contains(line)).toList();
        return joined(own.isEmpty() ? lines : own);
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines);
    }

    private static String counted(@Nullable Content body) {
        return body == null ? "no body" : body.count() + (body.count() == 1 ? " line" : " lines");
    }

    private static String codeOf(Exchange exchange) {
        return exchange.code() == null ? "" : exchange.code().toUpperCase(java.util.Locale.ROOT);
    }

    private Difference difference(
            Kind kind, int step, @Nullable Exchange exchange, @Nullable String old, @Nullable String now) {
        String command = Objects.requireNonNull(exchange).command();
        String name = command.isEmpty() ? "greeting" : command;
        return Difference.of(kind, subject, "session " + session + ", step " + step + ", " + name, old, now);
    }

    private static @Nullable String shown(@Nullable Exchange exchange) {
        if (exchange == null) {
            return null;
        }
        String code = exchange.code() == null ? "" : " [" + exchange.code() + "]";
        return (exchange.status() + code + " " + exchange.text()).strip();
    }

    /** The steps before a difference and the step itself. */
    private List<Difference.Line> context(int step) {
        List<Difference.Line> lines = new ArrayList<>();
        for (int i = Math.max(0, step - CONTEXT); i <= step; i++) {
            Pair pair = pairs.get(i);
            lines.add(new Difference.Line(asked(pair.before()), asked(pair.after())));
            lines.add(new Difference.Line(answered(pair.before()), answered(pair.after())));
        }
        return lines;
    }

    private static @Nullable String asked(@Nullable Exchange exchange) {
        return exchange == null ? null : exchange.command().isEmpty() ? "" : "C  " + exchange.command();
    }

    private static @Nullable String answered(@Nullable Exchange exchange) {
        return exchange == null ? null : "S  " + shown(exchange);
    }
}
