package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectDirectory;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectFile;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUri;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.FilePosition;
import org.junit.platform.testkit.engine.EngineDiscoveryResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Which scripts and tests a selector means, and what is said when it means none. */
class SelectionTest {
    @TempDir
    private Path directory;

    private Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static EngineTestKit.Builder kit(DiscoverySelector... selectors) {
        return EngineTestKit.engine(ParleyEngine.ID).selectors(selectors);
    }

    private static List<String> names(EngineDiscoveryResults results) {
        return results.getEngineDescriptor().getDescendants().stream()
                .filter(TestDescriptor::isTest)
                .map(TestDescriptor::getDisplayName)
                .toList();
    }

    private static List<String> names(DiscoverySelector... selectors) {
        return names(kit(selectors).discover());
    }

    @Test
    void scriptsComeInTheOrderOfTheSelectorsAndThenByName() throws Exception {
        write("d/b.parley", "test \"b\" { check 1 == 1 }\n");
        write("d/a/c.parley", "test \"c\" { check 1 == 1 }\n");
        Path last = write("z.parley", "test \"z\" { check 1 == 1 }\n");
        assertThat(names(
                        selectFile(last.toFile()),
                        selectDirectory(directory.resolve("d").toFile())))
                .containsExactly("z", "c", "b");
    }

    @Test
    void aScriptRunsOnceHoweverItsPathIsWritten() throws Exception {
        Path script = write("a.parley", "test \"a\" { check 1 == 1 }\n");
        assertThat(names(
                        selectFile(script.toString()),
                        selectFile(directory + "/./a.parley"),
                        selectFile(directory + "/../" + directory.getFileName() + "/a.parley"),
                        selectUri(script.toUri()),
                        selectDirectory(directory.toFile())))
                .containsExactly("a");
    }

    @Test
    void packagesAndClassPathUrisAreFound() {
        assertThat(names(selectPackage("suite"))).containsExactly("the engine runs");
        assertThat(names(selectUri("classpath:/suite/simple.parley"))).containsExactly("the engine runs");
    }

    @Test
    void whatIsNoScriptIsOtherEnginesAffair() throws Exception {
        Path text = write("notes.txt", "no script");
        EngineDiscoveryResults results = kit(
                        selectClass(SelectionTest.class),
                        selectFile(text.toFile()),
                        selectUri("https://example.org/a.parley"))
                .discover();
        assertThat(names(results)).isEmpty();
        assertThat(results.getDiscoveryIssues()).isEmpty();
    }

    @Test
    void aLineWithoutATestIsAWarningAndTheOthersRun() throws Exception {
        Path script = write("a.parley", "suite \"s\"\n\ntest \"a\" { check 1 == 1 }\ntest \"b\" { check 1 == 1 }\n");
        EngineDiscoveryResults results = kit(
                        selectFile(script.toFile(), FilePosition.from(2)),
                        selectFile(script.toFile(), FilePosition.from(4)))
                .discover();
        assertThat(names(results)).containsExactly("b");
        assertThat(results.getDiscoveryIssues()).singleElement().satisfies(issue -> {
            assertThat(issue.severity()).isEqualTo(DiscoveryIssue.Severity.WARNING);
            assertThat(issue.message())
                    .isEqualTo("No test stands on line 2 of `%s`; its tests begin on lines 3 and 4.", script);
        });
    }

    @Test
    void aDirectoryThatIsNotThereIsAnError() {
        assertThat(kit(selectDirectory(directory.resolve("absent").toString()))
                        .discover()
                        .getDiscoveryIssues())
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.severity()).isEqualTo(DiscoveryIssue.Severity.ERROR);
                    assertThat(issue.cause())
                            .hasValueSatisfying(cause -> assertThat(cause)
                                    .hasMessage("There is no directory `" + directory.resolve("absent") + "`."));
                });
    }

    @Test
    void aFileThatIsNotThereIsOneErroredTest() {
        assertThat(names(selectFile(directory.resolve("absent.parley").toString())))
                .containsExactly("the script can be read");
    }

    @Test
    void repetitionsResolveAgainByTheirIds() throws Exception {
        Path script = write("a.parley", "test \"a\" { check 1 == 1 }\ntest \"b\" { check 1 == 1 }\n");
        EngineTestKit.Builder all = kit(selectFile(script.toFile())).configurationParameter("parley.repeat", "3");
        List<UniqueId> ids = all.discover().getEngineDescriptor().getDescendants().stream()
                .filter(TestDescriptor::isTest)
                .map(TestDescriptor::getUniqueId)
                .toList();
        assertThat(ids).hasSize(6);
        for (UniqueId id : ids) {
            EngineDiscoveryResults again = kit(selectUniqueId(id))
                    .configurationParameter("parley.repeat", "3")
                    .discover();
            assertThat(again.getEngineDescriptor().getDescendants().stream()
                            .filter(TestDescriptor::isTest)
                            .map(TestDescriptor::getUniqueId))
                    .containsExactly(id);
        }
    }

    @Test
    void theIdOfAnErrorMeansTheWholeScriptOnceItIsMended() throws Exception {
        Path script = write("a.parley", "tst \"a\" { check 1 == 1 }\n");
        UniqueId id = kit(selectFile(script.toFile())).discover().getEngineDescriptor().getDescendants().stream()
                .filter(TestDescriptor::isTest)
                .findFirst()
                .orElseThrow()
                .getUniqueId();
        write("a.parley", "test \"a\" { check 1 == 1 }\ntest \"b\" { check 1 == 1 }\n");
        assertThat(names(selectUniqueId(id))).containsExactly("a", "b");
    }

    @Test
    void theIdOfATestThatHasGoneIsAnError() throws Exception {
        Path script = write("a.parley", "test \"a\" { check 1 == 1 }\n");
        UniqueId id = UniqueId.forEngine(ParleyEngine.ID)
                .append("script", script.toString())
                .append("test", "gone");
        assertThat(kit(selectUniqueId(id)).discover().getDiscoveryIssues())
                .extracting(DiscoveryIssue::severity)
                .containsExactly(DiscoveryIssue.Severity.ERROR);
    }
}
