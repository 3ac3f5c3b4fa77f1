package dev.parley.interpreter;

import dev.parley.syntax.Assertion;
import dev.parley.syntax.Predicate;
import dev.parley.syntax.Value;
import dev.parley.wire.Octets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code message == delivered n}. */
final class DeliveredAssertion {
    private final Branch branch;

    DeliveredAssertion(Branch branch) {
        this.branch = branch;
    }

    /** The problem, or null when the assertion holds. */
    @Nullable
    Problem compare(Assertion.Of assertion, Predicate.Compares compares, Value.Delivered wanted, Octets actual) {
        int number = branch.messageNumber(wanted);
        Octets put = branch.delivered(wanted);
        if (put == null) {
            return problem(assertion, "No message was put there as message " + number + ".")
                    .actual(Shown.value(actual))
                    .build();
        }
        DeliveredMessage.Comparison comparison = new DeliveredMessage(put).compare(actual);
        boolean wantedSame = compares.operator() == Predicate.Operator.EQUAL != assertion.negated();
        if (comparison.same() == wantedSame) {
            if (!comparison.added().isEmpty()) {
                branch.state()
                        .remarkOnce(new Remark(
                                Remark.Kind.LOG, assertion.span(), comparison.addedOnTop(), null, List.of()));
            }
            return null;
        }
        if (comparison.same()) {
            return problem(assertion, "The message is the one that was put there as message " + number + ".")
                    .note(comparison.addedOnTop())
                    .build();
        }
        return Difference.between(put, comparison.rest())
                .on(problem(assertion, "The message differs from what was put there as message " + number + "."))
                .note(comparison.addedOnTop())
                .build();
    }

    private ProblemBuilder problem(Assertion.Of assertion, String message) {
        return ProblemBuilder.failure(assertion.subject().span(), message).calls(branch.calls());
    }
}
