package dev.parley.program;

import dev.parley.parse.ParseResult;
import dev.parley.parse.ScriptParser;
import dev.parley.source.Diagnostic;
import dev.parley.source.SourceFile;
import dev.parley.source.Span;
import dev.parley.syntax.Item;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parses a script and what it includes, each file once. */
final class IncludeResolver {
    private final Findings findings;
    /** Those that were included. */
    private final Set<Path> seen = new HashSet<>();

    private final List<Unit> units = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private boolean syntaxErrors;

    /** A file that is being read, and the one that includes it. */
    private record Open(
            @Nullable Path path, String name, @Nullable Open by) {
        /** Which file a path means is found out only where something is included: it takes many calls of the system. */
        boolean isOpen(Path file) {
            return path != null && file.equals(canonical(path)) || by != null && by.isOpen(file);
        }

        List<String> names() {
            List<String> names = by == null ? new ArrayList<>() : by.names();
            names.add(name);
            return names;
        }
    }

    IncludeResolver(Findings findings) {
        this.findings = findings;
    }

    void resolve(SourceFile file, @Nullable Path path, Path directory) {
        read(file, directory, List.of(), new Open(path, file.name(), null));
    }

    /** The files, each behind those it includes. */
    List<Unit> units() {
        return units;
    }

    /** The items of all files, those of an included one in place of its include. */
    List<Item> items() {
        return items;
    }

    boolean hasSyntaxErrors() {
        return syntaxErrors;
    }

    private void read(SourceFile file, Path directory, List<Item.Include> includes, Open open) {
        ParseResult parsed = ScriptParser.parse(file);
        parsed.diagnostics().forEach(findings::add);
        syntaxErrors |= parsed.hasErrors();
        Unit unit = Unit.of(parsed.script(), directory, includes);
        for (Item item : parsed.script().items()) {
            items.add(item);
            if (item instanceof Item.Include include) {
                include(include, unit, open);
            }
        }
        units.add(unit);
    }

    private void include(Item.Include include, Unit by, Open open) {
        Span span = include.path().span();
        if (!include.path().isConstant()) {
            findings.error(span, "The path of an include is written out, without `${…}`.", null);
            return;
        }
        String written = include.path().constant();
        try {
            Path path = canonical(by.directory().resolve(written));
            String name = shown(open.name(), written);
            if (open.isOpen(path)) {
                findings.add(Diagnostic.error(span, "This include closes a circle.")
                        .withNote(Stream.concat(open.names().stream(), Stream.of(name))
                                .collect(Collectors.joining(" → "))));
            } else if (seen.add(path)) {
                include(include, by, open, path, name);
            }
        } catch (InvalidPathException noPath) {
            findings.error(span, "\"" + written + "\" cannot be a path.", null);
        }
    }

    private void include(Item.Include include, Unit by, Open open, Path path, String name) {
        List<Item.Include> way = new ArrayList<>(by.includes());
        way.add(include);
        try {
            SourceReader.Read read = SourceReader.read(path, name);
            findings.way(read.file(), way);
            if (read.problem() != null) {
                findings.add(read.problem());
                syntaxErrors = true;
            } else {
                Path directory = path.getParent();
                read(read.file(), directory == null ? path : directory, way, new Open(path, name, open));
            }
        } catch (NoSuchFileException missing) {
            findings.add(Diagnostic.error(
                            include.path().span(),
                            "There is no file \"" + include.path().constant() + "\".")
                    .withLabel("looked for " + name));
            syntaxErrors = true;
        } catch (IOException unreadable) {
            findings.error(
                    include.path().span(), "The file \"" + include.path().constant() + "\" cannot be read.", null);
            syntaxErrors = true;
        }
    }

    /** As a user would write it from where the script was started. */
    private static String shown(String includer, String written) {
        try {
            return Path.of(includer).resolveSibling(written).normalize().toString();
        } catch (InvalidPathException standardInput) {
            return written;
        }
    }

    private static Path canonical(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException missing) {
            return path.toAbsolutePath().normalize();
        }
    }
}
