package dev.parley.interpreter;

import dev.parley.source.Span;
import dev.parley.wire.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
        private final @Nullable String requirement;
        private transient @Nullable Sight sight;

        /**
         * @param mismatch whether a reply came and disagreed, or a check did: what a requirement's level can soften;
         *     a time-out, a close, a reset, an error and a {@code fail} are not
         */
        Failed(List<Problem> problems, boolean mismatch) {
            this(problems, mismatch, false, null);
        }

        private Failed(List<Problem> problems, boolean mismatch, boolean given, @Nullable String requirement) {
            super(problems.getFirst().message());
            this.problems = List.copyOf(problems);
            this.mismatch = mismatch;
            this.given = given;
            this.requirement = requirement;
        }

        Failed(Problem problem, boolean mismatch) {
            this(List.of(problem), mismatch);
        }

        /** Said by {@code fail}: it fails the test whatever the level of its rows. */
        static Failed said(Problem problem, @Nullable String requirement) {
            return new Failed(List.of(problem), false, false, requirement);
        }

        /** All of these at once. */
        static Failed all(List<Failed> failures) {
            List<Problem> problems = new ArrayList<>();
            failures.forEach(failed -> problems.addAll(failed.problems));
            return new Failed(
                    problems,
                    failures.stream().allMatch(failed -> failed.mismatch),
                    failures.stream().allMatch(failed -> failed.given),
                    failures.stream()
                            .map(failed -> failed.requirement)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElse(null));
        }

        /** The same with its problems told otherwise. */
        Failed with(List<Problem> told) {
            return new Failed(told, mismatch, given, requirement).at(sight);
        }

        /** The same with what was seen of the server, for a diagnosis. */
        Failed at(@Nullable Sight newSight) {
            sight = newSight;
            return this;
        }

        /** The same with its diagnosis. */
        Failed diagnosed() {
            Sight seen = sight;
            return seen == null ? this : new Failed(Diagnosis.of(problems, seen), mismatch, given, requirement);
        }

        /** Whether what was waited for did not come in time. */
        boolean isTimeOut() {
            return sight instanceof Sight.OfSession(var _, var _, Received.TimedOut _);
        }

        /** Whether a status came, and was none of those there are: nothing can be said of what was asked. */
        boolean isWrongStatus() {
            return sight instanceof Sight.OfSession(var _, var _, Received.Malformed(var line, var _))
                    && line.length() > 1
                    && (line.at(0) == '+' || line.at(0) == '-')
                    && Character.isLetter(line.at(1));
        }

        /** The same, from within {@code given}: the covered rows were not judged. */
        Failed asGiven() {
            return new Failed(problems, mismatch, true, requirement).at(sight);
        }

        /** Whether it says nothing about the covered rows. */
        boolean isGiven() {
            return given;
        }

        /** The row the script names, or null. */
        @Nullable
        String requirement() {
            return requirement;
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
