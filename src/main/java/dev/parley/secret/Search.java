package dev.parley.secret;

import dev.parley.secret.Secrets.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One pass over a text for all forms of secrets; what was found is kept in order where it comes in order. */
final class Search {
    /** So much of the beginning of a secret may stand where a text was cut. */
    private static final int HARMLESS = 2;

    private static final char CUT = '…';

    private final String text;
    private final List<Index> indices;
    private final List<Range> ranges = new ArrayList<>();
    private Range run = new Range(0, 0);

    private Search(String text, List<Index> indices) {
        this.text = text;
        this.indices = indices;
    }

    /** What must be masked, in order, no two of them touching. */
    static List<Range> in(String text, List<Index> indices) {
        Search search = new Search(text, indices);
        search.pass(false);
        return search.joined();
    }

    /** Whether anything must be masked. */
    static boolean finds(String text, List<Index> indices) {
        Search search = new Search(text, indices);
        search.pass(true);
        return !search.ranges.isEmpty();
    }

    private void pass(boolean oneIsEnough) {
        Index[] all = indices.toArray(Index[]::new);
        long key = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            key = Index.next(key, c);
            if (i >= Secrets.SHORTEST - 1) {
                for (Index index : all) {
                    if (index.mayHold(key)) {
                        candidates(index.at(key), i - Secrets.SHORTEST + 1);
                    }
                }
            }
            if (c == CUT) {
                cutOff(i);
            }
            if (oneIsEnough && !ranges.isEmpty()) {
                return;
            }
        }
    }

    private void candidates(List<Form> forms, int start) {
        for (Form form : forms) {
            if (text.startsWith(form.text(), start)) {
                int end = start + form.text().length();
                add(form.run() ? run(start, end) : new Range(start, end));
            }
        }
    }

    /** The word of base64 around a place; that of the place before, where it reaches as far: words may be long. */
    private Range run(int start, int end) {
        if (start < run.from() || end > run.to()) {
            run = new Range(Form.startOfRun(text, start), Form.endOfRun(text, end));
        }
        return run;
    }

    private void add(Range range) {
        if (!ranges.isEmpty()) {
            Range last = ranges.getLast();
            if (range.from() >= last.from() && range.from() <= last.to()) {
                if (range.to() > last.to()) {
                    ranges.set(ranges.size() - 1, new Range(last.from(), range.to()));
                }
                return;
            }
        }
        ranges.add(range);
    }

    /** Before the sign for what was cut off, the beginning of a secret is as good as all of it. */
    private void cutOff(int at) {
        int end = at;
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '"')) {
            end--;
        }
        for (Index index : indices) {
            cutOff(index, end);
        }
    }

    private void cutOff(Index index, int end) {
        for (int from = Math.max(0, end - index.longest()); from <= end - Secrets.SHORTEST; from++) {
            int start = from;
            long key = Index.key(text, start);
            int length = end - start;
            if (index.mayHold(key) && index.at(key).stream().anyMatch(form -> isCut(form.text(), start, length))) {
                add(new Range(start, end));
                return;
            }
        }
        int last = end - HARMLESS - 1;
        if (last >= 0 && index.beginsAny(text.substring(last, end))) {
            add(new Range(last, end));
        }
    }

    private boolean isCut(String form, int start, int length) {
        return form.length() > length && text.regionMatches(start, form, 0, length);
    }

    private List<Range> joined() {
        if (ranges.size() < 2) {
            return ranges;
        }
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
