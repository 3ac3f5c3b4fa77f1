package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One format for all Java, and clean text everywhere. {@code -Dformat.update=true} formats, and still fails. */
class FormatTest {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    @Test
    void everyJavaFileIsFormatted() throws IOException, FormatterException {
        List<Path> unformatted = new ArrayList<>();
        List<Path> files = files("src", ".java");
        for (Path file : files) {
            String text = Files.readString(file);
            String formatted = FORMATTER.formatSourceAndFixImports(text);
            if (!formatted.equals(text)) {
                unformatted.add(file);
                if (Boolean.getBoolean("format.update")) {
                    Files.writeString(file, formatted);
                }
            }
        }
        assertThat(files).isNotEmpty();
        assertThat(unformatted)
                .as("not formatted; mvn -o test -Dtest=FormatTest -Dformat.update=true formats them")
                .isEmpty();
    }

    @Test
    void noSourceFileHidesTwoThings() throws IOException {
        for (Path file : files("src/main", ".java")) {
            assertThat(Files.readAllLines(file).size()).as("lines of " + file).isLessThanOrEqualTo(400);
        }
    }

    @Test
    void noTextHasTabsOrTrailingBlanks() throws IOException {
        List<Path> files = new ArrayList<>(files("src/main", ".java"));
        files.addAll(files("src/test/java", ".java"));
        files.addAll(files("examples", ".parley"));
        files.addAll(files("grammar", ".g4"));
        files.add(Path.of("README.md"));
        files.add(Path.of("pom.xml"));
        Pattern dirty = Pattern.compile("\t|[ ]+$", Pattern.MULTILINE);
        for (Path file : files) {
            String text = Files.readString(file);
            assertThat(dirty.matcher(text).find())
                    .as("tab or trailing blank in " + file)
                    .isFalse();
            assertThat(text).as("final line end of " + file).endsWith("\n");
        }
    }

    private static List<Path> files(String directory, String extension) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(directory))) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .sorted()
                    .toList();
        }
    }
}
