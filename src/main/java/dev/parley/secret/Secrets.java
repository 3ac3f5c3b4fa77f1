package dev.parley.secret;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that must not be shown, and the mask over it: secrets that were given, what scripts made of them, what was sent
 * where a password stands.
 *
 * <p>A run has one, each test one of its own within it, because what a test sends as a password may be an ordinary word
 * to the next. Safe for use by several threads.
 */
public final class Secrets {
    /** A shorter secret is not masked: half of every text would be. */
    public static final int SHORTEST = 4;

    /** So much of the beginning of a secret may stand where a text was cut. */
    private static final int HARMLESS = 2;

    private static final char CUT = '…';

    private final Function<String, byte[]> encode;
    private final @Nullable Secrets outer;
    private final Set<Secret> known = ConcurrentHashMap.newKeySet();
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final AtomicLong readings = new AtomicLong();
    private volatile Index index = Index.EMPTY;

    /** @param encode the octets that a text stands for on the wire */
    public Secrets(Function<String, byte[]> encode) {
        this(encode, null);
    }

    private Secrets(Function<String, byte[]> encode, @Nullable Secrets outer) {
        this.encode = encode;
        this.outer = outer;
    }

    /** Those of a test, within these. */
    public Secrets within() {
        return new Secrets(encode, this);
    }

    /** Whether a secret is long enough to be masked. */
    public static boolean canBeMasked(Secret secret) {
        return secret.reveal().length() >= SHORTEST;
    }

    /** From now on it is masked; one too short is not. */
    public void add(Secret secret) {
        if (canBeMasked(secret) && known.add(secret)) {
            Set<Form> forms = Forms.of(secret.reveal(), encode.apply(secret.reveal()));
            synchronized (this) {
                index = index.with(forms);
            }
        }
    }

    /** A login name, which everybody may see also where it was taken for part of a secret. */
    public void addName(String name) {
        names.add(name);
    }

    /** Like {@link #add} for what is only taken for a secret: what a script made of one, or sent as one. */
    public void suspect(String text) {
        if (!isName(text) && !index.holds(text)) {
            add(Secret.of(text));
        }
    }

    private boolean isName(String text) {
        return names.contains(text) || outer != null && outer.isName(text);
    }

    /** Gives the text of a secret to a script, and takes note that what comes of it may be one. */
    public String read(Secret secret) {
        readings.incrementAndGet();
        return secret.reveal();
    }

    /** How often secrets have been read. */
    public long readings() {
        return readings.get();
    }

    /** Whether a text holds a secret in one of its forms. */
    public boolean areIn(String text) {
        return !found(text, true).isEmpty();
    }

    /** The text without secrets, and without the beginning of one where it was cut. */
    public String mask(String text) {
        List<Range> ranges = found(text, false);
        if (ranges.isEmpty()) {
            return text;
        }
        StringBuilder masked = new StringBuilder(text.length());
        int at = 0;
        for (Range range : ranges) {
            masked.append(text, at, range.from()).append(Secret.MASK);
            at = range.to();
        }
        return masked.append(text, at, text.length()).toString();
    }

    /** A part of a text that must not be shown, from an offset to before another. */
    public record Range(int from, int to) {}

    /** What must be masked in a text, in order, no two of them touching. */
    public List<Range> ranges(String text) {
        return found(text, false);
    }

    private List<Range> found(String text, boolean oneIsEnough) {
        List<Index> indices = new ArrayList<>(2);
        for (Secrets level = this; level != null; level = level.outer) {
            if (!level.index.isEmpty()) {
                indices.add(level.index);
            }
        }
        if (indices.isEmpty()) {
            return List.of();
        }
        List<Range> ranges = new ArrayList<>();
        long key = 0;
        for (int i = 0; i < text.length(); i++) {
            key = Index.next(key, text.charAt(i));
            int start = i - SHORTEST + 1;
            for (int level = 0; start >= 0 && level < indices.size(); level++) {
                for (Form form : indices.get(level).at(key)) {
                    if (text.startsWith(form.text(), start)) {
                        ranges.add(range(form, text, start));
                    }
                }
            }
            if (text.charAt(i) == CUT) {
                cutOff(text, i, indices, ranges);
            }
            if (oneIsEnough && !ranges.isEmpty()) {
                return ranges;
            }
        }
        return ranges.size() < 2 ? ranges : joined(ranges);
    }

    private static Range range(Form form, String text, int start) {
        int end = start + form.text().length();
        return form.run() ? new Range(Form.startOfRun(text, start), Form.endOfRun(text, end)) : new Range(start, end);
    }

    /** Before the sign for what was cut off, the beginning of a secret is as good as all of it. */
    private static void cutOff(String text, int at, List<Index> indices, List<Range> ranges) {
        int end = at;
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '"')) {
            end--;
        }
        for (Index level : indices) {
            for (List<Form> forms : level.all()) {
                for (Form form : forms) {
                    int longest = Math.min(form.text().length() - 1, end);
                    for (int length = longest; length > HARMLESS; length--) {
                        if (text.startsWith(form.text().substring(0, length), end - length)) {
                            ranges.add(new Range(end - length, end));
                            break;
                        }
                    }
                }
            }
        }
    }

    private static List<Range> joined(List<Range> ranges) {
        List<Range> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparingInt(Range::from));
        List<Range> joined = new ArrayList<>();
        Range last = sorted.getFirst();
        for (Range range : sorted) {
            if (range.from() <= last.to()) {
                last = new Range(last.from(), Math.max(last.to(), range.to()));
            } else {
                joined.add(last);
                last = range;
            }
        }
        joined.add(last);
        return joined;
    }
}
