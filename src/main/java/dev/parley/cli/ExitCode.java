package dev.parley.cli;

import dev.parley.report.ProblemRecord;
import dev.parley.report.RunRecord;
import dev.parley.report.TestRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What the process says when it ends. */
enum ExitCode {
    OK(0),
    FAILED(1),
    SCRIPT(2),
    COULD_NOT_RUN(3),
    NO_TESTS(4),
    USAGE(64),
    INTERNAL(70),
    INTERRUPTED(130);

    private static final List<ExitCode> WORST_FIRST =
            List.of(INTERNAL, INTERRUPTED, SCRIPT, COULD_NOT_RUN, FAILED, NO_TESTS, OK);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static ExitCode worst(Collection<ExitCode> codes) {
        return WORST_FIRST.stream().filter(codes::contains).findFirst().orElse(OK);
    }

    /** What the problems of a run amount to. A run cut short tells nothing of the tests it skipped. */
    static ExitCode of(RunRecord run) {
        return worst(codes(run));
    }

    /** The same without the tests that failed. */
    static ExitCode ofErrors(RunRecord run) {
        return worst(codes(run).stream().filter(code -> code != FAILED).toList());
    }

    private static List<ExitCode> codes(RunRecord run) {
        List<ExitCode> codes = new ArrayList<>();
        if (run.cutShort() != null) {
            codes.add(COULD_NOT_RUN);
        }
        run.tests().stream()
                .filter(TestRecord::isBad)
                .flatMap(test -> test.problems().stream())
                .map(problem -> of(problem.kind()))
                .forEach(codes::add);
        return codes;
    }

    private static ExitCode of(ProblemRecord.Kind kind) {
        return switch (kind) {
            case FAILURE -> FAILED;
            case SCRIPT -> SCRIPT;
            case COULD_NOT_RUN -> COULD_NOT_RUN;
            case INTERNAL -> INTERNAL;
        };
    }
}
