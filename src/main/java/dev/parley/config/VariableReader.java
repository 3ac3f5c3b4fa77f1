package dev.parley.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the tables {@code [var]} and {@code [secret]}, of the file or of a profile. */
final class VariableReader {
    static final List<String> TABLES = List.of("var", "secret");

    private final Path directory;
    private final Mistakes mistakes;

    VariableReader(Path directory, Mistakes mistakes) {
        this.directory = directory;
        this.mistakes = mistakes;
    }

    List<GivenVariable> read(Section section) {
        List<GivenVariable> variables = new ArrayList<>();
        section.table("var", "[var]")
                .ifPresent(table -> table.keys().forEach(name -> {
                    Object value = table.get(name);
                    if (isName(table, name)) {
                        if (value instanceof String || value instanceof Long || value instanceof Boolean) {
                            variables.add(new GivenVariable(
                                    table.key(name),
                                    name,
                                    false,
                                    new SecretSource.Literal(table.value(name), value.toString())));
                        } else {
                            mistakes.error(
                                    table.value(name),
                                    "A variable is a text, a number, `true` or `false`, not " + Section.kind(value)
                                            + ".",
                                    null);
                        }
                    }
                }));
        section.table("secret", "[secret]")
                .ifPresent(table -> table.keys().forEach(name -> {
                    if (isName(table, name)) {
                        SecretSource source =
                                new SecretReader(directory, mistakes).read(table, name, name.toUpperCase(Locale.ROOT));
                        if (source != null) {
                            variables.add(new GivenVariable(table.key(name), name, true, source));
                        }
                    }
                }));
        return variables;
    }

    private boolean isName(Section table, String name) {
        if (!Assignments.isName(name)) {
            mistakes.error(
                    table.key(name),
                    "A variable is called by a word of letters, digits and `_`, not `" + name + "`.",
                    null);
            return false;
        }
        return true;
    }
}
