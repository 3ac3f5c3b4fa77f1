package dev.parley.cli;

import java.util.TreeSet;
import java.util.regex.Pattern;

/** The differences that `parley compare` has printed. */
final class Differences {
    private static final Pattern DIFFERENCE = Pattern.compile("(?m)^(BREAKING|NOTABLE|VOLATILE) .*\\n.*\\[([a-z-]+)]$");

    private Differences() {}

    /** The kinds of one severity. */
    static TreeSet<String> kinds(Command command, String severity) {
        TreeSet<String> kinds = new TreeSet<>();
        DIFFERENCE
                .matcher(command.out())
                .results()
                .filter(found -> found.group(1).equals(severity))
                .forEach(found -> kinds.add(found.group(2)));
        return kinds;
    }
}
