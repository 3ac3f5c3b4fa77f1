package dev.parley.interpreter;

import dev.parley.source.Span;
import dev.parley.syntax.Assertion;
import dev.parley.syntax.Predicate;
import dev.parley.syntax.Subject;
import dev.parley.syntax.Value;
import dev.parley.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Evaluates the lines of an {@code expect} block, each to a problem or none. */
final class Assertions {
    private final Branch branch;
    private final Subjects subjects;
    private final Predicates predicates;
    private final DeliveredAssertion deliveries;

    Assertions(Branch branch) {
        this.branch = branch;
        this.subjects = new Subjects(branch);
        this.predicates = new Predicates(branch);
        this.deliveries = new DeliveredAssertion(branch);
    }

    /** All that do not hold. */
    List<Problem> failing(List<Assertion> assertions, Evidence evidence) {
        List<Problem> problems = new ArrayList<>();
        for (Assertion assertion : assertions) {
            Problem problem = evaluate(assertion, evidence);
            if (problem != null) {
                problems.add(problem);
            }
        }
        return problems;
    }

    private @Nullable Problem evaluate(Assertion assertion, Evidence evidence) {
        return switch (assertion) {
            case Assertion.Of of -> of(of, evidence);
            case Assertion.LinesInAnyOrder lines -> anyOrder(lines, evidence);
        };
    }

    private @Nullable Problem of(Assertion.Of assertion, Evidence evidence) {
        Object actual;
        try {
            actual = subjects.read(assertion.subject(), evidence);
        } catch (Subjects.Missing missing) {
            // Also under `not`: what is not there was not looked at.
            return problem(assertion.subject().span(), String.valueOf(missing.getMessage()))
                    .expected(predicates.describe(assertion.predicate()))
                    .build();
        }
        Predicate predicate = assertion.predicate();
        return switch (assertion.subject()) {
            case Subject.EachLine _, Subject.EachReply _ -> each(assertion, (List<?>) actual);
            case Subject.HasLine _ -> has(assertion, (List<?>) actual, true);
            case Subject.LacksLine _ -> has(assertion, (List<?>) actual, false);
            case Subject.Message _
            when predicate instanceof Predicate.Compares compares
                    && compares.value() instanceof Value.Delivered delivered ->
                deliveries.compare(assertion, compares, delivered, (Octets) actual);
            case Subject.Code _
            when predicate instanceof Predicate.Compares compares -> plain(assertion, code(compares, actual));
            default -> plain(assertion, actual);
        };
    }

    /** Response codes are compared without regard to case (RFC 2449 §8). */
    private Object code(Predicate.Compares compares, Object actual) {
        Object wanted = branch.read(compares.value());
        return wanted instanceof CharSequence text && text.toString().equalsIgnoreCase(actual.toString())
                ? text.toString()
                : actual;
    }

    private @Nullable Problem plain(Assertion.Of assertion, Object actual) {
        if (predicates.holds(assertion.predicate(), actual) != assertion.negated()) {
            return null;
        }
        Span span = assertion.subject().span();
        if (!assertion.negated()
                && actual instanceof Octets octets
                && assertion.predicate() instanceof Predicate.Compares compares
                && compares.operator() == Predicate.Operator.EQUAL) {
            return difference(assertion, compares.value(), octets);
        }
        String subject = span.text();
        return problem(span, "`" + subject + "` is not as expected.")
                .expected(expected(assertion))
                .actual(Shown.value(actual))
                .note(otherKind(assertion.predicate(), actual))
                .build();
    }

    /** A text is never equal to a number, however alike they look. */
    private @Nullable String otherKind(Predicate predicate, Object actual) {
        if (!(predicate instanceof Predicate.Compares compares)
                || !(actual instanceof CharSequence || actual instanceof Octets)) {
            return null;
        }
        Object wanted = branch.read(compares.value());
        return wanted instanceof Number
                ? "This is a text, and it is compared with a number; `capture … as int` makes one of it."
                : null;
    }

    private String expected(Assertion.Of assertion) {
        return (assertion.negated() ? "not " : "") + predicates.describe(assertion.predicate());
    }

