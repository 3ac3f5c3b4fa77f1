package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The matrix as JSON and Markdown. */
class MatrixReportsTest {
    @TempDir
    private Path directory;

    @Test
    void jsonReadsBackAsTheSameMatrix() throws Exception {
        Matrix matrix = Samples.matrix("mail.example.org:110");
        StringWriter out = new StringWriter();
        MatrixJson.write(matrix, out);
        Path file = Files.writeString(directory.resolve("m.json"), out.toString());
        assertThat(MatrixJson.read(file)).isEqualTo(matrix);
    }

    @Test
    void anotherFileIsNoMatrix() throws Exception {
        Path file =
                Files.writeString(directory.resolve("m.json"), "{\"format\": \"other\", \"rows\": [], \"counts\": {}}");
        assertThatThrownBy(() -> MatrixJson.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no matrix");
        Path text = Files.writeString(directory.resolve("m.txt"), "no JSON");
        assertThatThrownBy(() -> MatrixJson.read(text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no matrix");
    }

    @Test
    void markdownHasEveryRowAndNoMarkupOfTheServers() {
        String page = MatrixMarkdown.of(List.of(Samples.matrix("a"), Samples.matrix("b|c")));
        assertThat(page.lines().filter(line -> line.startsWith("| `")))
                .hasSize(400)
                .allMatch(line -> columns(line) == 5);
        assertThat(page.lines().filter(line -> line.contains("<script>"))).allMatch(line -> line.startsWith("      "));
        assertThat(page).contains("## Violations of a", "## Deviations of b\\|c");
    }

    private static int columns(String line) {
        return line.replace("\\|", "").split("\\|").length - 1;
    }
}
