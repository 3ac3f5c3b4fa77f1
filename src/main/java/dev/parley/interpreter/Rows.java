package dev.parley.interpreter;

import dev.parley.syntax.Each;
import dev.parley.syntax.Name;
import dev.parley.syntax.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@code for each} in a test goes over. */
final class Rows {
    private final Branch branch;

    Rows(Branch branch) {
        this.branch = branch;
    }

    /** The names and values of each round. */
    List<Map<String, @Nullable Object>> of(Each each) {
        return switch (each.source()) {
            case Source.Of of -> overValues(each, branch.read(of.value()));
            case Source.Csv csv -> throw notHere(csv);
            case Source.Json json -> throw notHere(json);
        };
    }

    private static Stop.Failed notHere(Source source) {
        return Stop.script(source.span(), "Data files stand in the header of a test.");
    }

    private List<Map<String, @Nullable Object>> overValues(Each each, @Nullable Object values) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        switch (values) {
            case Map<?, ?> map -> map.forEach((key, value) -> rows.add(row(each, key, value)));
            case Iterable<?> list -> list.forEach(element -> rows.add(row(each, element)));
            case null, default -> throw Stop.script(each.source().span(), "This should be a list, a range or a map.");
        }
        return rows;
    }

    private static Map<String, @Nullable Object> row(Each each, @Nullable Object... values) {
        List<Name> names = each.names();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        if (values.length == 2 && names.size() == 1) {
            row.put(names.getFirst().text(), values[0]);
            return row;
        }
        if (values.length == 1 && names.size() > 1 && values[0] instanceof List<?> pair) {
            for (int i = 0; i < names.size(); i++) {
                row.put(names.get(i).text(), i < pair.size() ? pair.get(i) : null);
            }
            return row;
        }
        if (values.length < names.size()) {
            throw Stop.script(each.span(), "There are " + names.size() + " names, and one value in each element.");
        }
        for (int i = 0; i < names.size(); i++) {
            row.put(names.get(i).text(), values[i]);
        }
        return row;
    }
}
