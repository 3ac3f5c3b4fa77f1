package dev.parley.compare;

import dev.parley.difference.Kind;
import dev.parley.interpreter.Recorded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a script recorded, before and after. It is compared as it is: who records a value says that it has to stay. */
final class RecordedComparison {
    private static final int SHOWN = 10;

    private RecordedComparison() {}

    /** @param subject the test, as reports call it */
    static List<Difference> of(String subject, List<Recorded> before, List<Recorded> after) {
        Map<String, Recorded> old = byName(before);
        Map<String, Recorded> now = byName(after);
        List<Difference> differences = new ArrayList<>();
        old.forEach((name, value) -> {
            Recorded other = now.get(name);
            if (other == null) {
                differences.add(
                        Difference.of(Kind.RECORDED_ALONE, subject, place(name), shown(value, List.of()), null));
            } else if (!value.digest().equals(other.digest())) {
                differences.add(Difference.of(
                        reordered(value, other) ? Kind.ORDER : Kind.RECORDED,
                        subject,
                        place(name),
                        shown(value, other.lines()),
                        shown(other, value.lines())));
            }
        });
        now.forEach((name, value) -> {
            if (!old.containsKey(name)) {
                differences.add(
                        Difference.of(Kind.RECORDED_ALONE, subject, place(name), null, shown(value, List.of())));
            }
        });
        return differences;
    }

    private static String place(String name) {
        return "recorded " + name;
    }

    /** Of several values of one name, as a loop records them, each is compared with the one that came in its turn. */
    private static Map<String, Recorded> byName(List<Recorded> values) {
        Map<String, Recorded> byName = new LinkedHashMap<>();
        for (Recorded value : values) {
            String name = value.name();
            for (int n = 2; byName.containsKey(name); n++) {
                name = value.name() + ", time " + n;
            }
            byName.put(name, value);
        }
        return byName;
    }

    private static boolean reordered(Recorded old, Recorded now) {
        return old.count() == old.lines().size()
                && old.lines().stream()
                        .sorted()
                        .toList()
                        .equals(now.lines().stream().sorted().toList());
    }

    /** The first lines that the other has not at the same place; of a short value all. */
    private static String shown(Recorded value, List<String> others) {
        List<String> lines = value.lines();
        if (lines.size() > SHOWN && !others.isEmpty()) {
            List<String> own = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                if (i >= others.size() || !lines.get(i).equals(others.get(i))) {
                    own.add(lines.get(i));
                }
            }
            lines = own.isEmpty() ? lines : own;
        }
        if (value.count() == 0) {
            return "nothing";
        }
        String first = String.join("\n", lines.subList(0, Math.min(SHOWN, lines.size())));
        return lines.size() <= SHOWN ? first : first + "\n… " + (lines.size() - SHOWN) + " more";
    }
}
