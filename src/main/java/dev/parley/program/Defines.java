package dev.parley.program;

import dev.parley.syntax.Expectation;
import dev.parley.syntax.Item;
import dev.parley.syntax.Name;
import dev.parley.syntax.Node;
import dev.parley.syntax.Pattern;
import dev.parley.syntax.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which variables the statements of a block may set; those of procedures that it calls with them. */
final class Defines {
    private final Map<String, Item.Procedure> procedures;
    private final Map<String, Set<String>> ofProcedures = new HashMap<>();

    Defines(Map<String, Item.Procedure> procedures) {
        this.procedures = procedures;
    }

    Set<String> in(Node node) {
        Set<String> names = new LinkedHashSet<>();
        Tree.walk(node, part -> names.addAll(of(part)));
        return names;
    }

    /** What a node sets itself, its parts apart. */
    Set<String> of(Node node) {
        return switch (node) {
            case Statement.Capture capture -> texts(capture.names());
            case Statement.CaptureReply capture -> Set.of(capture.name().text());
            case Statement.Collect collect -> Set.of(collect.name().text());
            case Statement.Let let -> Set.of(let.name().text());
            case Statement.Connect connect
            when connect.session() != null -> Set.of(connect.session().text());
            case Statement.Call call -> ofProcedure(call.procedure().text());
            case Expectation.Reply reply when reply.pattern() != null -> groups(reply.pattern());
            default -> Set.of();
        };
    }

    private Set<String> ofProcedure(String name) {
        Item.Procedure procedure = procedures.get(name);
        if (procedure == null) {
            return Set.of();
        }
        Set<String> known = ofProcedures.get(name);
        if (known != null) {
            return known;
        }
        // A procedure that calls itself sets nothing more by that.
        ofProcedures.put(name, Set.of());
        Set<String> names = in(procedure.body());
        procedure.parameters().forEach(parameter -> names.remove(parameter.text()));
        ofProcedures.put(name, names);
        return names;
    }

    private static Set<String> groups(Pattern pattern) {
        PatternCheck.Groups groups = PatternCheck.groups(pattern);
        return groups == null ? Set.of() : groups.names().keySet();
    }

    private static Set<String> texts(Iterable<Name> names) {
        Set<String> texts = new HashSet<>();
        names.forEach(name -> texts.add(name.text()));
        return texts;
    }
}
