package dev.parley.wire;

/** Measures a body as it goes by, in any pieces: finds its end, counts, and keeps the beginning. */
final class BodyMeter {
    /** Enough to show how a body begins. */
    static final int LITTLE = 8 * 1024;

    /** Where transcripts are to hold all. */
    static final int MUCH = 1024 * 1024;

    private final int most;

    /** Whether LF alone ends a line, too. */
    private final boolean bareLf;

    private byte[] beginning = new byte[LITTLE];
    private int begun;
    private long size;
    private long lines;
    private long length;
    /** Of the line that is read: how much of it has come, its first octet, and the last one. */
    private long inLine;

    private byte first;
    private byte last;
    private boolean endedWithBareLf;

    /** @param most so many octets of the beginning are kept */
    BodyMeter(boolean bareLf, int most) {
        this.bareLf = bareLf;
        this.most = most;
    }

    /**
     * Takes the octets from {@code from} to before {@code to}.
     *
     * @return the offset behind the terminating line, or -1 when the body goes on
     */
    int take(byte[] octets, int from, int to) {
        for (int at = from; at < to; ) {
            if (inLine == 0) {
                first = octets[at];
            }
            int feed = at;
            while (feed < to && octets[feed] != '\n') {
                feed++;
            }
            int end = Math.min(feed + 1, to);
            boolean crlf = feed < to && (feed > at ? octets[feed - 1] : last) == '\r';
            keep(octets, at, end);
            inLine += end - at;
            length += end - at;
            last = octets[end - 1];
            at = end;
            if (feed < to) {
                boolean ends = crlf && inLine == 3;
                endedWithBareLf = bareLf && inLine == 2;
                if (first == '.' && (ends || endedWithBareLf)) {
                    begun = (int) Math.min(begun, size);
                    return at;
                }
                lines++;
                if (crlf || bareLf) {
                    size += first == '.' ? inLine - 1 : inLine;
                    inLine = 0;
                }
            }
        }
        return -1;
    }

    /** Without the dot of a line that begins with one; the terminating line is taken back at the end. */
    private void keep(byte[] octets, int from, int to) {
        int start = inLine == 0 && first == '.' ? from + 1 : from;
        int count = Math.min(to - start, most - begun);
        if (count > 0) {
            if (begun + count > beginning.length) {
                beginning = java.util.Arrays.copyOf(beginning, Math.min(most, Math.max(2 * begun, begun + count)));
            }
            System.arraycopy(octets, start, beginning, begun, count);
            begun += count;
        }
    }

    /** How many octets came, as on the wire. */
    long length() {
        return length;
    }

    /** Whether the terminating line ended with LF alone. */
    boolean endedWithBareLf() {
        return endedWithBareLf;
    }

    /** The first octets, unstuffed. */
    Octets beginning() {
        return Octets.of(beginning, 0, begun);
    }

    /** The whole, once its end has come. */
    Body body() {
        return Body.measured(Octets.of(java.util.Arrays.copyOf(beginning, begun)), size, lines);
    }
}
