package dev.parley.engine;

import dev.parley.program.Loaded;
import dev.parley.program.Program;
import dev.parley.program.TestCase;
import dev.parley.source.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClasspathResourceSelector;
import org.junit.platform.engine.discovery.ClasspathRootSelector;
import org.junit.platform.engine.discovery.DirectorySelector;
import org.junit.platform.engine.discovery.FilePosition;
import org.junit.platform.engine.discovery.FileSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.discovery.UriSelector;

/** Finds scripts by selectors and makes nodes of them. Whatever is selected twice is there once. */
final class Discovery {
    static final URI STANDARD_INPUT = URI.create("parley:stdin");
    static final String SCRIPT = "script";
    static final String TEST = "test";
    static final String REPETITION = "repetition";
    private static final String STDIN_NAME = "<stdin>";
    private static final String EXTENSION = ".parley";

    private final TestDescriptor root;
    private final EngineSettings settings;
    private final Map<String, Loaded> loaded = new LinkedHashMap<>();

    Discovery(TestDescriptor root, EngineSettings settings) {
        this.root = root;
        this.settings = settings;
    }

    void discover(EngineDiscoveryRequest request) {
        for (FileSelector selector : request.getSelectorsByType(FileSelector.class)) {
            Optional<Integer> line = selector.getPosition().map(FilePosition::getLine);
            if (line.isPresent() || selector.getRawPath().endsWith(EXTENSION)) {
                file(selector.getRawPath(), line.map(Discovery::onLine).orElse(_ -> true));
            }
        }
        request.getSelectorsByType(DirectorySelector.class).forEach(selector -> directory(selector.getPath()));
        request.getSelectorsByType(ClasspathRootSelector.class)
                .forEach(selector -> directory(Path.of(selector.getClasspathRoot())));
        request.getSelectorsByType(ClasspathResourceSelector.class).forEach(this::resource);
        request.getSelectorsByType(UriSelector.class).forEach(selector -> uri(selector.getUri()));
        request.getSelectorsByType(UniqueIdSelector.class).forEach(selector -> uniqueId(selector.getUniqueId()));
    }

    private static Predicate<TestCase> onLine(int line) {
        return test -> {
            Span span = test.test().span();
            int last = span.file().lineOf(Math.max(span.start(), span.end() - 1));
            return span.line() <= line && line <= last;
        };
    }

    private void directory(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> scripts = files.filter(path -> path.toString().endsWith(EXTENSION) && Files.isRegularFile(path))
                    .sorted()
                    .toList();
            scripts.forEach(path -> file(path.toString(), _ -> true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void resource(ClasspathResourceSelector selector) {
        String name = selector.getClasspathResourceName();
        URL url = Thread.currentThread().getContextClassLoader().getResource(name);
        if (name.endsWith(EXTENSION) && url != null && url.getProtocol().equals("file")) {
            try {
                Predicate<TestCase> wanted = selector.getPosition()
                        .map(FilePosition::getLine)
                        .map(Discovery::onLine)
                        .orElse(_ -> true);
                file(Path.of(url.toURI()).toString(), wanted);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    private void uri(URI uri) {
        if (uri.equals(STANDARD_INPUT)) {
            Loaded script = loaded.computeIfAbsent(
                    STDIN_NAME,
                    name -> settings.loader()
                            .load(name, settings.standardInput().get(), Path.of("")));
            add(STDIN_NAME, script, _ -> true, null);
        } else if ("file".equals(uri.getScheme())) {
            Path path = Path.of(URI.create("file://" + uri.getRawPath()));
            if (Files.isDirectory(path)) {
                directory(path);
            } else if (path.toString().endsWith(EXTENSION)) {
                Predicate<TestCase> wanted = FilePosition.fromQuery(uri.getQuery())
                        .map(FilePosition::getLine)
                        .map(Discovery::onLine)
                        .orElse(_ -> true);
                file(path.toString(), wanted);
            }
        }
    }

    private void uniqueId(UniqueId id) {
        List<UniqueId.Segment> segments = id.getSegments();
        if (!id.hasPrefix(root.getUniqueId())) {
            return;
        }
        if (segments.size() == 1) {
            return;
        }
        String file = segments.get(1).getValue();
        if (segments.size() == 2) {
            file(file, _ -> true);
            return;
        }
        String name = segments.get(2).getValue();
        String repetition = segments.size() > 3 ? segments.get(3).getValue() : null;
        Loaded script = load(file);
        add(file, script, test -> test.name().equals(name), repetition);
    }

    private void file(String file, Predicate<TestCase> wanted) {
        add(file, load(file), wanted, null);
    }

    private Loaded load(String file) {
        return loaded.computeIfAbsent(file, name -> settings.loader().load(Path.of(name)));
    }

    private void add(String file, Loaded script, Predicate<TestCase> wanted, @Nullable String onlyRepetition) {
        UniqueId id = root.getUniqueId().append(SCRIPT, file);
        TestDescriptor node = child(root, id).orElseGet(() -> {
            String name = switch (script) {
                case Loaded.Accepted accepted -> accepted.program().suite();
                case Loaded.Rejected _ -> file;
            };
            TestDescriptor made = new Nodes.ScriptNode(id, file, name, Nodes.source(file, 1));
            root.addChild(made);
            return made;
        });
        switch (script) {
            case Loaded.Rejected rejected -> {
                UniqueId error = id.append(TEST, "the script can be read");
                if (child(node, error).isEmpty()) {
                    int line = rejected.diagnostics().getFirst().span().line();
                    node.addChild(new Nodes.RejectedNode(error, file, rejected, Nodes.source(file, line)));
                }
            }
            case Loaded.Accepted(Program program) ->
                program.tests().stream().filter(wanted).forEach(test -> add(node, program, test, onlyRepetition));
        }
    }

    private void add(TestDescriptor script, Program program, TestCase test, @Nullable String onlyRepetition) {
        UniqueId id = script.getUniqueId().append(TEST, test.name());
        for (int i = 1; i <= settings.repeat(); i++) {
            boolean once = settings.repeat() == 1;
            if (onlyRepetition != null && !onlyRepetition.equals(Integer.toString(i))) {
                continue;
            }
            UniqueId own = once ? id : id.append(REPETITION, Integer.toString(i));
            String name = once ? test.name() : test.name() + " (repetition " + i + " of " + settings.repeat() + ")";
            if (child(script, own).isEmpty()) {
                script.addChild(new Nodes.TestNode(
                        own,
                        name,
                        program,
                        test,
                        Nodes.source(
                                ((Nodes.ScriptNode) script).file(), test.span().line())));
            }
        }
    }

    private static Optional<TestDescriptor> child(TestDescriptor parent, UniqueId id) {
        for (TestDescriptor node : parent.getChildren()) {
            if (node.getUniqueId().equals(id)) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }
}
