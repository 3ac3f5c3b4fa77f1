package dev.parley.source;

/**
 * Text put together for a terminal or a file. Whatever is added is made safe to show, as {@link Visible#block} does; ink
 * is put around it afterwards, and only where colours are wanted. So nothing that is shown can colour itself.
 */
public final class Page {
    private final boolean colored;
    private final StringBuilder out = new StringBuilder();

    /** What a text is, for the eye. The codes are those of ECMA-48, as compilers use them. */
    public enum Ink {
        PLAIN(""),
        /** The kind of a failure and the carets. */
        ERROR("1;31"),
        WARNING("1;33"),
        /** Sentences and titles. */
        STRONG("1"),
        HELP("1;36"),
        /** Places, numbers of lines and what is drawn around them. */
        FRAME("1;34"),
        EXPECTED("32"),
        ACTUAL("31"),
        /** What the client sent. */
        SENT("36"),
        PASSED("32"),
        FAILED("31"),
        OTHER("33"),
        /** Times, and what is not there. */
        FAINT("2");

        private final String code;

        Ink(String code) {
            this.code = code;
        }
    }

    public Page(boolean colored) {
        this.colored = colored;
    }

    /** Adds a text, several lines allowed. */
    public Page add(String text) {
        out.append(Visible.block(text));
        return this;
    }

    /** Adds a text in ink, each line for itself: what shows lines one by one forgets colours between them. */
    public Page add(Ink ink, String text) {
        if (!colored || ink == Ink.PLAIN) {
            return add(text);
        }
        String[] lines = Visible.block(text).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            out.append(i > 0 ? "\n" : "");
            if (!lines[i].isBlank()) {
                out.append("\u001b[")
                        .append(ink.code)
                        .append('m')
                        .append(lines[i])
                        .append("\u001b[0m");
            } else {
                out.append(lines[i]);
            }
        }
        return this;
    }

    /** Ends the line. */
    public Page end() {
        out.append('\n');
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
