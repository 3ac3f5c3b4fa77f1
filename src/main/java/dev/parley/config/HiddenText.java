package dev.parley.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a file as it may be shown: what may be a secret is replaced by stars, so that no mistake beside it prints
 * it. Works on lines, because a file whose form is wrong has secrets too. Places stay what they are.
 */
final class HiddenText {
    private static final Pattern PASSWORD =
            Pattern.compile("password[\"']?\\s*=\\s*+(?!\\{)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET = Pattern.compile("\\bsecret\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE = Pattern.compile("[^\\n]*\\n|[^\\n]+");

    private final StringBuilder shown;
    private boolean secretTable;
    private @Nullable String openQuotes;

    private HiddenText(String text) {
        this.shown = new StringBuilder(text);
    }

    static String of(String text) {
        HiddenText hidden = new HiddenText(text);
        Matcher lines = LINE.matcher(text);
        while (lines.find()) {
            hidden.line(lines.group(), lines.start());
        }
        return hidden.shown.toString();
    }

    private void line(String line, int start) {
        int from = line.length();
        if (openQuotes != null) {
            from = 0;
        } else if (line.stripLeading().startsWith("[")) {
            secretTable = SECRET.matcher(line).find();
        } else {
            int equals = line.indexOf('=');
            Matcher password = PASSWORD.matcher(line);
            if (equals >= 0
                    && (secretTable || SECRET.matcher(line.substring(0, equals)).find())) {
                from = equals + 1;
                while (from < line.length() && Character.isWhitespace(line.charAt(from))) {
                    from++;
                }
            } else if (password.find()) {
                from = password.end();
            }
        }
        for (int i = from; i < line.length(); i++) {
            if ("\"'\r\n".indexOf(line.charAt(i)) < 0) {
                shown.setCharAt(start + i, '*');
            }
        }
        openQuotes = openAfter(line.substring(from));
    }

    /** The quotation marks of a text of several lines that is still open at the end of a hidden part. */
    private @Nullable String openAfter(String part) {
        String open = openQuotes;
        for (int i = 0; i < part.length(); i++) {
            String here = part.startsWith("\"\"\"", i) ? "\"\"\"" : part.startsWith("'''", i) ? "'''" : null;
            if (here != null && (open == null || open.equals(here))) {
                open = open == null ? here : null;
                i += 2;
            }
        }
        return open;
    }
}
