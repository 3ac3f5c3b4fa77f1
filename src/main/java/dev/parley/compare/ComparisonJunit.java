package dev.parley.compare;

import dev.parley.difference.Severity;
import dev.parley.report.JunitCases;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** A comparison as JUnit XML: a case for each difference that is not volatile, a failed one when it is breaking. */
public final class ComparisonJunit {
    private ComparisonJunit() {}

    public static void write(Comparison comparison, Writer target) {
        List<JunitCases.Case> cases = new ArrayList<>();
        for (Difference difference : comparison.differences()) {
            if (difference.severity() != Severity.VOLATILE) {
                cases.add(of(difference));
            }
        }
        if (comparison.count(Severity.BREAKING) == 0) {
            cases.add(new JunitCases.Case("nothing breaks", "comparison", null, ""));
        }
        JunitCases.write(comparison.before() + " → " + comparison.after(), cases, target);
    }

    private static JunitCases.Case of(Difference difference) {
        String place = difference.place().isEmpty() ? "" : ", " + difference.place();
        return new JunitCases.Case(
                difference.subject() + place,
                difference.kind().word(),
                difference.severity() == Severity.BREAKING ? difference.kind().sentence() : null,
                "- " + difference.before() + "\n+ " + difference.after() + "\n");
    }
}
