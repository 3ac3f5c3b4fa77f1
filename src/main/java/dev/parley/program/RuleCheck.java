package dev.parley.program;

import dev.parley.requirement.Catalogue;
import dev.parley.sasl.Mechanism;
import dev.parley.source.Span;
import dev.parley.source.Spelling;
import dev.parley.syntax.AccountRef;
import dev.parley.syntax.Clause;
import dev.parley.syntax.Expectation;
import dev.parley.syntax.Item;
import dev.parley.syntax.Name;
import dev.parley.syntax.Node;
import dev.parley.syntax.Statement;
import dev.parley.syntax.Subject;
import dev.parley.syntax.Template;
import dev.parley.syntax.Value;
import dev.parley.syntax.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Checks what statements refer to beside variables: procedures, accounts, sessions, rows of the catalogue. */
final class RuleCheck {
    private final Declarations declarations;
    private final Set<String> accounts;
    private final Set<String> sessions = new TreeSet<>();
    private final Findings findings;

    /**
     * Where a node stands.
     *
     * @param covered the rows of the test around it; null outside of tests
     * @param parallel whether branches may run beside it
     * @param replies whether it speaks of several replies
     */
    private record Place(@Nullable Set<String> covered, boolean parallel, boolean replies) {}

    RuleCheck(Declarations declarations, Set<String> accounts, Findings findings) {
        this.declarations = declarations;
        this.accounts = accounts;
        this.findings = findings;
        for (Unit unit : declarations.units()) {
            for (Node node : unit.nodes()) {
                if (node instanceof Statement.Connect connect && connect.session() != null) {
                    sessions.add(connect.session().text());
                }
            }
        }
    }

    void check() {
        declarations
                .units()
                .forEach(unit -> unit.script().items().forEach(item -> {
                    boolean ofTest = item instanceof Item.Test;
                    check(item, new Place(item instanceof Item.Test test ? covered(test) : null, !ofTest, false));
                }));
    }

    private static Set<String> covered(Item.Test test) {
        Set<String> ids = new HashSet<>();
        for (Clause clause : test.clauses()) {
            if (clause instanceof Clause.Covers covers) {
                covers.requirements().forEach(id -> ids.add(id.text()));
            }
        }
        return ids;
    }

    private void check(Node node, Place place) {
        switch (node) {
            case Clause.Covers covers -> covers.requirements().forEach(this::requirement);
            case Verdict verdict -> verdict(verdict, place);
            case Statement.Login login -> login(login);
            case Statement.On on -> session(on.session());
            case Statement.Call call -> call(call);
            case Statement.Barrier barrier
            when !place.parallel() ->
                findings.error(barrier.span(), "A barrier stands in a branch of `parallel`.", null);
            case Statement.ForEach loop -> distinct(loop.each().names());
            case Item.Test test when test.each() != null -> distinct(test.each().names());
            case Statement.Capture capture -> distinct(capture.names());
            case Subject.ReplyCount count when !place.replies() -> onlyReplies(count);
            case Subject.EachReply each when !place.replies() -> onlyReplies(each);
            case Statement.Send send -> readOnly(send.value());
            case Statement.SendRaw send -> readOnly(send.value());
            case Statement.SendLines send -> send.lines().forEach(this::readOnly);
            default -> {}
        }
        Place inside = new Place(
                place.covered(),
                place.parallel() || node instanceof Statement.Parallel,
                place.replies() || node instanceof Expectation.Replies);
        for (Node part : Tree.parts(node)) {
            check(part, inside);
        }
    }

    private boolean requirement(Name id) {
        if (Catalogue.find(id.text()).isPresent()) {
            return true;
        }
        findings.error(
                id.span(),
                "There is no requirement `" + id.text() + "`.",
                Spelling.didYouMean(id.text(), Catalogue.ids()).orElse(null));
        return false;
    }

