package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathResource;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectDirectory;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectFile;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUri;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;

import dev.parley.expression.Expressions;
import dev.parley.expression.Surroundings;
import dev.parley.interpreter.RunSettings;
import dev.parley.interpreter.TestResult;
import dev.parley.program.Loaded;
import dev.parley.program.Program;
import dev.parley.program.ProgramLoader;
import dev.parley.program.TestCase;
import dev.parley.secret.Secrets;
import dev.parley.server.EmbeddedServer;
import dev.parley.server.TestServer;
import dev.parley.wire.SessionSettings;
import dev.parley.wire.WireText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.discovery.FilePosition;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.opentest4j.AssertionFailedError;

/** The engine as any launcher of the platform sees it. */
class ParleyEngineTest {
    private static final String SCRIPT = """
        suite "Numbers"
        tags quick
        test "one" { tags odd; check 1 == 1 }
        test "two" { check 1 == 2 }
        test "three" { skip "not today" }
        test "row ${n}" for each n in 1..3 { check n > 0 }
        """;

    @TempDir
    private Path directory;

    private Path script;

    @BeforeEach
    void writeScripts() throws Exception {
        script = Files.writeString(directory.resolve("numbers.parley"), SCRIPT);
        Files.writeString(directory.resolve("broken.parley"), "test \"x\" { expct +OK }\n");
        Files.writeString(directory.resolve("notes.txt"), "no script");
    }

    private static EngineExecutionResults execute(DiscoverySelector... selectors) {
        return EngineTestKit.engine(ParleyEngine.ID).selectors(selectors).execute();
    }

    private static List<String> names(EngineExecutionResults results) {
        return results.testEvents()
                .started()
                .map(Event::getTestDescriptor)
                .map(TestDescriptor::getDisplayName)
                .toList();
    }

    @Test
    void aFileIsAContainerOfItsTests() {
        EngineExecutionResults results = execute(selectFile(script.toFile()));
        assertThat(names(results)).containsExactly("one", "two", "three", "row 1", "row 2", "row 3");
        results.testEvents()
                .assertStatistics(
                        counts -> counts.started(6).succeeded(4).failed(1).aborted(1));
        results.testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(test(), displayName("two"), finishedWithFailure(instanceOf(AssertionFailedError.class))));
    }

    @Test
    void aRejectedScriptIsOneErrorAndTheOthersRun() {
        EngineExecutionResults results = execute(selectDirectory(directory.toFile()));
        results.testEvents()
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                displayName("the script can be read"),
                                finishedWithFailure(instanceOf(ScriptRejectedException.class))));
        results.testEvents()
                .assertStatistics(
                        counts -> counts.started(7).succeeded(4).failed(2).aborted(1));
    }

    /** So many are read by several threads. */
    @Test
    void manyScriptsAreFoundInTheOrderOfTheirNames(@TempDir Path many) throws IOException {
        List<String> expected = new ArrayList<>();
        for (int i = 100; i < 300; i++) {
            boolean broken = i % 50 == 0;
            Files.writeString(
                    many.resolve(i + ".parley"), broken ? "test" : "test \"number " + i + "\" { check 1 == 1 }");
            expected.add(broken ? "the script can be read" : "number " + i);
        }
        assertThat(names(execute(selectDirectory(many.toFile())))).containsExactlyElementsOf(expected);
    }

    @Test
    void aLineSelectsTheTestOnIt() {
        assertThat(names(execute(selectFile(script.toFile(), FilePosition.from(4)))))
                .containsExactly("two");
        assertThat(names(execute(selectFile(script.toFile(), FilePosition.from(6)))))
                .containsExactly("row 1", "row 2", "row 3");
        assertThat(names(execute(selectFile(script.toFile(), FilePosition.from(2)))))
                .isEmpty();
        assertThat(names(execute(selectUri(script.toUri() + "?line=3")))).containsExactly("one");
    }

    @Test
    void whatIsSelectedTwiceRunsOnce() {
        assertThat(names(execute(selectFile(script.toFile()), selectDirectory(directory.toFile()))))
                .hasSize(7);
    }

    @Test
    void everyUniqueIdResolvesAgain() {
        List<TestDescriptor> tests = execute(selectDirectory(directory.toFile()))
                .testEvents()
                .started()
                .map(Event::getTestDescriptor)
                .toList();
        assertThat(tests).hasSize(7);
        for (TestDescriptor test : tests) {
            assertThat(execute(selectUniqueId(test.getUniqueId()))
                            .testEvents()
                            .started()
                            .map(event -> event.getTestDescriptor().getUniqueId()))
                    .containsExactly(test.getUniqueId());
        }
    }

    @Test
    void aScriptOfTheClassPathIsFound() {
        assertThat(names(execute(selectClasspathResource("suite/simple.parley"))))
                .containsExactly("the engine runs");
    }

    @Test
    void tagsOfFileAndTestReachThePlatform() {
        EngineExecutionResults results = execute(selectFile(script.toFile(), FilePosition.from(3)));
        assertThat(results.testEvents()
                        .started()
                        .map(event -> event.getTestDescriptor().getTags()))
                .singleElement()
                .satisfies(tags -> assertThat(tags).extracting("name").containsExactly("odd", "quick"));
    }

    @Test
    void aCancelledRunBeginsNoFurtherTest() {
        CancellationToken token = CancellationToken.create();
        RunObserver cancelling = new RunObserver() {
            @Override
            public void rejected(String file, Loaded.Rejected rejected) {}

            @Override
            public void finished(Program program, TestCase test, String name, TestResult result) {
                token.cancel();
            }
        };
        EngineTestKit.engine(new ParleyEngine(settings(), cancelling))
                .selectors(selectFile(script.toFile()))
                .cancellationToken(token)
                .execute()
                .testEvents()
                .assertStatistics(counts -> counts.started(1).succeeded(1).skipped(5));
    }

    private static EngineSettings settings() {
        TestServer server = new EmbeddedServer(InstantSource.system());
        Surroundings surroundings = new Surroundings(
                Path.of(""), _ -> null, new Random(1), InstantSource.system(), WireText::decode, WireText::encode);
        Duration time = Duration.ofSeconds(30);
        return new EngineSettings(
                server,
                new ProgramLoader(new Expressions(true), surroundings, server.accountNames()),
                new RunSettings(
                        time,
                        time,
                        time,
                        false,
                        false,
                        SessionSettings.customary(),
                        new Secrets(WireText::encode),
                        surroundings),
                1,
                0,
                1,
                OptionalLong.empty(),
                null,
                () -> "");
    }
}
