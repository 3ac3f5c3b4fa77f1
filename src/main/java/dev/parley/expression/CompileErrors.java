package dev.parley.expression;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;
import org.jspecify.annotations.Nullable;

/** Words Groovy's compile errors in our own way and finds their place. */
final class CompileErrors {
    private static final Pattern UNEXPECTED = Pattern.compile("^Unexpected (?:(?:input|character): )?'");
    private static final Pattern MISSING = Pattern.compile("Missing '(.+)'");
    private static final Pattern NO_CLASS = Pattern.compile("unable to resolve class (\\S+)");
    private static final Pattern QUALIFIED = Pattern.compile("\\b(?:[a-z][a-z0-9]*\\.)+([A-Z]\\w*)");

    private final String text;
    private final Offsets offsets;

    private CompileErrors(String text) {
        this.text = text;
        this.offsets = new Offsets(text);
    }

    static ExpressionError first(CompilationFailedException failed, String text) {
        SyntaxException cause = cause(failed);
        return cause == null
                ? new ExpressionError(0, text.length(), "Groovy cannot read this expression.", null)
                : new CompileErrors(text).error(cause);
    }

    private static @Nullable SyntaxException cause(CompilationFailedException failed) {
        if (failed instanceof MultipleCompilationErrorsException several
                && several.getErrorCollector().getErrors() != null) {
            for (Message message : several.getErrorCollector().getErrors()) {
                if (message instanceof SyntaxErrorMessage syntax) {
                    return syntax.getCause();
                }
            }
        }
        return null;
    }

    private ExpressionError error(SyntaxException cause) {
        int start = offsets.at(cause.getStartLine(), cause.getStartColumn());
        int end = Math.max(start, offsets.at(cause.getEndLine(), cause.getEndColumn()));
        String message = firstLine(String.valueOf(cause.getOriginalMessage()));
        if (message.startsWith("Unexpected end of input")
                || UNEXPECTED.matcher(message).find()) {
            return unexpected(start);
        }
        Matcher missing = MISSING.matcher(message);
        if (missing.find()) {
            return new ExpressionError(start, end, "A `" + missing.group(1) + "` is missing here.", null);
        }
        Matcher noClass = NO_CLASS.matcher(message);
        if (noClass.find()) {
            return new ExpressionError(start, end, "There is no type `" + noClass.group(1) + "`.", null);
        }
        return new ExpressionError(start, end, sentence(message), null);
    }

    private ExpressionError unexpected(int start) {
        if (text.substring(start).isBlank()) {
            int last = text.stripTrailing().length();
            return new ExpressionError(last, last, "The expression ends too early.", null);
        }
        int end = wordEnd(start);
        return new ExpressionError(
                start, end, "`" + text.substring(start, end) + "` does not fit here in Groovy.", null);
    }

    private int wordEnd(int start) {
        int end = start;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return end > start ? end : text.offsetByCodePoints(start, 1);
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        return line.replaceFirst("\\s*@ line \\d+, column \\d+\\.?\\s*$", "");
    }

    private static String sentence(String message) {
        String plain = QUALIFIED.matcher(message).replaceAll("$1").strip();
        if (plain.isEmpty()) {
            return "Groovy cannot read this expression.";
        }
        String capital = plain.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + plain.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }
}
