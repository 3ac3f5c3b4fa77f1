package dev.parley.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the status line and the end of a multi-line reply (RFC 1939 §3).
 *
 * <p>Safe for use by several threads; lines are cut on first use, so that a body nobody looks at costs nothing.
 */
public final class Body {
    private final Octets raw;
    private final Octets content;
    private volatile @Nullable List<String> lines;

    /**
     * @param raw as on the wire, byte-stuffed, the terminating dot line included
     * @param content unstuffed, without the terminating dot line
     */
    public Body(Octets raw, Octets content) {
        this.raw = raw;
        this.content = content;
    }

    public Octets raw() {
        return raw;
    }

    public Octets content() {
        return content;
    }

    /** The lines of the content without their line ends, CRLF or LF. */
    public List<String> lines() {
        List<String> known = lines;
        if (known == null) {
            known = cut();
            lines = known;
        }
        return known;
    }

    private List<String> cut() {
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
