package dev.parley.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.junit.jupiter.api.Test;

/** Every labelled alternative of the grammar is used by a script that the tests run. */
class GrammarCoverageTest {
    @Test
    void everyAlternativeHasAScript() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path script : scripts()) {
            collect(
                    ScriptParser.tree(new SourceFile(script.toString(), Files.readString(script)), new ArrayList<>()),
                    used);
        }
        assertThat(used).containsAll(labels());
    }

    @Test
    void theLanguageReferenceShowsEveryAlternative() throws IOException {
        Set<String> shown = new TreeSet<>();
        Matcher block = Pattern.compile("```(parley|parley-steps)\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")));
        while (block.find()) {
            boolean steps = block.group(1).equals("parley-steps");
            String text = steps ? "test \"x\" {\n" + block.group(2) + "}\n" : block.group(2);
            collect(ScriptParser.tree(new SourceFile("README.md", text), new ArrayList<>()), shown);
        }
        assertThat(shown).containsAll(labels());
    }

    @Test
    void theScriptsOfTheTestsHaveNoSyntaxErrors() throws IOException {
        for (Path script : scripts()) {
            SourceFile file = new SourceFile(script.toString(), Files.readString(script));
            assertThat(ScriptParser.parse(file).diagnostics())
                    .as(script.toString())
                    .isEmpty();
        }
    }

    private static List<Path> scripts() throws IOException {
        List<Path> scripts = new ArrayList<>();
        for (String directory : List.of("src/test/resources/scripts", "examples")) {
            try (Stream<Path> files = Files.walk(Path.of(directory))) {
                files.filter(file -> file.toString().endsWith(".parley")).forEach(scripts::add);
            }
        }
        assertThat(scripts).isNotEmpty();
        return scripts;
    }

    /** The contexts of labelled alternatives are those whose superclass is a context too. */
    private static Set<String> labels() {
        Set<String> labels = Arrays.stream(ParleyParser.class.getDeclaredClasses())
                .filter(type -> type.getSuperclass() != ParserRuleContext.class)
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(labels).hasSizeGreaterThan(100);
        return labels;
    }

    private static void collect(ParserRuleContext context, Set<String> used) {
        used.add(context.getClass().getSimpleName());
        if (context.children != null) {
            context.children.stream()
                    .filter(ParserRuleContext.class::isInstance)
                    .forEach(child -> collect((ParserRuleContext) child, used));
        }
    }
}
