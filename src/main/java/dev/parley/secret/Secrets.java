package dev.parley.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** So many characters of secrets are known at most. */
    private static final long MOST = 1_000_000;

    /** So many of the texts that tests took for secrets are kept ready, and none that is longer. */
    private static final int MOST_READY = 100;

    private static final int LONGEST_READY = 100;

    private final Function<String, byte[]> encode;
    private final @Nullable Secrets outer;
    /** The forms of what tests of one run have in common, such as a password that each sends. */
    private final Map<String, Index> ready;

    private final Set<Secret> known = ConcurrentHashMap.newKeySet();
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final AtomicLong readings = new AtomicLong();
    private volatile List<Index> indices = List.of();
    private volatile boolean everything;
    private long size;

    /** @param encode the octets that a text stands for on the wire */
    public Secrets(Function<String, byte[]> encode) {
        this(encode, null);
    }

    private Secrets(Function<String, byte[]> encode, @Nullable Secrets outer) {
        this.encode = encode;
        this.outer = outer;
        this.ready = outer == null ? new ConcurrentHashMap<>() : outer.ready;
    }

    /** Those of a test, within these. */
    public Secrets within() {
        return new Secrets(encode, this);
    }

    /** Whether a secret is long enough to be masked. */
    public static boolean canBeMasked(Secret secret) {
        return secret.reveal().length() >= SHORTEST;
    }

    /** From now on it is masked; one too short is not. Where there are too many to know, all is masked. */
    public void add(Secret secret) {
        if (!canBeMasked(secret) || everything || !known.add(secret)) {
            return;
        }
        long distinct =
                Pieces.of(secret.reveal()).stream().mapToLong(String::length).sum();
        Index added = distinct > MOST ? Index.of(List.of()) : index(secret.reveal());
        synchronized (this) {
            size += distinct;
            everything |= size > MOST;
            List<Index> all = new ArrayList<>(indices);
            // Each is larger than all behind it, so that there are few, and few are made anew.
            while (!all.isEmpty() && all.getLast().size() <= added.size()) {
                added = all.removeLast().with(added);
            }
            all.add(added);
            indices = everything ? List.of() : List.copyOf(all);
        }
    }

    private Index index(String text) {
        Index known = ready.get(text);
        if (known != null) {
            return known;
        }
        Index made = Index.of(Forms.of(text, encode));
        if (text.length() <= LONGEST_READY && ready.size() < MOST_READY) {
            ready.put(text, made);
        }
        return made;
    }

    /** A login name, which everybody may see also where it was taken for part of a secret. */
    public void addName(String name) {
        names.add(name);
    }

    /** Like {@link #add} for what is only taken for a secret: what a script made of one, or sent as one. */
    public void suspect(String text) {
        if (!isName(text) && indices.stream().noneMatch(index -> index.holds(text))) {
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
        return holdsAll() || Search.finds(text, indices());
    }

    /** The text without secrets, and without the beginning of one where it was cut. */
    public String mask(String text) {
        List<Range> ranges = found(text);
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
        return found(text);
    }

    private List<Range> found(String text) {
        if (holdsAll()) {
            return text.isEmpty() ? List.of() : List.of(new Range(0, text.length()));
        }
        return Search.in(text, indices());
    }

    private List<Index> indices() {
        List<Index> all = new ArrayList<>(indices);
        for (Secrets level = outer; level != null; level = level.outer) {
            all.addAll(level.indices);
        }
        return all;
    }

    private boolean holdsAll() {
        return everything || outer != null && outer.holdsAll();
    }
}
