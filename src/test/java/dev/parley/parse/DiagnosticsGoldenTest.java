package dev.parley.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Golden;
import dev.parley.source.Diagnostic;
import dev.parley.source.DiagnosticRenderer;
import dev.parley.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each class of syntax error, with what is printed; and the same with the line ends of Windows. */
class DiagnosticsGoldenTest {
    private static final Path PAGES = Path.of("src/test/resources/diagnostics");

    @TestFactory
    Stream<DynamicTest> anErrorPrintsWhatItsPageSays() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            List<Path> scripts = files.filter(file -> file.toString().endsWith(".parley"))
                    .sorted()
                    .toList();
            assertThat(scripts).hasSizeGreaterThan(40);
            return scripts.stream()
                    .map(script -> DynamicTest.dynamicTest(script.getFileName().toString(), () -> check(script)));
        }
    }

    private static void check(Path script) throws IOException {
        String text = Files.readString(script);
        String name = script.getFileName().toString();
        List<Diagnostic> diagnostics =
                ScriptParser.parse(new SourceFile(name, text)).diagnostics();
        assertThat(diagnostics).isNotEmpty();
        Path page = Path.of(script.toString().replace(".parley", ".txt"));
        Golden.check(page, DiagnosticRenderer.render(diagnostics));
        SourceFile windows = new SourceFile(name, text.replace("\n", "\r\n"));
        assertThat(ScriptParser.parse(windows).diagnostics())
                .extracting(Diagnostic::message)
                .isEqualTo(diagnostics.stream().map(Diagnostic::message).toList());
    }
}
