package dev.parley.interpreter;

import dev.parley.source.Span;
import dev.parley.syntax.Expectation;
import dev.parley.wire.Reply;
import dev.parley.wire.WireText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Holds one reply against what was expected of it. */
final class ReplyMatcher {
    private final Branch branch;

    ReplyMatcher(Branch branch) {
        this.branch = branch;
    }

    /**
     * What came of it.
     *
     * @param problems all mismatches; empty when the reply fits
     * @param captured named groups of the text's pattern
     */
    record Match(List<Problem> problems, Map<String, String> captured) {
        boolean fits() {
            return problems.isEmpty();
        }
    }

    Match match(Expectation.Reply expected, Reply reply) {
        if (!statusFits(expected.status(), reply.status())) {
            return new Match(List.of(wrongStatus(expected, reply)), Map.of());
        }
        List<Problem> problems = new ArrayList<>();
        Map<String, String> captured = new LinkedHashMap<>();
        matchCode(expected, reply, problems);
        matchText(expected, reply, problems, captured);
        if (!expected.assertions().isEmpty()) {
            branch.within(
                    new LinkedHashMap<>(captured),
                    () -> problems.addAll(
                            new Assertions(branch).failing(expected.assertions(), new Evidence.OfReply(reply))));
        }
        return new Match(problems, captured);
    }

    static boolean statusFits(Expectation.Status expected, Reply.Status actual) {
        return switch (expected) {
            case OK -> actual == Reply.Status.OK;
            case ERR -> actual == Reply.Status.ERR;
            case CONTINUATION -> actual == Reply.Status.CONTINUATION;
            case ANY -> actual != Reply.Status.CONTINUATION;
        };
    }

    static String indicator(Expectation.Status status) {
        return switch (status) {
            case OK -> "+OK";
            case ERR -> "-ERR";
            case CONTINUATION -> "+";
            case ANY -> "+OK or -ERR";
        };
    }

    private Problem wrongStatus(Expectation.Reply expected, Reply reply) {
        return failure(
                        expected.span(),
                        "The server answered " + reply.status().indicator() + " where " + indicator(expected.status())
                                + " was expected.")
                .expected(indicator(expected.status()))
                .actual(Shown.quoted(reply.statusLine()))
                .note(ResponseCodes.meaning(reply.code()))
                .build();
    }

    private void matchCode(Expectation.Reply expected, Reply reply, List<Problem> problems) {
        Expectation.Code code = expected.code();
        String actual = reply.code();
        if (code instanceof Expectation.Code.None none && actual != null) {
            problems.add(failure(none.span(), "The reply carries a response code.")
                    .expected("no response code")
                    .actual("[" + actual + "]")
                    .build());
        }
        if (code instanceof Expectation.Code.Is is && !codeFits(is.code(), actual)) {
            problems.add(failure(
                            is.span(),
                            actual == null
                                    ? "The reply carries no response code."
                                    : "The reply carries another response code.")
                    .expected("[" + is.code() + "]")
                    .actual(Shown.quoted(reply.statusLine()))
                    .note(ResponseCodes.meaning(actual))
                    .build());
        }
    }

    /** By level, case ignored: {@code SYS} fits {@code SYS/TEMP} (RFC 2449 §8). */
    static boolean codeFits(String expected, @org.jspecify.annotations.Nullable String actual) {
        if (actual == null) {
            return false;
        }
        String wanted = expected.toUpperCase(Locale.ROOT);
        String found = actual.toUpperCase(Locale.ROOT);
        return found.equals(wanted) || found.startsWith(wanted + "/");
    }

    private void matchText(
            Expectation.Reply expected, Reply reply, List<Problem> problems, Map<String, String> captured) {
        if (expected.text() != null) {
            String wanted = WireText.canonical(branch.text(expected.text()));
            if (!wanted.equals(reply.text())) {
                problems.add(failure(expected.text().span(), "The text of the reply is another one.")
                        .expected(Shown.quoted(wanted))
                        .actual(Shown.quoted(reply.text()))
                        .build());
            }
        }
        if (expected.pattern() != null) {
            com.google.re2j.Pattern pattern = branch.pattern(expected.pattern());
            com.google.re2j.Matcher matcher = pattern.matcher(reply.text());
            if (matcher.find()) {
                pattern.namedGroups().forEach((name, group) -> {
                    String value = matcher.group(group);
                    captured.put(name, value == null ? "" : value);
                });
            } else {
                problems.add(failure(expected.pattern().span(), "The text of the reply does not match.")
                        .expected("a match of /" + pattern.pattern() + "/")
                        .actual(Shown.quoted(reply.text()))
                        .build());
            }
        }
    }

    private ProblemBuilder failure(Span span, String message) {
        return ProblemBuilder.failure(span, message).calls(branch.calls());
    }
}
