package dev.parley.program;

import dev.parley.expression.Expressions;
import dev.parley.expression.Surroundings;
import dev.parley.source.Diagnostic;
import dev.parley.source.SourceFile;
import dev.parley.source.Span;
import dev.parley.syntax.AccountRef;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads scripts and makes them ready to run. Safe for use by several threads. */
public final class ProgramLoader {
    private final Expressions expressions;
    private final Surroundings surroundings;
    private final Set<String> accounts;
    private final Function<Path, String> naming;
    private final Map<String, String> given;
    private final @Nullable Map<Path, Loaded> remembered;

    /**
     * @param expressions where expressions are compiled and kept
     * @param surroundings for expressions in the data of tests; its directory is replaced by each script's
     * @param accounts the accounts the chosen server is known to have
     */
    public ProgramLoader(Expressions expressions, Surroundings surroundings, Set<String> accounts) {
        this(expressions, surroundings, accounts, Map.of(), Path::toString);
    }

    /**
     * @param given values of variables from outside, by name; in place of a {@code let} of that name at file level
     * @param naming what a script is called in messages and reports
     * @throws IllegalArgumentException with a sentence for the user when a variable has a name with a meaning of its own
     */
    public ProgramLoader(
            Expressions expressions,
            Surroundings surroundings,
            Set<String> accounts,
            Map<String, String> given,
            Function<Path, String> naming) {
        this(expressions, surroundings, accounts, given, naming, null);
    }

    private ProgramLoader(
            Expressions expressions,
            Surroundings surroundings,
            Set<String> accounts,
            Map<String, String> given,
            Function<Path, String> naming,
            @Nullable Map<Path, Loaded> remembered) {
        this.expressions = expressions;
        this.surroundings = surroundings;
        this.remembered = remembered;
        Set<String> known = new TreeSet<>(BuiltIns.ACCOUNTS);
        known.addAll(accounts);
        this.accounts = known;
        this.naming = naming;
        this.given = Map.copyOf(given);
        for (String name : new TreeSet<>(given.keySet())) {
            if (known.contains(name) || name.equals(AccountRef.OWN)) {
                throw new IllegalArgumentException("The variable `" + name + "` would hide the account of that name.");
            }
            if (BuiltIns.names().contains(name) || Expressions.functions().contains(name)) {
                throw new IllegalArgumentException(
                        "The variable `" + name + "` would hide what the language calls so itself.");
            }
        }
    }

    /** The same loader, which reads each file once: for scripts that are asked for again and do not change meanwhile. */
    public ProgramLoader remembering() {
        return new ProgramLoader(expressions, surroundings, accounts, given, naming, new ConcurrentHashMap<>());
    }

    /** What a script is called in messages and reports. */
    public String nameOf(Path path) {
        return naming.apply(path);
    }

    /** Loads a file; one that cannot be read is rejected with the reason. */
    public Loaded load(Path path) {
        return remembered == null ? read(path) : remembered.computeIfAbsent(path.toAbsolutePath(), _ -> read(path));
    }

    private Loaded read(Path path) {
        String name = nameOf(path);
        try {
            SourceReader.Read read = SourceReader.read(path, name);
            if (read.problem() != null) {
                return new Loaded.Rejected(read.file(), List.of(read.problem()));
            }
            Path directory = path.toAbsolutePath().getParent();
            return load(read.file(), path, directory == null ? path.toAbsolutePath() : directory);
        } catch (NoSuchFileException missing) {
            return unreadable(name, "There is no such file.");
        } catch (IOException unreadable) {
            return unreadable(name, "The file cannot be read.");
        }
    }

    /** Loads a text, such as standard input. */
    public Loaded load(String name, String text, Path directory) {
        return load(SourceReader.of(name, text), null, directory);
    }

    private static Loaded unreadable(String name, String message) {
        SourceFile file = new SourceFile(name, "");
        return new Loaded.Rejected(file, List.of(Diagnostic.error(new Span(file, 0, 0), message)));
    }

    private Loaded load(SourceFile file, @Nullable Path path, Path directory) {
        return new Loading(expressions, surroundings.in(directory), accounts, given).load(file, path, directory);
    }
}
