package dev.parley.interpreter;

import dev.parley.wire.Octets;
import java.util.ArrayList;
import java.util.List;

/**
 * The first line in which two bodies differ.
 *
 * @param place which line of how many
 * @param expected that line of the first, line end included, or that it ends there
 * @param actual the same of the second
 */
record Difference(String place, String expected, String actual) {
    static Difference between(Octets wanted, Octets found) {
        List<String> expected = lines(wanted);
        List<String> actual = lines(found);
        int at = 0;
        while (at < expected.size() && at < actual.size() && expected.get(at).equals(actual.get(at))) {
            at++;
        }
        return new Difference(
                "line " + (at + 1) + " of " + Math.max(expected.size(), actual.size()),
                at < expected.size() ? Shown.quoted(expected.get(at)) : "the end",
                at < actual.size() ? Shown.quoted(actual.get(at)) : "the end");
    }

    /** Cut behind each LF, line ends kept, so that they take part in the comparison. */
    private static List<String> lines(Octets octets) {
        List<String> lines = new ArrayList<>();
        for (int start = 0; start < octets.length(); ) {
            int feed = octets.indexOf('\n', start);
            int end = feed < 0 ? octets.length() : feed + 1;
            lines.add(octets.part(start, end).text());
            start = end;
        }
        return lines;
    }
}
