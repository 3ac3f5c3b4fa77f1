package dev.parley.parse;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;

/** A string as ANTLR reads it, by UTF-16 units, so that positions of tokens are offsets into the string. */
final class TextStream implements CharStream {
    private final String name;
    private final String text;
    private int at;

    TextStream(String name, String text) {
        this.name = name;
        this.text = text;
    }

    String text() {
        return text;
    }

    @Override
    public String getText(Interval interval) {
        return interval.a >= text.length() ? "" : text.substring(interval.a, Math.min(interval.b + 1, text.length()));
    }

    @Override
    public void consume() {
        if (at >= text.length()) {
            throw new IllegalStateException("cannot consume the end");
        }
        at++;
    }

    @Override
    public int LA(int distance) {
        int index = distance > 0 ? at + distance - 1 : at + distance;
        return distance != 0 && index >= 0 && index < text.length() ? text.charAt(index) : IntStream.EOF;
    }

    @Override
    public int mark() {
        return -1;
    }

    @Override
    public void release(int marker) {}

    @Override
    public int index() {
        return at;
    }

    @Override
    public void seek(int index) {
        at = Math.min(index, text.length());
    }

    @Override
    public int size() {
        return text.length();
    }

    @Override
    public String getSourceName() {
        return name;
    }
}
