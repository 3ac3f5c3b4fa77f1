package dev.parley.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the status line and the end of a multi-line reply (RFC 1939 §3): kept, or only measured as it
 * went by.
 *
 * <p>Safe for use by several threads; lines are cut on first use, so that a body nobody looks at costs nothing.
 */
public final class Body {
    private final @Nullable Octets raw;
    private final Octets content;
    private final long size;
    private volatile @Nullable List<String> lines;
    private volatile long lineCount;

    private Body(@Nullable Octets raw, Octets content, long size, long lineCount) {
        this.raw = raw;
        this.content = content;
        this.size = size;
        this.lineCount = lineCount;
    }

    /**
     * @param raw as on the wire, byte-stuffed, the terminating dot line included
     * @param content unstuffed, without the terminating dot line
     */
    static Body kept(Octets raw, Octets content) {
        return new Body(raw, content, content.length(), -1);
    }

    /**
     * @param beginning the first octets of the content
     * @param size of the content, in octets
     */
    static Body measured(Octets beginning, long size, long lineCount) {
        return new Body(null, beginning, size, lineCount);
    }

    /** @throws IllegalStateException when it was only measured */
    public Octets raw() {
        Octets kept = raw;
        if (kept == null) {
            throw notKept();
        }
        return kept;
    }

    /** @throws IllegalStateException when it was only measured */
    public Octets content() {
        if (raw == null) {
            throw notKept();
        }
        return content;
    }

    /** Whether it is here, and not only its measures. */
    public boolean isKept() {
        return raw != null;
    }

    /** The first octets of the content; all of it when it was kept. */
    public Octets beginning() {
        return content;
    }

    /** How many octets the content has. */
    public long size() {
        return size;
    }

    /** How many lines the content has. */
    public long lineCount() {
        if (lineCount < 0) {
            lineCount = lines().size();
        }
        return lineCount;
    }

    /**
     * The lines of the content without their line ends, CRLF or LF.
     *
     * @throws IllegalStateException when it was only measured
     */
    public List<String> lines() {
        List<String> known = lines;
        if (known == null) {
            known = cut(content());
            lines = known;
        }
        return known;
    }

    private static IllegalStateException notKept() {
        return new IllegalStateException("The body was measured and not kept.");
    }

    private static List<String> cut(Octets content) {
        List<String> cut = new ArrayList<>();
        for (int start = 0; start < content.length(); ) {
            int feed = content.indexOf('\n', start);
            int end = feed < 0 ? content.length() : feed;
            int next = feed < 0 ? end : feed + 1;
            if (feed > start && content.at(feed - 1) == '\r') {
                end--;
            }
            cut.add(content.part(start, end).text());
            start = next;
        }
        return Collections.unmodifiableList(cut);
    }
}
