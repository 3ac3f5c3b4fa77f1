package dev.parley.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How far an extent of Groovy reaches, found by walking over its strings, comments and brackets without parsing it.
 *
 * @param end offset where it ends: of the closing bracket, or behind the last character
 * @param unclosed offset of the bracket or string that stays open, or -1; the extent is then cut at the end of its first
 *     line, so that one mistake does not swallow the file
 * @param comments start and end offsets of the {@code #} comments inside
 */
record GroovyExtent(int end, int unclosed, List<int[]> comments) {
    /** What ends an extent, unless a bracket of its own is open. */
    enum Until {
        /** Line end, {@code ;}, {@code #}, the word {@code otherwise}, or a <code>}</code> of the block around. */
        STATEMENT_END,
        /** The {@code )} of the parenthesis around it. */
        PARENTHESIS,
        /** The <code>}</code> of the insertion around it. */
        BRACE,
        /** The same, on the same line. */
        BRACE_ON_LINE
    }

    /** Words after which a slash opens a string and does not divide. */
    private static final Set<String> BEFORE_VALUE =
            Set.of("return", "in", "instanceof", "as", "assert", "case", "else", "throw", "new", "if", "while", "do");

    /** Measures from the first character of the Groovy text. */
    static GroovyExtent measure(String text, int start, Until until) {
        return new Walk(text, start, text.length(), until).run();
    }

    /** The Groovy between two offsets with each {@code #} comment overwritten by blanks, so that offsets agree. */
    static String withoutComments(String text, int start, int end) {
        StringBuilder clean = new StringBuilder(text.substring(start, end));
        for (int[] comment : new Walk(text, start, end, Until.PARENTHESIS).run().comments()) {
            for (int i = comment[0]; i < comment[1] && i < end; i++) {
                clean.setCharAt(i - start, ' ');
            }
        }
        return clean.toString();
    }

    /** The offsets of the commas between two offsets that stand in no bracket and no string. */
    static List<Integer> topLevelCommas(String text, int start, int end) {
        Walk walk = new Walk(text, start, end, Until.PARENTHESIS);
        walk.run();
        return walk.commas;
    }

    private static final class Walk {
        private final String text;
        private final int start;
        private final int limit;
        private final Until until;
        private final List<Integer> open = new ArrayList<>();
        private final List<int[]> comments = new ArrayList<>();
        private final List<Integer> commas = new ArrayList<>();
        private boolean afterValue;
        private int at;

        Walk(String text, int start, int limit, Until until) {
            this.text = text;
            this.start = start;
            this.limit = limit;
            this.until = until;
            this.at = start;
        }

        GroovyExtent run() {
            while (at < limit) {
                if (open.isEmpty() && endsHere()) {
                    return new GroovyExtent(at, -1, comments);
                }
                int failedAt = step();
                if (failedAt >= 0) {
                    return cut(failedAt);
                }
            }
            if (open.isEmpty() && until == Until.STATEMENT_END) {
                return new GroovyExtent(at, -1, comments);
            }
            return cut(open.isEmpty() ? start : open.getLast());
        }

        private boolean endsHere() {
            char c = text.charAt(at);
            return switch (until) {
                case STATEMENT_END -> c == '\n' || c == '\r' || c == ';' || c == '#' || c == '}' || isOtherwise();
                case PARENTHESIS -> c == ')';
                case BRACE, BRACE_ON_LINE -> c == '}';
            };
        }

        private boolean isOtherwise() {
            int end = at + "otherwise".length();
            return text.startsWith("otherwise", at)
                    && at > start
                    && isBlank(text.charAt(at - 1))
                    && end < limit
                    && isBlank(text.charAt(end));
        }

        /** Walks over one token; returns where it cannot go on, or -1. */
        private int step() {
            char c = text.charAt(at);
            switch (c) {
                case '\n' -> {
                    if (until == Until.BRACE_ON_LINE) {
                        return open.isEmpty() ? start : open.getLast();
                    }
                    at++;
                }
                case ' ', '\t', '\r' -> at++;
                case '#' -> comments.add(new int[] {at, at = lineEnd(at)});
                case '\'', '"' -> {
                    return quoted(c);
                }
                case '/' -> {
                    return slash();
                }
                case '(', '[', '{' -> {
                    open.add(at++);
                    afterValue = false;
                }
                case ')', ']', '}' -> {
                    return close(c);
                }
                case ',' -> {
                    if (open.isEmpty()) {
                        commas.add(at);
                    }
                    at++;
                    afterValue = false;
                }
                default -> other(c);
            }
            return -1;
        }

        private int close(char closer) {
            if (open.isEmpty()) {
                return start;
            }
            char opener = text.charAt(open.getLast());
            boolean fits = opener == '(' ? closer == ')' : opener == '[' ? closer == ']' : closer == '}';
            if (!fits) {
                return open.getLast();
            }
            open.removeLast();
            at++;
            afterValue = true;
            return -1;
        }

        private void other(char c) {
            if (Character.isJavaIdentifierStart(c) && !(c == '$' && at + 1 < limit && text.charAt(at + 1) == '/')) {
                int from = at;
                while (at < limit && Character.isJavaIdentifierPart(text.charAt(at))) {
                    at++;
                }
                boolean property = from > start && text.charAt(from - 1) == '.';
                afterValue = property || !BEFORE_VALUE.contains(text.substring(from, at));
            } else if (c == '$' && !afterValue) {
                int end = text.indexOf("/$", at + 2);
                at = end < 0 ? limit : Math.min(end + 2, limit);
                afterValue = true;
            } else if (c >= '0' && c <= '9') {
                while (at < limit && Character.isLetterOrDigit(text.charAt(at))) {
                    at++;
                }
                afterValue = true;
            } else if ((c == '+' || c == '-') && at + 1 < limit && text.charAt(at + 1) == c) {
                at += 2;
                afterValue = true;
            } else {
                at++;
                afterValue = false;
            }
        }

        private int slash() {
            char next = at + 1 < limit ? text.charAt(at + 1) : '\n';
            if (next == '/') {
                at = lineEnd(at);
            } else if (next == '*') {
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? limit : Math.min(end + 2, limit);
            } else if (afterValue) {
                at++;
                afterValue = false;
            } else {
                return string("/", false, true);
            }
            return -1;
        }

        private int quoted(char quote) {
            String three = String.valueOf(quote).repeat(3);
            boolean block = text.startsWith(three, at);
            return string(block ? three : String.valueOf(quote), block, quote == '"');
        }

        /** Walks over a string; one on a line that does not end there is where we cannot go on. */
        private int string(String delimiter, boolean severalLines, boolean inserts) {
            int from = at;
            at += delimiter.length();
            while (at < limit) {
                char c = text.charAt(at);
                if (text.startsWith(delimiter, at)) {
                    at += delimiter.length();
                    afterValue = true;
                    return -1;
                }
                if (c == '\\') {
                    at += 2;
                } else if (inserts && text.startsWith("${", at)) {
                    GroovyExtent inner =
                            new Walk(text, at + 2, limit, severalLines ? Until.BRACE : Until.BRACE_ON_LINE).run();
                    if (inner.unclosed() >= 0) {
                        return at;
                    }
                    comments.addAll(inner.comments());
                    at = inner.end() + 1;
                } else if (c == '\n' && !severalLines) {
                    return from;
                } else {
                    at++;
                }
            }
            return from;
        }

        private GroovyExtent cut(int failedAt) {
            int end = Math.min(lineEnd(start), limit);
            while (end > start && (isBlank(text.charAt(end - 1)) || text.charAt(end - 1) == '\r')) {
                end--;
            }
            if (end > start && text.charAt(end - 1) == '{') {
                end--;
            }
            return new GroovyExtent(end, failedAt, comments);
        }

        private int lineEnd(int from) {
            int end = text.indexOf('\n', from);
            return end < 0 ? limit : Math.min(end, limit);
        }

        private static boolean isBlank(char c) {
            return c == ' ' || c == '\t';
        }
    }
}
