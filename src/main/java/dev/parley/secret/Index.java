package dev.parley.secret;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Forms by their first four characters, so that a text is searched for all of them in one pass. Immutable. */
final class Index {
    static final Index EMPTY = new Index(Map.of());

    private static final int BITS = 1 << 12;

    private final Map<Long, List<Form>> forms;
    /** Which first characters occur at all, by a hash: most places of a text are passed over with one look. */
    private final long[] occurring = new long[BITS / 64];

    private Index(Map<Long, List<Form>> forms) {
        this.forms = forms;
        forms.keySet().forEach(key -> occurring[bit(key) >> 6] |= 1L << bit(key));
    }

    Index with(Collection<Form> more) {
        Map<Long, List<Form>> all = new HashMap<>(forms);
        for (Form form : more) {
            all.merge(key(form.text(), 0), List.of(form), (before, added) -> {
                if (before.contains(form)) {
                    return before;
                }
                List<Form> both = new ArrayList<>(before);
                both.addAll(added);
                return List.copyOf(both);
            });
        }
        return new Index(all);
    }

    boolean isEmpty() {
        return forms.isEmpty();
    }

    /** Whether a text is itself a form. */
    boolean holds(String text) {
        return text.length() >= Secrets.SHORTEST
                && at(key(text, 0)).stream().anyMatch(form -> form.text().equals(text));
    }

    Collection<List<Form>> all() {
        return forms.values();
    }

    /** The forms that begin with these four characters. */
    List<Form> at(long key) {
        int bit = bit(key);
        return (occurring[bit >> 6] & 1L << bit) == 0 ? List.of() : forms.getOrDefault(key, List.of());
    }

    /** Four characters from an offset. */
    static long key(String text, int at) {
        return next(
                next(next(next(0, text.charAt(at)), text.charAt(at + 1)), text.charAt(at + 2)), text.charAt(at + 3));
    }

    /** The key one character further on. */
    static long next(long key, char c) {
        return key << 16 | c;
    }

    private static int bit(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> 52);
    }
}
