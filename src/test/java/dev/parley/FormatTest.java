package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One format for all Java, and clean text everywhere. {@code -Dformat.update=true} formats, and still fails. */
class FormatTest {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    private static final List<String> PLACES = List.of(
            ".ci",
            ".gitignore",
            "CHANGELOG.md",
            "LICENSE",
            "README.md",
            "examples",
            "grammar",
            "parley",
            "pom.xml",
            "src");

    private static final Pattern HOST = Pattern.compile("https?://([A-Za-z0-9._-]+)");
    private static final Pattern PUBLIC = Pattern.compile(
            "(?:.*\\.)?example\\.(?:org|com|net)|localhost|127\\.0\\.0\\.1|(?:maven|www)\\.apache\\.org|www\\.w3\\.org"
                    + "|www\\.rfc-editor\\.org|github\\.com");

    @Test
    void everyJavaFileIsFormatted() throws IOException, FormatterException {
        List<Path> unformatted = new ArrayList<>();
        List<Path> files = files("src", ".java");
        Path known = Files.createDirectories(Path.of("target", "formatted"));
        for (Path file : files) {
            String text = Files.readString(file);
            Path mark = known.resolve(digest(text));
            if (Files.exists(mark)) {
                continue;
            }
            String formatted = FORMATTER.formatSourceAndFixImports(text);
            if (formatted.equals(text)) {
                Files.write(mark, new byte[0]);
            } else {
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

    /** Of a text and of the formatter, so that a text found good is not formatted again before one of them changes. */
    private static String digest(String text) {
        String formatter = String.valueOf(
                Formatter.class.getProtectionDomain().getCodeSource().getLocation());
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest((formatter + text).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noSourceFileHidesTwoThings() throws IOException {
        for (Path file : files("src", ".java")) {
            assertThat(Files.readAllLines(file).size()).as("lines of " + file).isLessThanOrEqualTo(400);
        }
    }

    /** But the test data, where octets stand as a server or a user wrote them, and messages, whose lines end in CRLF. */
    @Test
    void noTextHasTabsOrTrailingBlanks() throws IOException {
        for (Path file : written()) {
            if (!file.startsWith("src/test/resources") && !file.toString().endsWith(".eml")) {
                String text = Files.readString(file);
                assertThat(text).as("tab, CR, or trailing blank in " + file).doesNotContainPattern("[\t\r]|(?m)[ ]+$");
                assertThat(text).as("final line end of " + file).matches("(?s).*[^\n]\n");
            }
        }
    }

    @Test
    void noTextNamesAMachineOrAHostThatOnlySomeCanReach() throws IOException {
        for (Path file : written()) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(text)
                    .as("a directory of somebody's machine in " + file)
                    .doesNotContainPattern("/(?:work|root|home|Users)/");
            assertThat(HOST.matcher(text).results().map(found -> found.group(1)))
                    .as("hosts in " + file)
                    .allMatch(host -> PUBLIC.matcher(host).matches());
        }
    }

    /** What is written by hand; what else lies in a checkout is its owner's. */
    private static List<Path> written() throws IOException {
        List<Path> written = new ArrayList<>();
        for (String place : PLACES) {
            try (Stream<Path> files = Files.walk(Path.of(place))) {
                written.addAll(files.filter(Files::isRegularFile).sorted().toList());
            }
        }
        return written;
    }

    private static List<Path> files(String directory, String extension) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(directory))) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .sorted()
                    .toList();
        }
    }
}
