package dev.parley.config;

import dev.parley.source.Span;
import dev.parley.source.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** One table of the file: its values by key, of the type that is wanted, or a mistake at the value's place. */
final class Section {
    private final TomlText text;
    private final TomlTable table;
    private final Span header;
    private final Mistakes mistakes;

    /** @param header stands for what is missing in the table */
    Section(TomlText text, TomlTable table, Span header, Mistakes mistakes) {
        this.text = text;
        this.table = table;
        this.header = header;
        this.mistakes = mistakes;
    }

    Span header() {
        return header;
    }

    /** In the order of the file. */
    List<String> keys() {
        return table.keySet().stream()
                .sorted(java.util.Comparator.comparingInt(key -> key(key).start()))
                .toList();
    }

    boolean has(String key) {
        return table.contains(List.of(key));
    }

    Span key(String key) {
        return text.key(table.inputPositionOf(List.of(key)));
    }

    Span value(String key) {
        return text.value(table.inputPositionOf(List.of(key)));
    }

    /** @param where as in "in a profile" */
    void refuseUnknown(Collection<String> known, String where) {
        for (String key : keys()) {
            if (!known.contains(key)) {
                mistakes.error(
                        key(key),
                        "There is no key `" + key + "` " + where + ".",
                        Spelling.didYouMean(key, known).orElse("there are " + listed(known)));
            }
        }
    }

    private static String listed(Collection<String> known) {
        return new TreeSet<>(known).stream().map(key -> "`" + key + "`").collect(Collectors.joining(", "));
    }

    /** @param example as it would stand in the file, for the hint */
    Optional<String> text(String key, String example) {
        Object value = get(key);
        if (value instanceof String found && !found.isBlank()) {
            return Optional.of(found);
        }
        if (value != null) {
            String message =
                    value instanceof String ? "This text is empty." : "This should be a text, not " + kind(value) + ".";
            mistakes.error(value(key), message, "write it as `" + key + " = \"" + example + "\"`");
        }
        return Optional.empty();
    }

    /** A table, also one in braces; a mistake when the value is none. */
    Optional<Section> table(String key, String example) {
        Object value = get(key);
        if (value instanceof TomlTable found) {
            return Optional.of(new Section(text, found, key(key), mistakes));
        }
        if (value != null) {
            mistakes.error(
                    value(key), "This should be a table, not " + kind(value) + ".", "write it as `" + example + "`");
        }
        return Optional.empty();
    }

    /** A table if there is one, without a word about what is none. */
    Optional<Section> inner(String key) {
        return get(key) instanceof TomlTable found
                ? Optional.of(new Section(text, found, key(key), mistakes))
                : Optional.empty();
    }

    /**
     * The tables in a table of tables.
     *
     * @param what begins the sentence about one that is none, as "A user is"
     */
    List<Map.Entry<String, Section>> tables(String key, String example, String what) {
        List<Map.Entry<String, Section>> found = new ArrayList<>();
        table(key, example)
                .ifPresent(outer -> outer.keys().forEach(name -> {
                    if (outer.get(name) instanceof TomlTable inner) {
                        found.add(Map.entry(name, new Section(text, inner, outer.key(name), mistakes)));
                    } else {
                        mistakes.error(
                                outer.key(name),
                                what + " a table with a name, and `" + name + "` is " + kind(outer.get(name)) + ".",
                                "write it as `" + example + "`");
                    }
                }));
        return found;
    }

    /** The tables of a list of them, as each {@code [[…]]} begins one. */
    List<Section> list(String key, String example) {
        Object value = get(key);
        List<Section> found = new ArrayList<>();
        if (value instanceof TomlArray list) {
            for (int i = 0; i < list.size(); i++) {
                Span place = text.element(list.inputPositionOf(i));
                if (list.get(i) instanceof TomlTable inner) {
                    found.add(new Section(text, inner, place, mistakes));
                } else {
                    mistakes.error(
                            place,
                            "This should be a table, not " + kind(list.get(i)) + ".",
                            "write it as `" + example + "`");
                }
            }
        } else if (value != null) {
            mistakes.error(
                    key(key),
                    "There may be several of `" + key + "`, so each is a table of its own in a list.",
                    "write it as `" + example + "`");
        }
        return found;
    }

    /** The words of a command: a list of texts, or one text that is split at blanks. */
    Optional<List<String>> command(String key) {
        Object value = get(key);
        return switch (value) {
            case null -> Optional.empty();
            case String line -> split(key, line);
            case TomlArray list -> words(key, list);
            default -> {
                mistakes.error(
                        value(key),
                        "This should be a command, not " + kind(value) + ".",
                        "write it as `" + key + " = [\"doveadm\", \"reload\"]`");
                yield Optional.empty();
            }
        };
    }

    private Optional<List<String>> split(String key, String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        Optional<String> shell = line.chars()
                .filter(c -> "'\"`\\|&;<>$*?~".indexOf(c) >= 0)
                .mapToObj(c -> Character.toString(c))
                .findFirst();
        if (shell.isPresent()) {
            mistakes.error(
                    value(key),
                    "This command has `" + shell.get()
                            + "`, which only a shell understands; one text is split at blanks.",
                    "write a list of words; for a shell `[\"sh\", \"-c\", \"...\"]`");
            return Optional.empty();
        }
        if (line.isBlank()) {
            mistakes.error(value(key), "This command has no words.", null);
            return Optional.empty();
        }
        return Optional.of(words);
    }

    private Optional<List<String>> words(String key, TomlArray list) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof String word) {
                words.add(word);
            } else {
                mistakes.error(
                        text.element(list.inputPositionOf(i)),
                        "A word of a command is a text, not " + kind(list.get(i)) + ".",
                        "put it into quotation marks");
            }
        }
        if (list.isEmpty() || list.get(0) instanceof String first && first.isBlank()) {
            mistakes.error(value(key), "This command has no program.", "its first word is the program to run");
            return Optional.empty();
        }
        return words.size() == list.size() ? Optional.of(words) : Optional.empty();
    }

    @Nullable
    Object get(String key) {
        return table.get(List.of(key));
    }

    static String kind(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case String _ -> "a text";
            case Long _ -> "a number";
            case Double _ -> "a number";
            case Boolean _ -> "`" + value + "`";
            case TomlArray _ -> "a list";
            case TomlTable _ -> "a table";
            default -> "a date or time";
        };
    }
}
