package dev.parley.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where Groovy ends, with hostile text behind it. */
class GroovyExtentTest {
    private static final List<String> BEHIND = List.of(
            "\n    expect +OK { text ~ /a}b/ }\n}",
            "; send \"}\"",
            " # } ' \" /",
            " }\n\"",
            " otherwise deviation \"} )\"",
            "\n/ ' \" (");

    private final Random random = new Random(11);

    private String expression(int depth) {
        if (depth == 0) {
            return switch (random.nextInt(9)) {
                case 0 -> "a";
                case 1 -> "42";
                case 2 -> "'it''s }'".replace("''", "\\'");
                case 3 -> "\"x ${b} } ; # \"";
                case 4 -> "/re[}]\\/x/";
                case 5 -> "\"\"\"t } ' ${c}\n\"\"\"";
                case 6 -> "'''u } \" \n'''";
                case 7 -> "$/d } ' \" /$";
                default -> "reply.return";
            };
        }
        String inner = expression(depth - 1);
        return switch (random.nextInt(9)) {
            case 0 -> "(" + inner + ")";
            case 1 -> "[" + inner + ", " + expression(depth - 1) + "]";
            case 2 -> "f(" + inner + ",\n   " + expression(depth - 1) + ")";
            case 3 -> "x.collect { it -> " + inner + " }";
            case 4 -> inner + " + " + expression(depth - 1);
            case 5 -> "n / 2 / (" + inner + ")";
            case 6 -> "\"in ${" + inner.replace("# ) ' \n", "").replace("\n", " ") + "}\"";
            case 7 -> "[a: " + inner + " /* } */, # ) ' \n b: 1]";
            default -> "y++ / 3 == " + inner;
        };
    }

    @Test
    void aStatementsExpressionEndsWhereItEnds() {
        for (int round = 0; round < 5000; round++) {
            String groovy = expression(random.nextInt(4));
            String behind = BEHIND.get(random.nextInt(BEHIND.size()));
            GroovyExtent extent = GroovyExtent.measure(groovy + behind, 0, GroovyExtent.Until.STATEMENT_END);
            assertThat(extent.unclosed()).as(groovy + behind).isEqualTo(-1);
            assertThat((groovy + behind).substring(0, extent.end()).strip()).isEqualTo(groovy.strip());
        }
    }

    @Test
    void anExpressionInParenthesesEndsAtItsOwn() {
        for (int round = 0; round < 5000; round++) {
            String groovy = expression(random.nextInt(4));
            String text = "(" + groovy + ") { ) }\n)";
            assertThat(GroovyExtent.measure(text, 1, GroovyExtent.Until.PARENTHESIS)
                            .end())
                    .as(text)
                    .isEqualTo(1 + groovy.length());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(1..3 { quit }\nsend \"x\"\n", "[1, (2 ]\nquit\n", "'abc\nquit\n", "f(\"a ${b\")\nquit\n"})
    void whatCannotEndIsCutAtTheEndOfItsFirstLine(String text) {
        GroovyExtent extent = GroovyExtent.measure(text, 0, GroovyExtent.Until.STATEMENT_END);
        assertThat(extent.unclosed()).isGreaterThanOrEqualTo(0);
        assertThat(extent.end()).isLessThanOrEqualTo(text.indexOf('\n'));
    }

    @Test
    void commentsAreOverwrittenAndOffsetsAgree() {
        String text = "[1, # one\n 2]";
        assertThat(GroovyExtent.withoutComments(text, 0, text.length())).isEqualTo("[1,      \n 2]");
    }
}
