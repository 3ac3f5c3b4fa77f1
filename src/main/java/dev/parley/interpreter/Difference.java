package dev.parley.interpreter;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.DeltaType;
import dev.parley.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How two bodies differ, line by line, line ends included.
 *
 * @param place the first line that differs, of how many
 * @param expected that line as it should be, in quotes, or {@code the end}
 * @param actual that line as it came, with a mark beneath where the two part, or {@code the end}
 * @param note a sentence with the rule that is broken, or null
 * @param rest all that differs, when that is more than one line; or null
 */
record Difference(
        String place,
        String expected,
        String actual,
        @Nullable String note,
        @Nullable String rest) {
    /** So many places are told. */
    private static final int PLACES = 5;

    /** So many lines of a place are told. */
    private static final int LINES = 4;

    /** So many lines are compared in full; beyond, the first difference has to do. */
    private static final int LARGEST = 20_000;

    static Difference between(Octets wanted, Octets came) {
        List<String> expected = lines(wanted);
        List<String> actual = lines(came);
        int at = 0;
        while (at < expected.size() && at < actual.size() && expected.get(at).equals(actual.get(at))) {
            at++;
        }
        String should = at < expected.size() ? expected.get(at) : null;
        String is = at < actual.size() ? actual.get(at) : null;
        return new Difference(
                "line " + (at + 1) + " of " + Math.max(expected.size(), actual.size()),
                should == null ? "the end" : Shown.quoted(should),
                is == null ? "the end" : should == null ? Shown.quoted(is) : marked(should, is),
                rule(should, is),
                expected.size() > LARGEST || actual.size() > LARGEST ? null : rest(expected, actual));
    }

    /** Adds all that is known of it. */
    ProblemBuilder on(ProblemBuilder problem) {
        return problem.label(place).expected(expected).actual(actual).note(note).note(rest);
    }

    /** The line that came, and beneath it where it leaves the other and where it joins it again. */
    private static String marked(String expected, String actual) {
        int from = 0;
        int shorter = Math.min(expected.length(), actual.length());
        while (from < shorter && expected.charAt(from) == actual.charAt(from)) {
            from++;
        }
        int behind = 0;
        while (behind < shorter - from
                && expected.charAt(expected.length() - 1 - behind) == actual.charAt(actual.length() - 1 - behind)) {
            behind++;
        }
        String shown = Shown.quoted(actual);
        int start = Shown.quoted(actual.substring(0, from)).length() - 1;
        int end = Shown.quoted(actual.substring(0, actual.length() - behind)).length() - 1;
        if (end > Shown.MARKED) {
            return shown;
        }
        return shown + "\n" + " ".repeat(start) + "^".repeat(Math.max(1, end - start));
    }

    private static @Nullable String rule(@Nullable String expected, @Nullable String actual) {
        if (expected == null || actual == null) {
            return null;
        }
        if (expected.equals("." + actual)) {
            return "RFC 1939 §3: a line that begins with a dot is sent with one more in front.";
        }
        if (actual.equals("." + expected)) {
            return "RFC 1939 §3: only a line that begins with a dot is sent with one more in front.";
        }
        boolean sameWords = expected.stripTrailing().equals(actual.stripTrailing());
        if (sameWords && expected.endsWith("\r\n") != actual.endsWith("\r\n")) {
            return "RFC 1939 §3: every line ends with CRLF.";
        }
        return sameWords ? "The two differ only in blanks at the end of the line." : null;
    }

    private static @Nullable String rest(List<String> expected, List<String> actual) {
        List<AbstractDelta<String>> places = DiffUtils.diff(expected, actual).getDeltas();
        boolean oneLine = places.size() == 1
                && places.getFirst().getType() == DeltaType.CHANGE
                && places.getFirst().getSource().size() == 1
                && places.getFirst().getTarget().size() == 1;
        if (oneLine || places.isEmpty()) {
            return null;
        }
        List<String> told = new ArrayList<>();
        told.add("all that differs, - expected, + came:");
        for (AbstractDelta<String> place : places.subList(0, Math.min(PLACES, places.size()))) {
            told.add("line " + (place.getTarget().getPosition() + 1));
            side(told, "- ", place.getSource().getLines());
            side(told, "+ ", place.getTarget().getLines());
        }
        if (places.size() > PLACES) {
            told.add("… " + (places.size() - PLACES) + " more places");
        }
        return String.join("\n", told);
    }

    private static void side(List<String> told, String sign, List<String> lines) {
        lines.stream().limit(LINES).forEach(line -> told.add("  " + sign + Shown.quoted(line)));
        if (lines.size() > LINES) {
            told.add("  " + sign + "… " + (lines.size() - LINES) + " more");
        }
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
