package dev.parley.compare;

import dev.parley.compare.Baseline.SessionTrace;
import dev.parley.compare.Baseline.TestTrace;
import dev.parley.difference.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What came of the same tests before and after. Of several rounds the worst outcome counts, and the first dialogue. */
final class TestComparison {
    /** The worst first: what is not listed counts as least bad. */
    private static final List<String> WORST = List.of("ERROR", "FAIL", "SKIP", "KNOWN");

    private static final String PASSED = "PASS";

    private TestComparison() {}

    private record Key(String file, String name) {}

    static List<Difference> of(List<TestTrace> before, List<TestTrace> after) {
        Map<Key, TestTrace> old = byTest(before);
        Map<Key, TestTrace> now = byTest(after);
        List<Difference> differences = new ArrayList<>();
        old.forEach((key, trace) -> differences.addAll(compare(trace, now.get(key))));
        now.forEach((key, trace) -> {
            if (!old.containsKey(key)) {
                differences.add(Difference.of(Kind.TEST_ALONE, trace.subject(), "", null, trace.outcome()));
            }
        });
        return differences;
    }

    private static Map<Key, TestTrace> byTest(List<TestTrace> traces) {
        return traces.stream()
                .collect(Collectors.toMap(
                        trace -> new Key(trace.file(), trace.name()),
                        Function.identity(),
                        (first, next) -> rank(next) < rank(first) ? next : first,
                        LinkedHashMap::new));
    }

    private static int rank(TestTrace trace) {
        int rank = WORST.indexOf(trace.outcome());
        return rank < 0 ? WORST.size() : rank;
    }

    private static List<Difference> compare(TestTrace old, @Nullable TestTrace now) {
        if (now == null) {
            return List.of(Difference.of(Kind.TEST_ALONE, old.subject(), "", old.outcome(), null));
        }
        List<Difference> differences = new ArrayList<>();
        if (!old.outcome().equals(now.outcome())) {
            differences.add(Difference.of(kind(old, now), old.subject(), "", shown(old), shown(now)));
        }
        alone(old.remarks(), now.remarks())
                .forEach(remark -> differences.add(Difference.of(Kind.REMARK_GONE, old.subject(), "", remark, null)));
        alone(now.remarks(), old.remarks())
                .forEach(remark -> differences.add(Difference.of(Kind.REMARK_NEW, old.subject(), "", null, remark)));
        differences.addAll(RecordedComparison.of(old.subject(), old.recorded(), now.recorded()));
        Map<String, SessionTrace> sessions = bySession(now);
        bySession(old).forEach((name, session) -> {
            SessionTrace other = sessions.get(name);
            if (other != null) {
                differences.addAll(DialogueComparison.of(old.subject(), session, other));
            } else {
                differences.add(Difference.of(Kind.STEPS, old.subject(), "session " + name, "opened", null));
            }
        });
        return differences;
    }

    /** What others has not, ids and times apart. */
    private static List<String> alone(List<String> remarks, List<String> others) {
        Set<String> known = others.stream().map(Steady::text).collect(Collectors.toSet());
        return remarks.stream()
                .filter(remark -> !known.contains(Steady.text(remark)))
                .distinct()
                .toList();
    }

    private static Kind kind(TestTrace old, TestTrace now) {
        boolean fails = rank(now) <= WORST.indexOf("FAIL");
        if (old.outcome().equals(PASSED)) {
            return fails ? Kind.TEST_BROKEN : Kind.TEST_OUTCOME;
        }
        return now.outcome().equals(PASSED) && rank(old) <= WORST.indexOf("FAIL")
                ? Kind.TEST_MENDED
                : Kind.TEST_OUTCOME;
    }

    private static String shown(TestTrace trace) {
        return trace.reason() == null ? trace.outcome() : trace.outcome() + ": " + trace.reason();
    }

    /** Sessions of one name one after the other are told apart by their number. */
    private static Map<String, SessionTrace> bySession(TestTrace trace) {
        Map<String, SessionTrace> sessions = new LinkedHashMap<>();
        for (SessionTrace session : trace.sessions()) {
            String name = session.name();
            for (int n = 2; sessions.containsKey(name); n++) {
                name = session.name() + " " + n;
            }
            sessions.put(name, new SessionTrace(name, session.exchanges()));
        }
        return sessions;
    }
}
