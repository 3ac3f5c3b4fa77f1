package dev.parley.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Groovy has compiled, used again by another run. */
class KeptTranslationsTest {
    private static final String TEXT = "count.plus(40) # as ever";

    @TempDir
    private Path directory;

    private Compiled compiled(String text) {
        return switch (new Expressions(true, directory).compile(text)) {
            case Expressions.Result.Ready ready -> ready.compiled();
            case Expressions.Result.Wrong wrong -> throw new AssertionError(text + ": " + wrong.error());
        };
    }

    private Object value(String text) {
        return compiled(text).evaluate(Evaluation.SCOPE);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private Path onlyFile() throws IOException {
        assertThat(files()).hasSize(1);
        return files().getFirst();
    }

    @Test
    void aLaterRunTakesWhatIsKeptAndDoesNotCompile() throws Exception {
        assertThat(value(TEXT)).isEqualTo(42L);
        String name = onlyFile().getFileName().toString();
        String other = "count.plus(1)";
        new KeptTranslations(directory)
                .write(name, new GroovyCompiler().translate(name, GroovyText.read(other), other));
        assertThat(value(TEXT)).isEqualTo(3L);
    }

    @Test
    void itIsTheSameAsWhenItWasCompiled() throws Exception {
        for (String text : List.of(
                "list.collect { line -> line.tokenize()[1].toInteger() + count }.sum() == 325",
                "tls.version.endsWith('2') || time > 1s || map.a != 1",
                "\"${list.size()} and ${text.toUpperCase()}\"")) {
            Compiled first = compiled(text);
            Compiled second = compiled(text);
            assertThat(second.evaluate(Evaluation.SCOPE)).as(text).isEqualTo(first.evaluate(Evaluation.SCOPE));
            assertThat(second.check(Evaluation.SCOPE)).as(text).isEqualTo(first.check(Evaluation.SCOPE));
            assertThat(second.freeNames()).as(text).isEqualTo(first.freeNames()).isNotEmpty();
            assertThat(second.freeNames().keySet())
                    .as(text)
                    .containsExactlyElementsOf(first.freeNames().keySet());
            assertThat(second.paths()).as(text).isEqualTo(first.paths());
        }
        assertThat(files()).hasSize(3);
    }

    @Test
    void whatIsDamagedIsCompiledAnew() throws Exception {
        value(TEXT);
        Path file = onlyFile();
        byte[] whole = Files.readAllBytes(file);
        for (int length : List.of(0, 10, Digests.LENGTH, whole.length - 1)) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(value(TEXT)).isEqualTo(42L);
            assertThat(file).hasBinaryContent(whole);
        }
        byte[] changed = whole.clone();
        changed[changed.length / 2] ^= 1;
        Files.write(file, changed);
        assertThat(value(TEXT)).isEqualTo(42L);
        assertThat(file).hasBinaryContent(whole);
    }

    @Test
    void whereNothingCanBeKeptItCostsNothingButSpeed() throws Exception {
        Path below = Files.writeString(directory.resolve("file"), "x").resolve("below");
        Expressions.Result result = new Expressions(true, below).compile(TEXT);
        assertThat(((Expressions.Result.Ready) result).compiled().evaluate(Evaluation.SCOPE))
                .isEqualTo(42L);
    }

    @Test
    void whatIsWrongIsNotKept() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(new Expressions(true, directory).compile("count.plus("))
                    .isInstanceOf(Expressions.Result.Wrong.class);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void thereAreNeverMoreThanAreOfUse() throws Exception {
        for (int i = 0; i <= KeptTranslations.MOST; i++) {
            Files.createFile(directory.resolve("Expression_" + i));
        }
        value(TEXT);
        onlyFile();
    }
}
