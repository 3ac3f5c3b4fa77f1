package dev.parley.program;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** The whole numbers from a first to a last one, not held in memory. */
final class LongRange extends AbstractList<Long> implements RandomAccess {
    private final long first;
    private final int size;

    LongRange(long first, long last) {
        this.first = first;
        this.size = Math.toIntExact(Math.subtractExact(last, first) + 1);
    }

    @Override
    public Long get(int index) {
        return first + Objects.checkIndex(index, size);
    }

    @Override
    public int size() {
        return size;
    }
}
