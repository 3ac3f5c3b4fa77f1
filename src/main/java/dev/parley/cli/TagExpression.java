package dev.parley.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.commons.PreconditionViolationException;
import org.junit.platform.launcher.TagFilter;

/** {@code smoke and (tls or not slow)} in the platform's own signs, which are understood too. */
final class TagExpression {
    /** A sign, or a word; the words of tags may hold a hyphen, as in {@code smoke-and-mirrors}. */
    private static final Pattern TOKEN = Pattern.compile("[()&|!]|[^\\s()&|!]+");

    private TagExpression() {}

    /** @throws UsageException when it is no expression */
    static String platform(String expression) {
        StringBuilder translated = new StringBuilder();
        Matcher token = TOKEN.matcher(expression);
        while (token.find()) {
            String word = token.group();
            translated
                    .append(
                            switch (word.toLowerCase(Locale.ROOT)) {
                                case "and" -> "&";
                                case "or" -> "|";
                                case "not" -> "!";
                                default -> word;
                            })
                    .append(' ');
        }
        String result = translated.toString().strip();
        if (!isExpression(result)) {
            throw new UsageException(
                    ExitCode.USAGE, "`" + expression + "` is no expression of tags; write it as `smoke and not slow`.");
        }
        return result;
    }

    private static boolean isExpression(String expression) {
        try {
            TagFilter.includeTags(expression);
            return true;
        } catch (PreconditionViolationException e) {
            return false;
        }
    }
}
