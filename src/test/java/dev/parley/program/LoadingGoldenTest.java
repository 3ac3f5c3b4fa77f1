package dev.parley.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.parley.expression.Expressions;
import dev.parley.expression.Surroundings;
import dev.parley.source.DiagnosticRenderer;
import dev.parley.wire.WireText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each script in {@code loading} is loaded; what is said about it, or the tests it makes, stands in the text file
 * beside it. {@code -Dgolden.update=true} rewrites those and still fails.
 */
class LoadingGoldenTest {
    private static final Path SCRIPTS = Path.of("src/test/resources/loading");
    private static final Expressions EXPRESSIONS = new Expressions(true);

    static Stream<String> scripts() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".parley"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void saysWhatStandsBesideTheScript(String name) throws IOException {
        Path golden = SCRIPTS.resolve(name.replace(".parley", ".txt"));
        String actual = loaded(SCRIPTS.resolve(name));

        if (Boolean.getBoolean("golden.update")) {
            String before = Files.exists(golden) ? Files.readString(golden) : "";
            Files.writeString(golden, actual);
            assertThat(actual).as("rewritten: " + golden).isEqualTo(before);
            fail("Golden files were rewritten; run again without golden.update.");
        }
        assertThat(actual).isEqualTo(Files.readString(golden));
    }

    @Test
    void everyGoldenFileHasItsScript() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            assertThat(files.filter(path -> path.toString().endsWith(".txt")))
                    .allSatisfy(path -> assertThat(Path.of(path.toString().replace(".txt", ".parley")))
                            .exists());
        }
    }

    private static String loaded(Path path) {
        ProgramLoader loader = new ProgramLoader(EXPRESSIONS, surroundings(), Set.of());
        return switch (loader.load(path)) {
            case Loaded.Rejected rejected -> rendered(DiagnosticRenderer.render(rejected.diagnostics()));
            case Loaded.Accepted accepted -> outline(accepted.program());
        };
    }

    /** Paths are written with slashes on every system. */
    private static String rendered(String text) {
        return text.replace('\\' + "resources", "/resources");
    }

    private static String outline(Program program) {
        StringBuilder out = new StringBuilder("suite: " + program.suite() + "\n");
        for (TestCase test : program.tests()) {
            out.append("test: ").append(test.name()).append('\n');
            line(
                    out,
                    "variables",
                    test.variables().isEmpty() ? "" : test.variables().toString());
            line(out, "tags", sorted(test.tags()));
            line(out, "covers", String.join(", ", test.requirements()));
            line(out, "accounts", sorted(test.accounts()) + (test.accountsKnown() ? "" : " and others"));
        }
        if (!program.warnings().isEmpty()) {
            out.append('\n').append(rendered(DiagnosticRenderer.render(program.warnings())));
        }
        return out.toString();
    }

    private static void line(StringBuilder out, String name, String value) {
        if (!value.isEmpty()) {
            out.append("  ").append(name).append(": ").append(value.strip()).append('\n');
        }
    }

    private static String sorted(Set<String> values) {
        return String.join(", ", values.stream().sorted().toList());
    }

    static Surroundings surroundings() {
        return new Surroundings(
                Path.of("."),
                name -> name.equals("PARLEY_MAILDROP") ? "spool" : null,
                new Random(1),
                () -> Instant.EPOCH,
                WireText::decode,
                WireText::encode);
    }
}
