package dev.parley.program;

import dev.parley.source.Diagnostic;
import dev.parley.source.SourceFile;
import dev.parley.syntax.AccountRef;
import dev.parley.syntax.Expression;
import dev.parley.syntax.Item;
import dev.parley.syntax.Name;
import dev.parley.syntax.Node;
import dev.parley.syntax.Statement;
import dev.parley.syntax.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds variables that the script sets and no file of it names again. */
final class UnusedCheck {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

    private final SourceFile root;
    private final Findings findings;
    private final Set<String> used = new HashSet<>();

    UnusedCheck(Declarations declarations, Findings findings) {
        this.root = declarations.root().file();
        this.findings = findings;
        declarations.units().forEach(unit -> unit.nodes().forEach(this::uses));
        declarations.root().nodes().forEach(this::declared);
    }

    private void uses(Node node) {
        if (node instanceof Expression expression) {
            // Whatever is written in Groovy counts, so that nothing is called unused by mistake.
            WORD.matcher(expression.text()).results().forEach(word -> used.add(word.group()));
        } else if (node instanceof Value.Path path) {
            used.add(path.names().getFirst().text());
        } else if (node instanceof AccountRef.Named named) {
            used.add(named.name().text());
        }
    }

    private void declared(Node node) {
        if (node instanceof Item.Let let) {
            unused(List.of(let.name()));
        } else if (node instanceof Statement.Let let) {
            unused(List.of(let.name()));
        } else if (node instanceof Statement.Capture capture) {
            unused(capture.names());
        } else if (node instanceof Statement.CaptureReply capture) {
            unused(List.of(capture.name()));
        } else if (node instanceof Statement.Collect collect) {
            unused(List.of(collect.name()));
        }
    }

    /** Of several names in one capture some may be there for their place only. */
    private void unused(List<Name> names) {
        Name first = names.getFirst();
        if (names.stream()
                        .noneMatch(name ->
                                used.contains(name.text()) || name.text().startsWith("_"))
                && first.span().file() == root) {
            findings.add(Diagnostic.warning(first.span(), "`" + first.text() + "` is never used."));
        }
    }
}