    private void verdict(Verdict verdict, Place place) {
        Name id = verdict.requirement();
        if (id != null
                && requirement(id)
                && place.covered() != null
                && !place.covered().contains(id.text())) {
            findings.error(id.span(), "The test does not cover `" + id.text() + "`.", "name it after `covers`");
        }
    }

    private void login(Statement.Login login) {
        if (login.account() instanceof AccountRef.Named(Name name) && !accounts.contains(name.text())) {
            findings.error(
                    name.span(),
                    "There is no account `" + name.text() + "`.",
                    Spelling.didYouMean(name.text(), accounts)
                            .orElse("`require account " + name.text()
                                    + "` skips the test where there is none; a variable is `${" + name.text() + "}`"));
        }
        if (login.mechanism() != null && login.mechanism().name().isConstant()) {
            mechanism(login.mechanism());
        }
    }

    private void mechanism(Statement.Mechanism written) {
        Span span = written.name().span();
        String name = written.name().constant();
        Optional<Mechanism> known = Mechanism.named(name);
        if (known.isEmpty()) {
            findings.error(
                    span,
                    "There is no mechanism `" + name + "`.",
                    Spelling.didYouMean(name.toUpperCase(Locale.ROOT), Mechanism.NAMES)
                            .orElse("there are " + String.join(", ", Mechanism.NAMES)
                                    + (name.equals(name.toUpperCase(Locale.ROOT))
                                            ? ""
                                            : "; a variable is `${" + name + "}`")));
        } else if (written.initialResponse() == Statement.InitialResponse.WITH
                && !known.get().takesInitialResponse()) {
            findings.error(
                    written.span(),
                    name + " has no initial response.",
                    known.get().isSasl() ? "in " + name + " the server begins" : name + " is a command of its own");
        }
    }

    private void session(Name name) {
        if (!sessions.contains(name.text())) {
            findings.error(
                    name.span(),
                    "No session is called `" + name.text() + "`.",
                    Spelling.didYouMean(name.text(), sessions)
                            .orElse("open one with `connect as " + name.text() + "`"));
        }
    }

    private void call(Statement.Call call) {
        Map<String, Item.Procedure> procedures = declarations.procedures();
        Item.Procedure procedure = procedures.get(call.procedure().text());
        if (procedure == null) {
            findings.error(
                    call.procedure().span(),
                    "There is no procedure `" + call.procedure().text() + "`.",
                    Spelling.didYouMean(call.procedure().text(), procedures.keySet())
                            .orElse(null));
            return;
        }
        int wanted = procedure.parameters().size();
        int given = call.arguments().size();
        if (wanted != given) {
            String parameters = String.join(
                    ", ", procedure.parameters().stream().map(Name::text).toList());
            findings.error(
                    call.span(),
                    "`" + call.procedure().text() + "` takes " + count(wanted) + ", not " + given + ".",
                    "write `" + call.procedure().text() + "(" + parameters + ")`");
        }
    }

    private static String count(int arguments) {
        return switch (arguments) {
            case 0 -> "no arguments";
            case 1 -> "one argument";
            default -> arguments + " arguments";
        };
    }

    private void distinct(List<Name> names) {
        Set<String> seen = new HashSet<>();
        for (Name name : names) {
            if (!seen.add(name.text())) {
                findings.error(name.span(), "There are two variables `" + name.text() + "` here.", null);
            }
        }
    }

    private void onlyReplies(Subject subject) {
        findings.error(
                subject.span(),
                "`" + subject.span().text() + "` speaks of several replies.",
                "it stands in `expect replies for 1s { … }`");
    }

    private void readOnly(Value value) {
        if (declarations.readOnly()
                && value instanceof Value.Text text
                && !text.template().parts().isEmpty()
                && text.template().parts().getFirst() instanceof Template.Characters(String first)
                && deletes(first)) {
            findings.error(value.span(), "This deletes a message, and the script is `read only`.", null);
        }
    }

    private static boolean deletes(String commands) {
        return commands.lines().anyMatch(line -> line.matches("(?i)DELE(\\s.*)?"));
    }
}