    /** The first line in which two bodies differ. */
    private Problem difference(Assertion.Of assertion, Value wanted, Octets actual) {
        Difference difference = Difference.between(Octets.of(branch.text(wanted)), actual);
        String what = assertion.subject().span().text();
        String whence =
                wanted instanceof Value.FileContent file ? "`" + branch.text(file.path()) + "`" : "what is expected";
        return difference
                .on(problem(
                        assertion.subject().span(),
                        "The " + (what.equals("message") ? "message" : "`" + what + "`") + " differs from " + whence
                                + "."))
                .build();
    }

    private @Nullable Problem each(Assertion.Of assertion, List<?> elements) {
        int failing = -1;
        for (int i = 0; i < elements.size() && failing < 0; i++) {
            if (!predicates.holds(assertion.predicate(), String.valueOf(elements.get(i)))) {
                failing = i;
            }
        }
        if (failing < 0 != assertion.negated()) {
            return null;
        }
        String one = assertion.subject() instanceof Subject.EachReply ? "Reply" : "Line";
        if (assertion.negated()) {
            return problem(
                            assertion.subject().span(),
                            one.equals("Line")
                                    ? "Every line is as it should not be."
                                    : "Every reply is as it should not be.")
                    .expected("at least one without " + predicates.describe(assertion.predicate()))
                    .actual(Shown.value(elements))
                    .build();
        }
        return problem(assertion.subject().span(), one + " " + (failing + 1) + " is not as expected.")
                .label("line " + (failing + 1) + " of " + elements.size())
                .expected(predicates.describe(assertion.predicate()))
                .actual(Shown.value(elements.get(failing)))
                .build();
    }

    private @Nullable Problem has(Assertion.Of assertion, List<?> lines, boolean wanted) {
        int found = -1;
        for (int i = 0; i < lines.size() && found < 0; i++) {
            if (predicates.holds(assertion.predicate(), String.valueOf(lines.get(i)))) {
                found = i;
            }
        }
        boolean shouldHave = wanted != assertion.negated();
        if (found >= 0 == shouldHave) {
            return null;
        }
        String description = predicates.describe(assertion.predicate());
        return shouldHave
                ? problem(assertion.subject().span(), "No line of the reply is as expected.")
                        .expected("a line: " + description)
                        .actual(Shown.value(lines))
                        .build()
                : problem(assertion.subject().span(), "Line " + (found + 1) + " should not be there.")
                        .expected("no line: " + description)
                        .actual(Shown.value(lines.get(found)))
                        .build();
    }

    private @Nullable Problem anyOrder(Assertion.LinesInAnyOrder assertion, Evidence evidence) {
        List<String> lines;
        try {
            Object read = subjects.read(new Subject.Lines(assertion.span()), evidence);
            lines = ((List<?>) read).stream().map(String::valueOf).toList();
        } catch (Subjects.Missing missing) {
            return problem(assertion.span(), String.valueOf(missing.getMessage()))
                    .build();
        }
        Pairing pairing = Pairing.of(
                assertion.lines().size(),
                lines.size(),
                (wanted, line) -> predicates.holds(assertion.lines().get(wanted), lines.get(line)));
        boolean fits = pairing.unmatchedLeft().isEmpty()
                && (!assertion.nothingElse() || pairing.unmatchedRight().isEmpty());
        if (fits != assertion.negated()) {
            return null;
        }
        Span keyword = assertion.span().part(0, "lines in any order".length());
        if (assertion.negated()) {
            return problem(keyword, "The lines are all there, and should not be.")
                    .actual(Shown.value(lines))
                    .build();
        }
        String missing = pairing.unmatchedLeft().stream()
                .map(i -> predicates.describe(assertion.lines().get(i)))
                .collect(Collectors.joining(", "));
        String surplus = pairing.unmatchedRight().stream()
                .map(i -> Shown.quoted(lines.get(i)))
                .collect(Collectors.joining(", "));
        ProblemBuilder problem = problem(keyword, "The lines are not those expected.");
        if (!missing.isEmpty()) {
            problem.note("Missing: " + missing + ".");
        }
        if (assertion.nothingElse() && !surplus.isEmpty()) {
            problem.note("Not expected: " + surplus + ".");
        }
        return problem.actual(Shown.value(lines)).build();
    }

    private ProblemBuilder problem(Span span, String message) {
        return ProblemBuilder.failure(span, message).calls(branch.calls());
    }
}
