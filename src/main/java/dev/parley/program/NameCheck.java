package dev.parley.program;

import dev.parley.expression.Compiled;
import dev.parley.expression.Expressions;
import dev.parley.source.Diagnostic;
import dev.parley.source.Span;
import dev.parley.source.Spelling;
import dev.parley.syntax.Expression;
import dev.parley.syntax.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says of one use of a name whether there is such a thing, and what may have been meant. */
final class NameCheck {
    private final Map<Expression, Compiled> compiled;
    private final Set<String> accounts;
    private final Set<String> anywhere;
    private final Findings findings;
    private final Set<String> reported = new HashSet<>();

    /** @param anywhere all names that some statement of the script sets */
    NameCheck(Map<Expression, Compiled> compiled, Set<String> accounts, Set<String> anywhere, Findings findings) {
        this.compiled = compiled;
        this.accounts = accounts;
        this.anywhere = anywhere;
        this.findings = findings;
    }

    /** A missing name is told once in each test or procedure. */
    void newScope() {
        reported.clear();
    }

    void expression(Expression expression, Set<String> visible) {
        Compiled known = compiled.get(expression);
        if (known == null) {
            return;
        }
        known.freeNames().forEach((name, offset) -> {
            Span span = expression.span().part(offset, offset + name.length());
            name(name, span, visible);
        });
        known.paths().forEach(path -> {
            List<String> names = List.of(path.split("\\.", 2));
            Span span = placeOf(names, expression);
            property(names.get(0), names.get(1), span, visible);
        });
    }

    void path(Value.Path path, Set<String> visible) {
        String name = path.names().getFirst().text();
        name(name, path.names().getFirst().span(), visible);
        if (path.names().size() > 1) {
            property(name, path.names().get(1).text(), path.names().get(1).span(), visible);
        }
    }

    /** What has nothing but values of its own is not recorded as a whole, and a password never. */
    void recorded(Value.Path path, Set<String> visible) {
        String name = path.names().getFirst().text();
        List<String> properties = visible.contains(name) ? List.of() : properties(name);
        if (properties.isEmpty() || properties.contains("status")) {
            return;
        }
        if (path.names().size() == 1) {
            findings.error(
                    path.span(),
                    "`" + name + "` is recorded value by value.",
                    "it has " + String.join(", ", properties) + ": write `record " + name + "." + properties.getFirst()
                            + "`");
        } else if (accounts.contains(name) && path.names().get(1).text().equals("password")) {
            findings.error(path.span(), "A password is not recorded: a baseline holds no secrets.", null);
        }
    }

    private List<String> properties(String name) {
        return BuiltIns.PROPERTIES.getOrDefault(name, accounts.contains(name) ? BuiltIns.OF_ACCOUNTS : List.of());
    }

    private void name(String name, Span span, Set<String> visible) {
        if (!isKnown(name, visible) && reported.add(name)) {
            findings.add(
                    Diagnostic.error(span, "There is no `" + name + "` here.").withHint(hint(name, visible)));
        }
    }

    private boolean isKnown(String name, Set<String> visible) {
        return visible.contains(name) || BuiltIns.names().contains(name) || accounts.contains(name);
    }

    private String hint(String name, Set<String> visible) {
        if (Expressions.functions().contains(name)) {
            return "`" + name + "` is a function: write `" + name + "(…)`";
        }
        if (anywhere.contains(name)) {
            return "`" + name + "` is set elsewhere, but not before this";
        }
        Set<String> known = new TreeSet<>(visible);
        known.addAll(BuiltIns.names());
        known.addAll(accounts);
        return Spelling.didYouMean(name, known)
                .orElse(
                        name.equals(name.toUpperCase(Locale.ROOT))
                                ? "a text stands in quotes: `\"" + name + "\"`"
                                : "a variable is set by `let` or `capture`");
    }

    private void property(String name, String property, Span span, Set<String> visible) {
        List<String> properties = visible.contains(name) ? List.of() : properties(name);
        if (!properties.isEmpty() && !properties.contains(property) && reported.add(name + "." + property)) {
            findings.error(
                    span,
                    "`" + name + "` has no `" + property + "`.",
                    Spelling.didYouMean(property, properties).orElse("it has " + String.join(", ", properties)));
        }
    }

    private static Span placeOf(List<String> names, Expression expression) {
        Matcher path = Pattern.compile(
                        "\\b" + Pattern.quote(names.get(0)) + "\\s*\\??\\.\\s*(" + Pattern.quote(names.get(1)) + ")\\b")
                .matcher(expression.text());
        return path.find() ? expression.span().part(path.start(1), path.end(1)) : expression.span();
    }
}
