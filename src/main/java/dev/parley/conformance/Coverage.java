package dev.parley.conformance;

import dev.parley.program.Loaded;
import dev.parley.program.ProgramLoader;
import dev.parley.program.TestCase;
import dev.parley.requirement.Catalogue;
import dev.parley.requirement.Requirement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which tests cover which rows. */
public final class Coverage {
    private final Map<String, List<CoveringTest>> tests = new LinkedHashMap<>();
    private final List<CoveringTest> all = new ArrayList<>();
    private final List<Loaded.Rejected> rejected = new ArrayList<>();
    private final Map<String, String> notCovered;

    /** A test of the suite. */
    public record CoveringTest(String file, int line, String name, Set<String> tags, List<String> rows) {}

    private Coverage(Map<String, String> notCovered) {
        this.notCovered = notCovered;
    }

    /** Loads all scripts of the suite. */
    public static Coverage of(Suite suite, ProgramLoader loader) {
        Coverage coverage = new Coverage(suite.notCovered());
        for (Path script : suite.scripts()) {
            switch (loader.load(script)) {
                case Loaded.Rejected rejected -> coverage.rejected.add(rejected);
                case Loaded.Accepted accepted ->
                    accepted.program().tests().forEach(test -> coverage.add(suite.nameOf(script), test));
            }
        }
        return coverage;
    }

    private void add(String file, TestCase test) {
        CoveringTest covering =
                new CoveringTest(file, test.span().line(), test.name(), test.tags(), test.requirements());
        all.add(covering);
        test.requirements()
                .forEach(row ->
                        tests.computeIfAbsent(row, _ -> new ArrayList<>()).add(covering));
    }

    /** The tests of a row, in the order of the suite. */
    public List<CoveringTest> testsOf(Requirement row) {
        return List.copyOf(tests.getOrDefault(row.id(), List.of()));
    }

    /** All tests, also those that cover no row. */
    public List<CoveringTest> tests() {
        return List.copyOf(all);
    }

    /** Scripts that cannot run: a fault of the suite. */
    public List<Loaded.Rejected> rejected() {
        return List.copyOf(rejected);
    }

    /** Why a row has no test. */
    public String reason(Requirement row) {
        String reason = notCovered.get(row.id());
        if (reason != null) {
            return reason;
        }
        return row.needs().isEmpty()
                ? "the suite has no test of it yet"
                : "the suite has no test of it yet; it needs " + String.join(", ", row.needs());
    }

    /** Rows that are said to have no test, and are not in the catalogue or have one all the same. */
    public List<String> mistakes() {
        return notCovered.keySet().stream()
                .filter(id -> Catalogue.find(id).isEmpty() || tests.containsKey(id))
                .toList();
    }
}
