package dev.parley.interpreter;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a failure may come from, in so far as it was seen, and what to do.
 *
 * @param note a sentence or two
 * @param hint what to write instead, or null
 */
record Advice(String note, @Nullable String hint) {
    /** The problem with the notes, and with the first hint if it has none. */
    static Problem on(Problem problem, List<Advice> all) {
        List<String> notes = new ArrayList<>(problem.notes());
        String hint = problem.hint();
        for (Advice advice : all) {
            notes.add(advice.note());
            hint = hint == null ? advice.hint() : hint;
        }
        return new Problem(
                problem.kind(),
                problem.span(),
                problem.message(),
                problem.label(),
                problem.expected(),
                problem.actual(),
                notes,
                hint,
                problem.calls());
    }
}
