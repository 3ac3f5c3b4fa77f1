package dev.parley.interpreter;

import dev.parley.source.Span;
import java.util.List;

/** Ends the statements of a test; caught where the test, an attempt or a branch was begun. */
abstract sealed class Stop extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Stop(String message) {
        super(message, null, false, false);
    }

    /** Something went wrong. */
    static final class Failed extends Stop {
        private static final long serialVersionUID = 1;
        private final transient List<Problem> problems;
        private final boolean mismatch;
        private final boolean given;

        /**
         * @param mismatch whether a reply came and disagreed, or a check did: what a requirement's level can soften;
         *     a time-out, a close, a reset and an error are not
         */
        Failed(List<Problem> problems, boolean mismatch) {
            this(problems, mismatch, false);
        }

        private Failed(List<Problem> problems, boolean mismatch, boolean given) {
            super(problems.getFirst().message());
            this.problems = List.copyOf(problems);
            this.mismatch = mismatch;
            this.given = given;
        }

        Failed(Problem problem, boolean mismatch) {
            this(List.of(problem), mismatch);
        }

        /** The same, from within {@code given}: the covered rows were not judged. */
        Failed asGiven() {
            return new Failed(problems, mismatch, true);
        }

        List<Problem> problems() {
            return problems;
        }

        /** Whether the level of the covered rows decides what it counts as. */
        boolean isJudgedByLevel() {
            return mismatch && !given;
        }
    }

    /** {@code skip}, or a need that is not met. */
    static final class Skipped extends Stop {
        private static final long serialVersionUID = 1;

        Skipped(String reason) {
            super(reason);
        }
    }

    /** {@code pass}. */
    static final class Passed extends Stop {
        private static final long serialVersionUID = 1;

        Passed(String reason) {
            super(reason);
        }
    }

    /** Another branch of the same {@code parallel} failed; this one has nothing to say. */
    static final class Abandoned extends Stop {
        private static final long serialVersionUID = 1;

        Abandoned() {
            super("another branch failed");
        }
    }

    /** A problem of the script itself, met at run time. */
    static Failed script(Span span, String message) {
        return new Failed(ProblemBuilder.script(span, message).build(), false);
    }
}
