package dev.parley.program;

import dev.parley.expression.EvaluationException;
import dev.parley.expression.Expressions;
import dev.parley.expression.Surroundings;
import dev.parley.source.SourceFile;
import dev.parley.syntax.AccountRef;
import dev.parley.syntax.Condition;
import dev.parley.syntax.Each;
import dev.parley.syntax.Node;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The way of one script from text to program. */
final class Loading {
    private final Surroundings surroundings;
    private final Set<String> known;
    private final Map<String, String> given;
    private final Findings findings = new Findings();
    private final IncludeResolver includes = new IncludeResolver(findings);
    private final Compilation compilation;

    /**
     * @param accounts those known without the script
     * @param given values of variables from outside, by name
     */
    Loading(Expressions expressions, Surroundings surroundings, Set<String> accounts, Map<String, String> given) {
        this.given = given;
        this.surroundings = surroundings;
        this.known = accounts;
        this.compilation = new Compilation(expressions, findings);
    }

    Loaded load(SourceFile file, @Nullable Path path, Path directory) {
        includes.resolve(file, path, directory);
        Map<SourceFile, Path> directories = new LinkedHashMap<>();
        for (Unit unit : includes.units()) {
            directories.put(unit.file(), unit.directory());
            compilation.compile(unit, directory);
            check(unit);
        }
        if (includes.hasSyntaxErrors()) {
            // What is left of a broken script would only give rise to complaints about what is missing in it.
            return new Loaded.Rejected(file, findings.inOrder());
        }
        GivenLets lets = new GivenLets(given, includes.items(), compilation.compiled(), findings);
        Declarations declarations = new Declarations(includes.units(), includes.items(), lets.all(), findings);
        Set<String> accounts = accounts(declarations);
        ValueReader values = new ValueReader(compilation.compiled(), directories);
        Set<String> later = new TreeSet<>(BuiltIns.names());
        later.addAll(accounts);
        LoadScope scope = new LoadScope(declarations.lets(), compilation.compiled(), later, surroundings);
        new RuleCheck(declarations, accounts, findings).check();
        new MailCheck(declarations, accounts, findings).check();
        names(declarations, accounts, values, scope);
        List<TestCase> tests = findings.hasErrors()
                ? List.of()
                : new TestExpansion(declarations, values, compilation.compiled(), scope, accounts, findings).expand();
        String suite = suite(declarations, values, scope);
        if (findings.hasErrors()) {
            return new Loaded.Rejected(file, findings.inOrder());
        }
        return new Loaded.Accepted(new Program(
                file,
                path,
                directory,
                suite,
                tests,
                declarations.lets(),
                declarations.before(),
                declarations.after(),
                declarations.everyReply(),
                declarations.procedures(),
                declarations.readOnly(),
                MessageUse.in(declarations.units(), compilation.compiled()),
                compilation.compiled(),
                directories,
                findings.inOrder()));
    }

    private void check(Unit unit) {
        LiteralCheck literals = new LiteralCheck(unit.directory(), findings);
        MeasureCheck measures = new MeasureCheck(findings);
        for (Node node : unit.nodes()) {
            literals.check(node);
            measures.check(node);
        }
    }

    private void names(Declarations declarations, Set<String> accounts, ValueReader values, LoadScope scope) {
        Defines defines = new Defines(declarations.procedures());
        Set<String> anywhere = new LinkedHashSet<>();
        declarations.units().forEach(unit -> unit.nodes().forEach(node -> anywhere.addAll(defines.of(node))));
        NameCheck names = new NameCheck(compilation.compiled(), accounts, anywhere, findings);
        new ScopeCheck(declarations, names, defines, anywhere, each -> columns(each, values, scope)).check();
        new UnusedCheck(declarations, findings);
    }

    private static @Nullable Set<String> columns(Each each, ValueReader values, LoadScope scope) {
        try {
            List<Map<String, @Nullable Object>> rows = values.rows(each, scope);
            return rows.isEmpty() ? null : rows.getFirst().keySet();
        } catch (EvaluationException unreadable) {
            return null;
        }
    }

    /** Those known, that which each test is given, and those that the script asks for. */
    private Set<String> accounts(Declarations declarations) {
        Set<String> accounts = new TreeSet<>(known);
        accounts.add(AccountRef.OWN);
        for (Unit unit : declarations.units()) {
            for (Node node : unit.nodes()) {
                if (node instanceof Condition.Account account) {
                    switch (account.account()) {
                        case AccountRef.Named named -> accounts.add(named.name().text());
                        case AccountRef.Written written
                        when written.template().isConstant() ->
                            accounts.add(written.template().constant());
                        case AccountRef.Written _, AccountRef.Computed _ -> {}
                    }
                }
            }
        }
        return accounts;
    }

    private String suite(Declarations declarations, ValueReader values, LoadScope scope) {
        if (declarations.suite() == null || findings.hasErrors()) {
            String name = declarations.root().file().name();
            return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        }
        try {
            return values.read(declarations.suite().name(), scope);
        } catch (EvaluationException failure) {
            findings.error(declarations.suite().name().span(), String.valueOf(failure.getMessage()), null);
            return "";
        }
    }
}
