package dev.parley.config;

import dev.parley.source.Spelling;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The options of a run that a file may set, for all servers or in a profile. They are called like the options. */
final class Settings {
    private static final Map<String, Consumer<String>> KNOWN = known();

    private static final List<String> MEASURES =
            List.of("timeout", "run-timeout", "step-timeout", "login-timeout", "max-line", "max-body");

    private Settings() {}

    private static Map<String, Consumer<String>> known() {
        Map<String, Consumer<String>> known = new LinkedHashMap<>();
        for (String duration : List.of("timeout", "run-timeout", "step-timeout", "login-timeout")) {
            known.put(duration, Measures::duration);
        }
        for (String size : List.of("max-line", "max-body")) {
            known.put(size, Measures::size);
        }
        known.put("jobs", Settings::jobs);
        known.put("max-fail", value -> number(value, 0));
        known.put("repeat", value -> number(value, 1));
        for (String flag : List.of("strict-wire", "read-only", "fail-fast")) {
            known.put(flag, value -> oneOf(value, List.of("true", "false")));
        }
        known.put("groovy", value -> oneOf(value, List.of("on", "off")));
        known.put("no-tests", value -> oneOf(value, List.of("fail", "warn", "pass")));
        known.put("transcript", value -> oneOf(value, List.of("none", "tail", "full")));
        known.put("color", value -> oneOf(value, List.of("auto", "always", "never")));
        return known;
    }

    static Set<String> names() {
        return KNOWN.keySet();
    }

    /** Those that a table sets. */
    static Map<String, Setting> read(Section section, Mistakes mistakes) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        KNOWN.forEach((key, check) -> {
            Object value = section.get(key);
            if (value == null) {
                return;
            }
            if (!(value instanceof String || value instanceof Long || value instanceof Boolean)) {
                mistakes.error(
                        section.value(key), "This should be a single value, not " + Section.kind(value) + ".", null);
                return;
            }
            try {
                check.accept(value.toString());
                settings.put(key, new Setting(section.value(key), value.toString()));
            } catch (IllegalArgumentException e) {
                String hint = value instanceof Long && MEASURES.contains(key)
                        ? "a text in quotation marks, as `" + key + " = \"" + value
                                + (key.startsWith("max") ? "KB" : "s") + "\"`"
                        : null;
                mistakes.error(section.value(key), String.valueOf(e.getMessage()), hint);
            }
        });
        return settings;
    }

    private static void jobs(String value) {
        if (!value.equals("auto")) {
            number(value, 1);
        }
    }

    private static void number(String value, int least) {
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < least) {
            throw new IllegalArgumentException("This should be a number from " + least + ", not `" + value + "`.");
        }
    }

    private static void oneOf(String value, Collection<String> words) {
        if (!words.contains(value)) {
            String all = words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
            int last = all.lastIndexOf(", ");
            throw new IllegalArgumentException("This should be " + all.substring(0, last) + " or "
                    + all.substring(last + 2) + ", not `" + value + "`"
                    + Spelling.nearest(value, words)
                            .map(near -> "; did you mean `" + near + "`?")
                            .orElse("."));
        }
    }
}
