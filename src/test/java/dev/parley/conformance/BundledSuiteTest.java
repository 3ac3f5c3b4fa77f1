package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.expression.Expressions;
import dev.parley.expression.Surroundings;
import dev.parley.program.Loaded;
import dev.parley.program.Program;
import dev.parley.program.ProgramLoader;
import dev.parley.program.TestCase;
import dev.parley.requirement.Catalogue;
import dev.parley.wire.WireText;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The scripts of the conformance suite as they are bundled: all load, and no row of the catalogue is forgotten. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BundledSuiteTest {
    private final Map<String, Loaded> scripts = new LinkedHashMap<>();
    private final Map<String, Set<String>> filesOfRows = new TreeMap<>();
    private final Map<String, String> notCovered = new LinkedHashMap<>();

    @BeforeAll
    void load() throws IOException, URISyntaxException {
        URL folder = Objects.requireNonNull(Catalogue.class.getResource("/dev/parley/conformance/suite"));
        Path suite = Path.of(folder.toURI());
        ProgramLoader loader = new ProgramLoader(
                new Expressions(true),
                new Surroundings(
                        suite, _ -> null, new Random(1), Clock.systemUTC(), WireText::decode, WireText::encode),
                Set.of("alice", "bob"));
        try (Stream<Path> files = Files.list(suite)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".parley"))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString();
                Loaded loaded = loader.load(file);
                scripts.put(name, loaded);
                if (loaded instanceof Loaded.Accepted(Program program)) {
                    for (TestCase test : program.tests()) {
                        test.requirements()
                                .forEach(row -> filesOfRows
                                        .computeIfAbsent(row, _ -> new TreeSet<>())
                                        .add(name));
                    }
                }
            }
        }
        for (String line : Files.readAllLines(suite.resolve("not-covered.txt"))) {
            int colon = line.indexOf(':');
            if (!line.startsWith("#")) {
                assertThat(colon).as(line).isPositive();
                notCovered.put(
                        line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
    }

    @Test
    void everyScriptLoads() {
        assertThat(scripts)
                .hasSizeGreaterThan(20)
                .allSatisfy((name, loaded) ->
                        assertThat(loaded).as(name + ": " + loaded).isInstanceOf(Loaded.Accepted.class));
    }

    @Test
    void everyTestCoversARow() {
        assertThat(scripts.values().stream()
                        .flatMap(BundledSuiteTest::tests)
                        .filter(test -> test.requirements().isEmpty())
                        .map(TestCase::name))
                .isEmpty();
    }

    @Test
    void everyRowIsCoveredOrExplained() {
        Set<String> missing = new TreeSet<>(Catalogue.ids());
        missing.removeAll(filesOfRows.keySet());
        missing.removeAll(notCovered.keySet());
        assertThat(missing).isEmpty();
    }

    @Test
    void onlyRowsWithoutTestAreExplained() {
        assertThat(Catalogue.ids()).containsAll(notCovered.keySet());
        assertThat(filesOfRows).doesNotContainKeys(notCovered.keySet().toArray(String[]::new));
        assertThat(notCovered.values()).allSatisfy(reason -> assertThat(reason).isNotBlank());
    }

    @Test
    void noRowIsScatteredOverManyScripts() {
        assertThat(filesOfRows)
                .allSatisfy((row, files) -> assertThat(files).as(row).hasSizeLessThanOrEqualTo(3));
    }

    private static Stream<TestCase> tests(Loaded loaded) {
        return loaded instanceof Loaded.Accepted(Program program) ? program.tests().stream() : Stream.of();
    }
}
