package dev.parley.engine;

import dev.parley.program.Loaded;
import dev.parley.program.Program;
import dev.parley.program.TestCase;
import dev.parley.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;

/** The nodes of all selected scripts. Each script is loaded once, and what is added twice is there once. */
final class ScriptTree {
    private static final String SCRIPT = "script";
    private static final String TEST = "test";
    private static final String REPETITION = "repetition";
    private static final String ERROR_NAME = "the script can be read";
    /** So many scripts are worth a thread. */
    private static final int ENOUGH = 20;

    private final TestDescriptor root;
    private final EngineSettings settings;
    private final Map<Path, Entry> files = new HashMap<>();
    private final Map<UniqueId, TestDescriptor> nodes = new HashMap<>();
    private @Nullable Entry standardInput;

    /**
     * A script.
     *
     * @param name as the user wrote it the first time
     */
    record Entry(String name, Loaded loaded) {}

    ScriptTree(TestDescriptor root, EngineSettings settings) {
        this.root = root;
        this.settings = settings;
    }

    /** The script of a file, however its path is written. */
    Entry file(Path path) {
        return files.computeIfAbsent(key(path), _ -> read(path));
    }

    /** Loads many files on all processors, before each is asked for. */
    void readAhead(List<Path> paths) {
        List<Path> unknown =
                paths.stream().filter(path -> !files.containsKey(key(path))).toList();
        int readers = Math.min(Runtime.getRuntime().availableProcessors(), unknown.size() / ENOUGH);
        if (readers < 2) {
            return;
        }
        Map<Path, Entry> read = new ConcurrentHashMap<>();
        AtomicInteger next = new AtomicInteger();
        Runnable reading = () -> {
            for (int i = next.getAndIncrement(); i < unknown.size(); i = next.getAndIncrement()) {
                Path path = unknown.get(i);
                try {
                    read.put(key(path), read(path));
                } catch (RuntimeException | Error e) {
                    // Read again by who asks for it, and told there.
                }
            }
        };
        List<Thread> others = new ArrayList<>();
        for (int i = 2; i <= readers; i++) {
            others.add(Thread.ofPlatform().name("parley-reader-" + i).start(reading));
        }
        reading.run();
        others.forEach(Execution::join);
        read.forEach(files::putIfAbsent);
    }

    private static Path key(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private Entry read(Path path) {
        return new Entry(settings.loader().nameOf(path), settings.loader().load(path));
    }

    Entry standardInput() {
        Entry known = standardInput;
        if (known == null) {
            String text = settings.standardInput().get();
            known = new Entry(
                    SourceFile.STANDARD_INPUT, settings.loader().load(SourceFile.STANDARD_INPUT, text, Path.of("")));
            standardInput = known;
        }
        return known;
    }

    /** The script that a unique id names. */
    Entry named(String name) {
        return name.equals(SourceFile.STANDARD_INPUT) ? standardInput() : file(Path.of(name));
    }

    /**
     * Adds tests of a script; for one that cannot run the error in their place, whatever was wanted.
     *
     * @param repetition the number of the only one wanted, or null
     * @return whether there is anything
     */
    boolean add(Entry script, Predicate<TestCase> wanted, @Nullable String repetition) {
        if (script.loaded() instanceof Loaded.Accepted(Program program)) {
            List<TestCase> tests = program.tests().stream().filter(wanted).toList();
            tests.forEach(test -> addTest(script, program, test, repetition));
            return !tests.isEmpty();
        }
        addError(script, (Loaded.Rejected) script.loaded());
        return true;
    }

    /** Where the tests of a script begin, in words; empty when it has none. */
    Optional<String> lines(Entry script) {
        List<String> lines = switch (script.loaded()) {
            case Loaded.Rejected _ -> List.of();
            case Loaded.Accepted(Program program) ->
                program.tests().stream()
                        .map(test -> Integer.toString(test.span().line()))
                        .distinct()
                        .toList();
        };
        return switch (lines.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of("line " + lines.getFirst());
            default ->
                Optional.of(
                        "lines " + String.join(", ", lines.subList(0, lines.size() - 1)) + " and " + lines.getLast());
        };
    }

    private void addError(Entry script, Loaded.Rejected rejected) {
        Nodes.ScriptNode node = node(script, script.name());
        UniqueId id = node.getUniqueId().append(ParleyEngine.ERROR, ERROR_NAME);
        int line = rejected.diagnostics().getFirst().span().line();
        TestSource source = node.line(line);
        child(node, id, () -> new Nodes.RejectedNode(id, ERROR_NAME, script.name(), rejected, source));
    }

    private void addTest(Entry script, Program program, TestCase test, @Nullable String repetition) {
        Nodes.ScriptNode node = node(script, program.suite());
        UniqueId id = node.getUniqueId().append(TEST, test.name());
        TestSource source = node.line(test.span().line());
        int repeat = settings.repeat();
        for (int i = 1; i <= repeat; i++) {
            if (repetition == null || repetition.equals(Integer.toString(i))) {
                UniqueId own = repeat == 1 ? id : id.append(REPETITION, Integer.toString(i));
                String name = repeat == 1 ? test.name() : test.name() + " (repetition " + i + " of " + repeat + ")";
                child(node, own, () -> new Nodes.TestNode(own, name, program, test, source));
            }
        }
    }

    private Nodes.ScriptNode node(Entry script, String name) {
        UniqueId id = root.getUniqueId().append(SCRIPT, script.name());
        return (Nodes.ScriptNode) child(root, id, () -> new Nodes.ScriptNode(id, name, script.name()));
    }

    /** Makes a node the first time it is wanted. */
    private TestDescriptor child(TestDescriptor parent, UniqueId id, Supplier<TestDescriptor> make) {
        return nodes.computeIfAbsent(id, _ -> {
            TestDescriptor made = make.get();
            parent.addChild(made);
            return made;
        });
    }
}
