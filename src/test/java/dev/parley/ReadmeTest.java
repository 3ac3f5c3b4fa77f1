package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.parse.ParseResult;
import dev.parley.parse.ScriptParser;
import dev.parley.source.DiagnosticRenderer;
import dev.parley.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the README shows is right. */
class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("```(parley|parley-steps)\n(.*?)```", Pattern.DOTALL);

    private record Block(int line, String text, boolean steps) {}

    @TestFactory
    Stream<DynamicTest> everyBlockParses() throws IOException {
        List<Block> blocks = blocks();
        assertThat(blocks).hasSizeGreaterThan(10);
        return blocks.stream()
                .map(block -> DynamicTest.dynamicTest("line " + block.line(), () -> {
                    String script = block.steps() ? "test \"of the README\" {\n" + block.text() + "}\n" : block.text();
                    ParseResult result = ScriptParser.parse(new SourceFile("README.md:" + block.line(), script));
                    assertThat(DiagnosticRenderer.render(result.diagnostics())).isEmpty();
                    assertThat(result.script().items()).isNotEmpty();
                }));
    }

    @Test
    void everyExitCodeIsExplained() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        for (int code : new int[] {0, 1, 2, 3, 4, 64, 70, 130}) {
            assertThat(readme).contains("| " + code + " | ");
        }
    }

    private static List<Block> blocks() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(readme);
        while (matcher.find()) {
            int line = (int) readme.substring(0, matcher.start()).lines().count() + 1;
            blocks.add(new Block(line, matcher.group(2), matcher.group(1).equals("parley-steps")));
        }
        return blocks;
    }
}
