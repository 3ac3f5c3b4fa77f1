package dev.parley.program;

import dev.parley.expression.EvaluationException;
import dev.parley.syntax.Name;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the elements of lists and maps to the names of a loop. */
final class Rounds {
    private Rounds() {}

    /** One name takes an element, or a key of a map; several take the parts of a pair, or key and value. */
    static List<Map<String, @Nullable Object>> of(List<Name> names, @Nullable Object values) {
        List<Map<String, @Nullable Object>> rounds = new ArrayList<>();
        switch (values) {
            case Map<?, ?> map ->
                map.forEach((key, value) -> {
                    List<@Nullable Object> pair = new ArrayList<>();
                    pair.add(key);
                    pair.add(value);
                    rounds.add(round(names, names.size() == 1 ? pair.subList(0, 1) : pair));
                });
            case Iterable<?> elements ->
                elements.forEach(element -> rounds.add(round(
                        names,
                        names.size() > 1 && element instanceof List<?> parts
                                ? parts
                                : Collections.singletonList(element))));
            case null -> throw new EvaluationException("A loop goes over a list, a range or a map, not over null.");
            default -> throw new EvaluationException("A loop goes over a list, a range or a map.");
        }
        return rounds;
    }

    private static Map<String, @Nullable Object> round(List<Name> names, List<?> values) {
        if (values.size() != names.size()) {
            throw new EvaluationException("The loop has " + count(names.size(), "name") + ", and an element has "
                    + count(values.size(), "part") + ".");
        }
        Map<String, @Nullable Object> round = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            round.put(names.get(i).text(), values.get(i));
        }
        return round;
    }

    private static String count(int number, String what) {
        return number == 1 ? "one " + what : number + " " + what + "s";
    }
}
