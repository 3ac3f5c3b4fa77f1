package dev.parley.wire;

import java.util.Arrays;

/** An immutable sequence of octets: a view of a part of an array that nobody changes any more. */
public final class Octets {
    public static final Octets EMPTY = new Octets(new byte[0], 0, 0);

    private final byte[] array;
    private final int from;
    private final int to;

    private Octets(byte[] array, int from, int to) {
        this.array = array;
        this.from = from;
        this.to = to;
    }

    /** All of an array, which is not copied and must not be changed afterwards. */
    public static Octets of(byte[] array) {
        return new Octets(array, 0, array.length);
    }

    /** A part of an array, which is not copied and must not be changed afterwards. */
    public static Octets of(byte[] array, int from, int to) {
        java.util.Objects.checkFromToIndex(from, to, array.length);
        return new Octets(array, from, to);
    }

    /** The octets a text stands for, by {@link WireText}. */
    public static Octets of(String text) {
        return of(WireText.encode(text));
    }

    public int length() {
        return to - from;
    }

    public boolean isEmpty() {
        return to == from;
    }

    public byte at(int index) {
        return array[from + java.util.Objects.checkIndex(index, length())];
    }

    public Octets part(int start, int end) {
        java.util.Objects.checkFromToIndex(start, end, length());
        return new Octets(array, from + start, from + end);
    }

    /** The offset of an octet at or behind a start, or -1. */
    public int indexOf(int octet, int start) {
        for (int i = from + start; i < to; i++) {
            if (array[i] == (byte) octet) {
                return i - from;
            }
        }
        return -1;
    }

    public boolean startsWith(String ascii) {
        return holds(ascii, 0);
    }

    public boolean endsWith(String ascii) {
        return holds(ascii, length() - ascii.length());
    }

    private boolean holds(String ascii, int start) {
        if (start < 0 || start + ascii.length() > length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (array[from + start + i] != (byte) ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** As text, by {@link WireText}. */
    public String text() {
        return WireText.decode(array, from, to);
    }

    /** A copy. */
    public byte[] toArray() {
        return Arrays.copyOfRange(array, from, to);
    }

    public void writeTo(java.io.OutputStream out) throws java.io.IOException {
        out.write(array, from, length());
    }

    /** These and then those. */
    public Octets plus(Octets more) {
        byte[] all = Arrays.copyOf(toArray(), length() + more.length());
        System.arraycopy(more.array, more.from, all, length(), more.length());
        return of(all);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets o && Arrays.equals(array, from, to, o.array, o.from, o.to);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** Their number; the octets may be a secret and stay out of messages. */
    @Override
    public String toString() {
        return length() + " octets";
    }
}
