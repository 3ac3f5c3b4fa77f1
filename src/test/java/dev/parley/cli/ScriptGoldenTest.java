package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every statement and predicate in a script that passes and one that fails, with what is printed. */
class ScriptGoldenTest {
    private static final Path SCRIPTS = Path.of("src/test/resources/scripts");

    @TestFactory
    Stream<DynamicTest> aScriptPrintsWhatItsPageSays() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files.filter(file -> file.toString().endsWith(".parley")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
        }
    }

    private static void check(Path script) throws IOException {
        Command command = Command.run("run", script.toString(), "--verbose", "--transcript", "none");
        Path page = Path.of(script.toString().replace(".parley", ".txt"));
        Golden.check(page, command.steady() + "exit " + command.exitCode() + "\n");
    }

    @Test
    void aPageBelongsToAScript() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            assertThat(files.filter(file -> file.toString().endsWith(".txt")))
                    .allSatisfy(page -> assertThat(Path.of(page.toString().replace(".txt", ".parley")))
                            .exists());
        }
    }
}
