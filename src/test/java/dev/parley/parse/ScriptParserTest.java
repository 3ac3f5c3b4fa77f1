package dev.parley.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.source.SourceFile;
import dev.parley.syntax.Item;
import dev.parley.syntax.Statement;
import dev.parley.syntax.Template;
import dev.parley.syntax.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptParserTest {
    @Test
    void everyCharacterBelongsToExactlyOneToken() throws IOException {
        for (String folder : List.of("examples", "src/test/resources/scripts", "src/test/resources/diagnostics")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path script :
                        files.filter(f -> f.toString().endsWith(".parley")).toList()) {
                    String text = Files.readString(script);
                    assertThat(joined(text)).as(script.toString()).isEqualTo(text);
                    String windows = text.replace("\n", "\r\n");
                    assertThat(joined(windows)).as(script.toString()).isEqualTo(windows);
                }
            }
        }
    }

    private static String joined(String text) {
        ParleyLexer lexer = ParleyLexerBase.of(new SourceFile("x", text));
        StringBuilder joined = new StringBuilder();
        for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
            joined.append(text, token.getStartIndex(), token.getStopIndex() + 1);
        }
        return joined.toString();
    }

    private static Value sent(String value) {
        ParseResult result = ScriptParser.parse(new SourceFile("x", "test \"t\" {\n    send " + value + "\n}\n"));
        assertThat(result.diagnostics()).isEmpty();
        Item.Test test = result.script().items(Item.Test.class).findFirst().orElseThrow();
        return switch (test.body().statements().getFirst()) {
            case Statement.Send send -> send.value();
            case Statement.SendRaw raw -> raw.value();
            default -> throw new AssertionError("no send");
        };
    }

    private static String text(String value) {
        return ((Value.Text) sent(value)).template().constant();
    }

    @Test
    void escapesMeanWhatTheyMean() {
        assertThat(text("\"a\\r\\n\\t\\0\\\\\\\"\\$\"")).isEqualTo("a\r\n\t\0\\\"$");
        assertThat(text("\"\\x41\\xff\\u{e9}\\u{1F600}\"")).isEqualTo("A\udcffé😀");
        assertThat(text("\"$ is itself\"")).isEqualTo("$ is itself");
        assertThat(text("'raw \\r ${x}'")).isEqualTo("raw \\r ${x}");
    }

    @Test
    void aTextBlockLosesItsIndentationAndKeepsItsBlanks() {
        assertThat(text("\"\"\"\n        one  \n          two\n\n        \"\"\""))
                .isEqualTo("one  \r\n  two\r\n\r\n");
        assertThat(text("\"\"\"\n        one\n        two\"\"\"")).isEqualTo("one\r\ntwo");
        assertThat(text("\"\"\"\n        one\n    \"\"\"")).isEqualTo("    one\r\n");
    }

    @Test
    void insertionsAreExpressionsWithTheirPlaces() {
        Template template = ((Value.Text) sent("\"a ${b + '}'} c\"")).template();
        assertThat(template.parts()).hasSize(3);
        Template.Inserted inserted = (Template.Inserted) template.parts().get(1);
        assertThat(inserted.expression().text()).isEqualTo("b + '}'");
        assertThat(inserted.expression().span().place()).isEqualTo("x:2:15");
    }

    @ParameterizedTest
    @CsvSource({"250ms, PT0.25S", "2s, PT2S", "5m, PT5M", "1.5s, PT1.5S"})
    void durationsHaveUnits(String written, String duration) {
        assertThat(((Value.DurationLiteral) sent(written)).duration()).hasToString(duration);
    }

    @Test
    void sizesCountInPowersOfTwo() {
        assertThat(((Value.SizeLiteral) sent("64KB")).octets()).isEqualTo(65536);
        assertThat(((Value.SizeLiteral) sent("20MB")).octets()).isEqualTo(20L * 1024 * 1024);
    }

    @Test
    void everyWordMayBeAVariable() {
        for (String name : List.of("expect", "text", "within", "otherwise", "test", "alice", "lines")) {
            assertThat(sent(name)).isInstanceOf(Value.Path.class);
        }
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(ScriptParser.parse(new SourceFile("x", "\uFEFFsuite \"x\"\n"))
                        .diagnostics())
                .isEmpty();
    }

    @Test
    void noTextMakesTheParserFail() {
        java.util.Random random = new java.util.Random(5);
        String[] pieces = {
            "test ",
            "\"x\"",
            " {",
            "}",
            "\n",
            "expect ",
            "+OK",
            "check ",
            "(",
            ")",
            "[",
            "]",
            "'",
            "/",
            "\"",
            "${",
            ";",
            "#",
            "send ",
            "let x = ",
            "if ",
            "else ",
            "otherwise ",
            "one of ",
            "5s",
            "-ERR",
            ",",
            "\u0000",
            "é",
            "\"\"\""
        };
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            ParseResult result = ScriptParser.parse(new SourceFile("x", text.toString()));
            assertThat(result.diagnostics()).hasSizeLessThanOrEqualTo(20);
        }
    }
}
