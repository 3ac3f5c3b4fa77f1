package dev.parley.program;

import dev.parley.expression.Compiled;
import dev.parley.expression.Expressions;
import dev.parley.expression.Surroundings;
import dev.parley.parse.ParseResult;
import dev.parley.parse.ScriptParser;
import dev.parley.source.Diagnostic;
import dev.parley.source.SourceFile;
import dev.parley.source.Span;
import dev.parley.syntax.*;
import java.nio.file.*;
import java.util.*;

/** TEMPORARY. */
public final class ProgramLoader {
    private final Expressions expressions;
    private final Surroundings surroundings;

    public ProgramLoader(Expressions expressions, Surroundings surroundings, Set<String> accounts) {
        this.expressions = expressions;
        this.surroundings = surroundings;
    }

    public Loaded load(Path path) {
        try {
            return load(path.toString(), Files.readString(path), Objects.requireNonNull(path.toAbsolutePath().getParent()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public Loaded load(String name, String text, Path directory) {
        SourceFile file = new SourceFile(name, text);
        ParseResult result = ScriptParser.parse(file);
        List<Diagnostic> diagnostics = new ArrayList<>(result.diagnostics());
        List<Item> items = new ArrayList<>(result.script().items());
        Map<SourceFile, Path> dirs = new HashMap<>();
        dirs.put(file, directory);
        for (Item.Include include : result.script().items(Item.Include.class).toList()) {
            try {
                Path p = directory.resolve(include.path().constant());
                SourceFile f = new SourceFile(p.toString(), Files.readString(p));
                dirs.put(f, directory);
                items.addAll(ScriptParser.parse(f).script().items());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        IdentityHashMap<Expression, Compiled> compiled = new IdentityHashMap<>();
        walk(items, e -> {
            switch (expressions.compile(e.text())) {
                case Expressions.Result.Ready ready -> compiled.put(e, ready.compiled());
                case Expressions.Result.Wrong wrong -> diagnostics.add(Diagnostic.error(e.span(), wrong.error().message()));
            }
        });
        if (!diagnostics.isEmpty()) {
            return new Loaded.Rejected(file, diagnostics);
        }
        List<TestCase> tests = new ArrayList<>();
        List<Clause> all = new ArrayList<>();
        for (Item i : items) if (i instanceof Item.ForAll f) all.add(f.clause());
        for (Item i : items) {
            if (i instanceof Item.Test t && t.each() == null) {
                List<Clause> clauses = new ArrayList<>(all);
                clauses.addAll(t.clauses());
                List<String> reqs = new ArrayList<>();
                for (Clause c : clauses) if (c instanceof Clause.Covers cv) cv.requirements().forEach(r -> reqs.add(r.text()));
                tests.add(new TestCase(t, t.name().constant(), 0, Map.of(), clauses, Set.of(), reqs, Set.of("alice", "bob"), true));
            }
        }
        Map<String, Item.Procedure> procs = new HashMap<>();
        for (Item i : items) if (i instanceof Item.Procedure p) procs.put(p.name().text(), p);
        return new Loaded.Accepted(new Program(file, null, directory, name, tests, of(items, Item.Let.class), of(items, Item.Before.class), of(items, Item.After.class), of(items, Item.EveryReply.class), procs, !of(items, Item.ReadOnly.class).isEmpty(), compiled, dirs, List.of()));
    }

    private static <T> List<T> of(List<Item> items, Class<T> c) {
        return items.stream().filter(c::isInstance).map(c::cast).toList();
    }

    private static void walk(Object o, java.util.function.Consumer<Expression> f) {
        if (o instanceof Expression e) f.accept(e);
        else if (o instanceof Span || o instanceof SourceFile || o == null) {}
        else if (o instanceof List<?> l) l.forEach(x -> walk(x, f));
        else if (o instanceof Record r)
            for (var c : r.getClass().getRecordComponents())
                try { var m = c.getAccessor(); m.setAccessible(true); walk(m.invoke(r), f); } catch (Exception e) { throw new IllegalStateException(e); }
    }
}
