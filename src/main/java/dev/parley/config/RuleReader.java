package dev.parley.config;

import dev.parley.difference.Kind;
import dev.parley.difference.Rule;
import dev.parley.difference.Severity;
import dev.parley.source.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the tables {@code [[compare.rule]]}. */
final class RuleReader {
    static final String TABLE = "compare";

    private static final String RULE = "rule";
    private static final String EXAMPLE = "[[compare.rule]]";
    private static final String KIND = "kind";
    private static final String WHERE = "where";
    private static final String TEXT = "text";
    private static final String SEVERITY = "severity";
    private static final String REASON = "reason";

    private final Mistakes mistakes;

    RuleReader(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    List<GivenRule> read(Section root) {
        List<GivenRule> rules = new ArrayList<>();
        root.table(TABLE, EXAMPLE).ifPresent(compare -> {
            compare.refuseUnknown(List.of(RULE), "in `compare`");
            compare.list(RULE, EXAMPLE).forEach(table -> rule(table).ifPresent(rules::add));
        });
        return rules;
    }

    private Optional<GivenRule> rule(Section table) {
        table.refuseUnknown(List.of(KIND, WHERE, TEXT, SEVERITY, REASON), "in a rule");
        Kind kind = word(table, KIND, "kind of difference", Kind.values(), Kind::word);
        Severity severity = word(table, SEVERITY, "severity", Severity.values(), Severity::word);
        String where = table.text(WHERE, "maildrop of alice").orElse(null);
        String text = table.text(TEXT, "SASL LOGIN").orElse(null);
        String reason = table.text(REASON, "agreed on 2 May; ticket 4711").orElse(null);
        if (!table.has(KIND) && !table.has(WHERE) && !table.has(TEXT)) {
            mistakes.error(
                    table.header(),
                    "This rule is about every difference.",
                    "say which, with `kind`, `where` or `text`");
        }
        if (!table.has(SEVERITY)) {
            mistakes.error(
                    table.header(),
                    "A rule says what the difference counts as.",
                    "give it `severity = \"notable\"`, or `breaking` or `volatile`");
        }
        if (!table.has(REASON)) {
            mistakes.error(table.header(), "A rule says why, with `reason`.", null);
        }
        return severity == null || reason == null
                ? Optional.empty()
                : Optional.of(new GivenRule(table.header(), new Rule(kind, where, text, severity, reason)));
    }

    private <T> @Nullable T word(Section table, String key, String what, T[] all, Function<T, String> word) {
        String given = table.text(key, word.apply(all[0])).orElse(null);
        if (given == null) {
            return null;
        }
        List<String> words = Arrays.stream(all).map(word).toList();
        int index = words.indexOf(given);
        if (index >= 0) {
            return all[index];
        }
        mistakes.error(
                table.value(key),
                "There is no " + what + " `" + given + "`.",
                Spelling.didYouMean(given, words).orElse("there are " + String.join(", ", words)));
        return null;
    }
}
