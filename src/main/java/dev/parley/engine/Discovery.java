package dev.parley.engine;

import dev.parley.program.TestCase;
import dev.parley.source.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.io.Resource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.EngineDiscoveryListener;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.SelectorResolutionResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClasspathResourceSelector;
import org.junit.platform.engine.discovery.ClasspathRootSelector;
import org.junit.platform.engine.discovery.DirectorySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.FilePosition;
import org.junit.platform.engine.discovery.FileSelector;
import org.junit.platform.engine.discovery.PackageSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.discovery.UriSelector;

/**
 * Finds scripts by selectors, in the order of the selectors and within a directory by name. Selectors of what is no
 * script, such as classes, are other engines' affair.
 */
final class Discovery {
    static final URI STANDARD_INPUT = URI.create("parley:stdin");
    private static final String EXTENSION = ".parley";

    private final TestDescriptor root;
    private final ScriptTree tree;
    private final Consumer<String> notFound;

    /**
     * @param notFound is told, in a sentence, what was selected and is not there
     */
    Discovery(TestDescriptor root, EngineSettings settings, Consumer<String> notFound) {
        this.root = root;
        this.tree = new ScriptTree(root, settings);
        this.notFound = notFound;
    }

    /** Files and directories that the selectors name, as far as they do. */
    static List<Path> places(EngineDiscoveryRequest request) {
        List<Path> places = new ArrayList<>();
        for (DiscoverySelector selector : request.getSelectorsByType(DiscoverySelector.class)) {
            switch (selector) {
                case FileSelector file -> places.add(Path.of(file.getRawPath()));
                case DirectorySelector directory -> places.add(directory.getPath());
                case ClasspathRootSelector classpath -> places.add(Path.of(classpath.getClasspathRoot()));
                case UniqueIdSelector id
                when id.getUniqueId().getSegments().size() > 1 ->
                    places.add(Path.of(id.getUniqueId().getSegments().get(1).getValue()));
                default -> {}
            }
        }
        return places;
    }

    void discover(EngineDiscoveryRequest request) {
        EngineDiscoveryListener listener = request.getDiscoveryListener();
        for (DiscoverySelector selector : request.getSelectorsByType(DiscoverySelector.class)) {
            listener.selectorProcessed(root.getUniqueId(), selector, resolve(selector));
        }
    }

    private SelectorResolutionResult resolve(DiscoverySelector selector) {
        try {
            return select(selector) ? SelectorResolutionResult.resolved() : SelectorResolutionResult.unresolved();
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return SelectorResolutionResult.failed(e);
        }
    }

    private boolean select(DiscoverySelector selector) {
        return switch (selector) {
            case FileSelector file -> file(Path.of(file.getRawPath()), line(file.getPosition()));
            case DirectorySelector directory -> directory(directory.getPath());
            case ClasspathRootSelector classpath -> directory(Path.of(classpath.getClasspathRoot()));
            case ClasspathResourceSelector resource -> resource(resource);
            case PackageSelector selected -> inPackage(selected.getPackageName());
            case UriSelector uri -> uri(uri.getUri());
            case UniqueIdSelector id -> uniqueId(id.getUniqueId());
            default -> false;
        };
    }

    private static @Nullable Integer line(Optional<FilePosition> position) {
        return position.map(FilePosition::getLine).orElse(null);
    }

    private boolean file(Path path, @Nullable Integer line) {
        return path.toString().endsWith(EXTENSION) && select(tree.file(path), line);
    }

    private boolean directory(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("There is no directory `" + directory + "`.");
        }
        try (Stream<Path> files = Files.find(directory, Integer.MAX_VALUE, Discovery::isScript)) {
            List<Path> scripts = files.sorted().toList();
            tree.readAhead(scripts);
            scripts.forEach(path -> file(path, null));
            return !scripts.isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException("The directory `" + directory + "` cannot be read.", e);
        }
    }

    private static boolean isScript(Path path, BasicFileAttributes facts) {
        return path.toString().endsWith(EXTENSION)
                && (facts.isRegularFile() || facts.isSymbolicLink() && Files.isRegularFile(path));
    }

    private boolean resource(ClasspathResourceSelector selector) {
        if (!selector.getClasspathResourceName().endsWith(EXTENSION)) {
            return false;
        }
        Set<Resource> resources = selector.getResources();
        resources.stream().map(Resource::getUri).forEach(uri -> {
            if (!"file".equals(uri.getScheme())) {
                throw new IllegalArgumentException("The script `" + selector.getClasspathResourceName()
                        + "` is packed in an archive; only scripts in directories can run.");
            }
            file(Path.of(uri), line(selector.getPosition()));
        });
        return !resources.isEmpty();
    }

    private boolean inPackage(String name) {
        boolean found = false;
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            for (java.net.URL url : Collections.list(loader.getResources(name.replace('.', '/')))) {
                found |= url.getProtocol().equals("file") && directory(Path.of(URI.create(url.toString())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The package `" + name + "` cannot be read.", e);
        }
        return found;
    }

    private boolean uri(URI uri) {
        if (uri.equals(STANDARD_INPUT)) {
            return select(tree.standardInput(), null);
        }
        Integer line = line(FilePosition.fromQuery(uri.getQuery()));
        if ("classpath".equals(uri.getScheme()) && uri.getPath() != null) {
            return resource(
                    line == null
                            ? DiscoverySelectors.selectClasspathResource(uri.getPath())
                            : DiscoverySelectors.selectClasspathResource(uri.getPath(), FilePosition.from(line)));
        }
        if ("jar".equals(uri.getScheme())) {
            // Of an archive that whoever selects it has opened.
            return file(Path.of(uri), line);
        }
        if ("file".equals(uri.getScheme()) && uri.getRawPath() != null) {
            Path path = Path.of(URI.create("file://" + uri.getRawPath()));
            return Files.isDirectory(path) ? directory(path) : file(path, line);
        }
        return false;
    }

    private boolean uniqueId(UniqueId id) {
        if (!id.hasPrefix(root.getUniqueId())) {
            return false;
        }
        List<UniqueId.Segment> own = id.getSegments()
                .subList(
                        root.getUniqueId().getSegments().size(),
                        id.getSegments().size());
        if (own.isEmpty()) {
            return true;
        }
        ScriptTree.Entry script = tree.named(own.getFirst().getValue());
        // An error that has been mended since stands for the whole script.
        boolean whole = own.size() == 1 || own.get(1).getType().equals(ParleyEngine.ERROR);
        String name = whole ? "" : own.get(1).getValue();
        Predicate<TestCase> wanted = test -> whole || test.name().equals(name);
        return tree.add(script, wanted, own.size() > 2 ? own.get(2).getValue() : null);
    }

    private boolean select(ScriptTree.Entry script, @Nullable Integer line) {
        boolean found = tree.add(script, line == null ? _ -> true : onLine(line), null);
        if (!found && line != null) {
            notFound.accept("No test stands on line " + line + " of `" + script.name() + "`"
                    + tree.lines(script)
                            .map(lines -> "; its tests begin on " + lines)
                            .orElse("") + ".");
        }
        return found;
    }

    private static Predicate<TestCase> onLine(int line) {
        return test -> {
            Span span = test.test().span();
            int last = span.file().lineOf(Math.max(span.start(), span.end() - 1));
            return span.line() <= line && line <= last;
        };
    }
}
