package dev.parley.program;

import dev.parley.source.Diagnostic;
import dev.parley.source.Span;
import dev.parley.syntax.Clause;
import dev.parley.syntax.Item;
import dev.parley.syntax.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a script and its includes declare at file level, and what they declare twice. */
final class Declarations {
    private final Findings findings;
    private final List<Unit> units;
    private final List<Item> items;
    private final Map<String, Item.Procedure> procedures = new LinkedHashMap<>();
    private final List<Item.Let> lets = new ArrayList<>();
    private final List<Item.Test> tests = new ArrayList<>();
    private Item.@Nullable Suite suite;

    /**
     * @param units each behind those it includes
     * @param items of all of them, in order of evaluation
     * @param given variables from outside, before and instead of those of their names
     */
    Declarations(List<Unit> units, List<Item> items, List<Item.Let> given, Findings findings) {
        this.units = units;
        this.items = items;
        this.findings = findings;
        Map<String, Name> letNames = new HashMap<>();
        lets.addAll(given);
        Set<String> replaced = new HashSet<>();
        given.forEach(let -> replaced.add(let.name().text()));
        items.forEach(item -> take(item, letNames, replaced));
    }

    private void take(Item item, Map<String, Name> letNames, Set<String> replaced) {
        switch (item) {
            case Item.Procedure procedure -> {
                distinct(procedure.parameters(), "parameters");
                Item.Procedure first = procedures.putIfAbsent(procedure.name().text(), procedure);
                if (first != null) {
                    twice(procedure.name(), first.name(), "procedures");
                }
            }
            case Item.Let let -> {
                if (!replaced.contains(let.name().text())) {
                    lets.add(let);
                }
                Name first = letNames.putIfAbsent(let.name().text(), let.name());
                if (first != null) {
                    twice(let.name(), first, "variables");
                }
            }
            case Item.Test test
            when isIncluded(test) ->
                findings.error(test.header(), "An included file holds no tests.", "run it as a script of its own");
            case Item.Test test -> tests.add(test);
            case Item.Suite named
            when isIncluded(named) -> findings.error(named.span(), "An included file names no suite.", null);
            case Item.Suite named
            when suite != null -> {
                Span first = suite.span();
                findings.add(Diagnostic.error(named.span(), "The suite has a name already.")
                        .withNote("It stands at " + first.place() + "."));
            }
            case Item.Suite named -> suite = named;
            case Item.ForAll _, Item.Include _, Item.ReadOnly _, Item.Before _, Item.After _, Item.EveryReply _ -> {}
        }
    }

    private boolean isIncluded(Item item) {
        return item.span().file() != root().file();
    }

    private void distinct(List<Name> names, String what) {
        Set<String> seen = new HashSet<>();
        for (Name name : names) {
            if (!seen.add(name.text())) {
                findings.error(name.span(), "There are two " + what + " `" + name.text() + "`.", null);
            }
        }
    }

    private void twice(Name second, Name first, String what) {
        findings.add(Diagnostic.error(second.span(), "There are two " + what + " `" + second.text() + "`.")
                .withNote("The first stands at " + first.span().place() + "."));
    }

    List<Unit> units() {
        return units;
    }

    /** The script itself. */
    Unit root() {
        return units.getLast();
    }

    Item.@Nullable Suite suite() {
        return suite;
    }

    List<Item.Test> tests() {
        return tests;
    }

    List<Item.Let> lets() {
        return lets;
    }

    Map<String, Item.Procedure> procedures() {
        return procedures;
    }

    /** The included files' first. */
    List<Item.Before> before() {
        return byUnit(Item.Before.class);
    }

    /** The script's own first. */
    List<Item.After> after() {
        return byUnit(Item.After.class).reversed();
    }

    List<Item.EveryReply> everyReply() {
        return byUnit(Item.EveryReply.class);
    }

    boolean readOnly() {
        return items.stream().anyMatch(Item.ReadOnly.class::isInstance);
    }

    /** What holds for every test. */
    List<Clause> clauses() {
        return byUnit(Item.ForAll.class).stream().map(Item.ForAll::clause).toList();
    }

    private <T extends Item> List<T> byUnit(Class<T> kind) {
        List<T> found = new ArrayList<>();
        for (Unit unit : units) {
            for (Item item : unit.script().items()) {
                if (kind.isInstance(item)) {
                    found.add(kind.cast(item));
                }
            }
        }
        return found;
    }
}
