package dev.parley.config;

import dev.parley.source.SourceFile;
import dev.parley.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a file of lines {@code NAME=VALUE}, as for variables or an environment. Empty lines and those that begin with
 * {@code #} say nothing; a value in {@code '…'} is taken as it stands, one in {@code "…"} knows {@code \n}, {@code \"}
 * and {@code \\}, any other ends at {@code  #}; {@code export} in front is passed over.
 */
public final class Assignments {
    private static final Pattern LINE = Pattern.compile("\\s*(?:export\\s+)?([^\\s=]+)\\s*=\\s*(.*?)\\s*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern DOUBLE = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(?:#.*)?");
    private static final Pattern SINGLE = Pattern.compile("'([^']*)'\\s*(?:#.*)?");

    private Assignments() {}

    /** Whether a variable can be called so. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /**
     * Reads a file; the last value of a name counts.
     *
     * @param option that names the file, for the message
     * @throws ConfigException with everything that is wrong
     */
    public static Map<String, String> read(Path path, String option) {
        String text;
        try {
            text = Files.readString(path);
        } catch (IOException e) {
            throw new ConfigException("The file `" + path + "` "
                    + (Files.exists(path) ? "cannot be read as text" : "does not exist") + " (" + option + ").");
        }
        Mistakes mistakes = new Mistakes();
        SourceFile shown = new SourceFile(path.toString(), hidden(text));
        Map<String, String> values = new LinkedHashMap<>();
        for (int number = 1; number <= shown.lineCount(); number++) {
            int start = shown.startOfLine(number);
            int length = shown.line(number).length();
            line(text.substring(start, start + length), new Span(shown, start, start + length), values, mistakes);
        }
        if (mistakes.hasErrors()) {
            throw new ConfigException(mistakes.inOrder());
        }
        return values;
    }

    private static void line(String line, Span span, Map<String, String> values, Mistakes mistakes) {
        if (line.isBlank() || line.stripLeading().startsWith("#")) {
            return;
        }
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            mistakes.error(span, "This line is not NAME=VALUE.", "a comment begins with `#`");
            return;
        }
        if (!isName(parts.group(1))) {
            mistakes.error(
                    span.part(parts.start(1), parts.end(1)),
                    "A variable is called by a word of letters, digits and `_`.",
                    null);
            return;
        }
        String value = value(parts.group(2));
        if (value == null) {
            mistakes.error(
                    span.part(parts.start(2), Math.max(parts.end(2), parts.start(2) + 1)),
                    "The quotation marks around this value are not closed, or something follows them.",
                    null);
            return;
        }
        values.put(parts.group(1), value);
    }

    private static @org.jspecify.annotations.Nullable String value(String written) {
        if (written.startsWith("\"")) {
            Matcher quoted = DOUBLE.matcher(written);
            return quoted.matches() ? quoted.group(1).replaceAll("\\\\n", "\n").replaceAll("\\\\(.)", "$1") : null;
        }
        if (written.startsWith("'")) {
            Matcher quoted = SINGLE.matcher(written);
            return quoted.matches() ? quoted.group(1) : null;
        }
        return written.replaceFirst("(^|\\s+)#.*$", "");
    }

    /** Nothing behind the first word of a line is shown: it may be a secret. */
    private static String hidden(String text) {
        StringBuilder shown = new StringBuilder(text.startsWith("\uFEFF") ? " " + text.substring(1) : text);
        Matcher lines = Pattern.compile("(?m)^\\s*(?:export\\s+)?[^\\s=]*(.*)$").matcher(shown.toString());
        while (lines.find()) {
            for (int i = lines.start(1); i < lines.end(1); i++) {
                if (" =\r".indexOf(shown.charAt(i)) < 0) {
                    shown.setCharAt(i, '*');
                }
            }
        }
        return shown.toString();
    }
}
