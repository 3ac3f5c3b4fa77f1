package dev.parley.expression;

import dev.parley.source.Spelling;
import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import java.lang.reflect.InvocationTargetException;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.codehaus.groovy.runtime.InvokerInvocationException;
import org.codehaus.groovy.runtime.typehandling.GroovyCastException;
import org.jspecify.annotations.Nullable;

/** Says in words of the user what went wrong while an expression ran. */
final class Failures {
    private static final Pattern OF_NULL =
            Pattern.compile("Cannot (?:get property|set property|invoke method) '?(\\w+)(?:\\(\\))?'? on null object");
    private static final Pattern CAST = Pattern.compile("Cannot cast object '(.*)' with class '.*' to class '(.*)'.*");
    private static final Pattern NOT_COMPARABLE =
            Pattern.compile("Cannot compare \\S+ with value '(.*)' and \\S+ with value '(.*)'");
    private static final Pattern INDEX = Pattern.compile("(?i).*index:? ?(-?\\d+).*(?:length|size):? ?(\\d+).*");
    private static final Pattern NO_NUMBER = Pattern.compile("For input string: (\".*\").*");
    private static final Pattern QUALIFIED = Pattern.compile("\\b(?:[a-z][a-z0-9]*\\.)+([A-Z]\\w*)");

    private static final Map<String, String> OPERATORS = Map.of(
            "plus",
            "+",
            "minus",
            "-",
            "multiply",
            "*",
            "div",
            "/",
            "mod",
            "%",
            "remainder",
            "%",
            "power",
            "**",
            "leftShift",
            "<<",
            "rightShift",
            ">>");

    private Failures() {}

    static EvaluationException translate(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof InvocationTargetException || cause instanceof InvokerInvocationException) {
            if (cause.getCause() == null) {
                break;
            }
            cause = cause.getCause();
        }
        return cause instanceof EvaluationException known ? known : new EvaluationException(message(cause), cause);
    }

    private static String message(Throwable cause) {
        String said = cause.getMessage() == null ? "" : firstLine(cause.getMessage());
        return switch (cause) {
            case NoSuchPropertyException missing -> String.valueOf(missing.getMessage());
            case MissingMethodException missing -> missingMethod(missing);
            case MissingPropertyException missing -> missingProperty(missing);
            case GroovyCastException cast -> castFailed(said);
            case NullPointerException nothing -> ofNull(said);
            case ArithmeticException arithmetic when said.contains("by zero") -> "This divides by zero.";
            case NumberFormatException noNumber -> noNumber(said);
            case IndexOutOfBoundsException outside -> outside(said);
            case NoSuchElementException empty -> "There is no such element.";
            case PatternSyntaxException pattern -> "The pattern is wrong: " + lower(pattern.getDescription()) + ".";
            case DateTimeException time -> sentence(said);
            case StackOverflowError endless -> "This calls itself without end.";
            case IllegalArgumentException argument -> notComparable(said);
            default -> notComparable(said);
        };
    }

    private static String missingProperty(MissingPropertyException missing) {
        Class<?> type = missing.getType();
        String name = missing.getProperty();
        if (type == null) {
            return "There is no `" + name + "`.";
        }
        return capital(Words.kind(type)) + " has no property `" + name + "`"
                + didYouMean(name, type).orElse(".");
    }

    private static String missingMethod(MissingMethodException missing) {
        Class<?> type = missing.getType();
        String name = missing.getMethod();
        Object[] arguments = missing.getArguments() == null ? new Object[0] : missing.getArguments();
        if (type != null && ExpressionScript.class.isAssignableFrom(type)) {
            return Functions.NAMES.contains(name)
                    ? "`" + name + "` cannot take " + arguments(arguments) + "."
                    : "There is no function `" + name + "`"
                            + Spelling.didYouMean(name, Functions.NAMES)
                                    .map(meant -> "; " + meant)
                                    .orElse(".");
        }
        if (type == null) {
            return "There is no method `" + name + "`.";
        }
        if (OPERATORS.containsKey(name) && arguments.length == 1) {
            return "The operator `" + OPERATORS.get(name) + "` has no meaning for " + Words.kind(type) + " and "
                    + Words.kindAndValue(arguments[0]) + ".";
        }
        if (methods(type).contains(name)) {
            return "`" + name + "` of " + Words.kind(type) + " cannot take " + arguments(arguments) + ".";
        }
        return capital(Words.kind(type)) + " has no method `" + name + "`"
                + didYouMean(name, type).orElse(".");
    }

    private static java.util.Optional<String> didYouMean(String name, Class<?> type) {
        return Spelling.didYouMean(name, methods(type)).map(meant -> "; " + meant);
    }

    private static TreeSet<String> methods(Class<?> type) {
        TreeSet<String> names = new TreeSet<>();
        groovy.lang.MetaClass meta = InvokerHelper.getMetaClass(type);
        meta.getMethods().forEach(method -> names.add(method.getName()));
        meta.getMetaMethods().forEach(method -> names.add(method.getName()));
        names.removeIf(name -> name.contains("$"));
        return names;
    }

    private static String arguments(@Nullable Object[] arguments) {
        if (arguments.length == 0) {
            return "no argument";
        }
        List<String> kinds =
                java.util.Arrays.stream(arguments).map(Words::kindAndValue).toList();
        return String.join(" and ", kinds);
    }

    private static String castFailed(String said) {
        Matcher cast = CAST.matcher(said);
        if (!cast.matches()) {
            return sentence(said);
        }
        String target = cast.group(2).replaceAll(".*\\.", "").toLowerCase(java.util.Locale.ROOT);
        boolean number = List.of(
                        "int", "integer", "long", "short", "byte", "double", "float", "bigdecimal", "biginteger")
                .contains(target);
        return Words.brief(cast.group(1)) + " cannot be turned into " + (number ? "a number" : "that kind of value")
                + ".";
    }

    private static String ofNull(String said) {
        Matcher access = OF_NULL.matcher(said);
        return access.find() ? "`" + access.group(1) + "` was asked of null." : "Something here is null.";
    }

    private static String noNumber(String said) {
        Matcher number = NO_NUMBER.matcher(said);
        return number.matches() ? number.group(1) + " is not a number." : "This is not a number.";
    }

    private static String outside(String said) {
        Matcher index = INDEX.matcher(said);
        return index.matches()
                ? "There is no element " + index.group(1) + " of " + index.group(2) + ", counted from 0."
                : "There is no such element.";
    }

    private static String notComparable(String said) {
        Matcher comparison = NOT_COMPARABLE.matcher(said);
        return comparison.find()
                ? "There is no order between " + Words.brief(comparison.group(1)) + " and "
                        + Words.brief(comparison.group(2)) + "."
                : sentence(said);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private static String sentence(String said) {
        if (said.isBlank()) {
            return "The expression could not be computed.";
        }
        String plain = capital(QUALIFIED.matcher(said).replaceAll("$1").strip());
        return plain.endsWith(".") ? plain : plain + ".";
    }

    private static String lower(String text) {
        return text.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + text.substring(1);
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }
}
