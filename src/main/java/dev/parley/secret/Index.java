package dev.parley.secret;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Forms by their first four characters, so that a text is searched for all of them in one pass. Immutable. */
final class Index {
    private static final int FEWEST_BITS = 12;
    private static final int MOST_BITS = 22;

    private final Map<Long, List<Form>> forms;
    private final Set<String> beginnings = new HashSet<>();
    /** Which first characters occur at all, by a hash: most places of a text are passed over with one look. */
    private final long[] occurring;

    private final int shift;
    private final int size;
    private int longest;

    private Index(Map<Long, List<Form>> forms) {
        this.forms = forms;
        this.size = forms.values().stream().mapToInt(List::size).sum();
        int bits = Math.clamp(36L - Integer.numberOfLeadingZeros(forms.size()), FEWEST_BITS, MOST_BITS);
        this.occurring = new long[(1 << bits) / 64];
        this.shift = 64 - bits;
        forms.forEach((key, all) -> {
            occurring[bit(key) >> 6] |= 1L << bit(key);
            for (Form form : all) {
                beginnings.add(form.text().substring(0, Secrets.SHORTEST - 1));
                longest = Math.max(longest, form.text().length());
            }
        });
    }

    static Index of(Collection<Form> forms) {
        Map<Long, List<Form>> all = new HashMap<>();
        for (Form form : forms) {
            all.computeIfAbsent(key(form.text(), 0), _ -> new ArrayList<>(1)).add(form);
        }
        return new Index(all);
    }

    /** All of both. */
    Index with(Index other) {
        Map<Long, List<Form>> all = new HashMap<>(forms);
        other.forms.forEach((key, more) -> all.merge(key, more, (mine, theirs) -> {
            Set<Form> both = new java.util.LinkedHashSet<>(mine);
            both.addAll(theirs);
            return List.copyOf(both);
        }));
        return new Index(all);
    }

    /** How many forms there are. */
    int size() {
        return size;
    }

    /** The length of the longest form. */
    int longest() {
        return longest;
    }

    /** Whether a text is itself a form. */
    boolean holds(String text) {
        return text.length() >= Secrets.SHORTEST
                && at(key(text, 0)).stream().anyMatch(form -> form.text().equals(text));
    }

    /** Whether forms begin with these three characters. */
    boolean beginsAny(String three) {
        return beginnings.contains(three);
    }

    /** Whether forms may begin with these four characters; if not, none does. */
    boolean mayHold(long key) {
        int bit = bit(key);
        return (occurring[bit >> 6] & 1L << bit) != 0;
    }

    /** The forms that begin with these four characters. */
    List<Form> at(long key) {
        return forms.getOrDefault(key, List.of());
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

    private int bit(long key) {
        return (int) (key * 0x9E3779B97F4A7C15L >>> shift);
    }
}
