package dev.parley.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What Parley reads itself means what it means in Groovy. */
class SmallAgainstGroovyTest {
    private static final int EXPRESSIONS = 600;
    private static final List<String> OPERATORS = List.of("==", "!=", "<", "<=", ">", ">=");
    private static final List<String> NAMES = List.of(
            "i",
            "l",
            "d",
            "big",
            "f",
            "bi",
            "c",
            "s",
            "one",
            "empty",
            "t",
            "n",
            "time",
            "list",
            "mixed",
            "map",
            "map.a",
            "map.s",
            "map.none",
            "nested.map.a",
            "missing",
            "n.x",
            "time2");

    private final MapScope scope = MapScope.of(
            "i",
            1,
            "l",
            1L,
            "d",
            new BigDecimal("1.0"),
            "big",
            new BigDecimal("49"),
            "f",
            1.0,
            "bi",
            BigInteger.ONE,
            "c",
            '1',
            "s",
            "abc",
            "one",
            "1",
            "empty",
            "",
            "t",
            true,
            "n",
            null,
            "time",
            Duration.ofMillis(500),
            "time2",
            Duration.ofSeconds(2),
            "list",
            List.of(1, 2),
            "mixed",
            Arrays.asList("1", null, 1L),
            "map",
            Map.of("a", 1, "s", "abc"),
            "nested",
            Map.of("map", Map.of("a", 2)));

    private final GroovyExpressions groovy = new GroovyExpressions(null);
    private final Random random = new Random(20261124);

    @Test
    void generatedExpressionsGiveTheSame() {
        int compared = 0;
        for (int i = 0; i < EXPRESSIONS; i++) {
            String text = random.nextInt(5) == 0 ? operand(0) : operand(0) + operator() + operand(0);
            SmallExpression small = SmallReader.read(text, () -> compiled(text));
            Compiled full = compiled(text);
            assertThat(small).as("read by Parley: %s", text).isNotNull();
            assertThat(outcome(small)).as(text).isEqualTo(outcome(full));
            assertThat(small.freeNames().keySet())
                    .as(text)
                    .isEqualTo(full.freeNames().keySet());
            assertThat(small.paths()).as(text).isEqualTo(full.paths());
            compared++;
        }
        assertThat(compared).isEqualTo(EXPRESSIONS);
    }

    /** The value, its type, its truth and the drawing; or that there is none. */
    private List<Object> outcome(Compiled compiled) {
        try {
            Object value = compiled.evaluate(scope);
            Compiled.Checked checked = compiled.check(scope);
            List<Object> outcome = new ArrayList<>();
            outcome.add(value == null ? "null" : value);
            outcome.add(value == null ? "null" : value.getClass());
            outcome.add(checked);
            return outcome;
        } catch (EvaluationException failure) {
            return List.of("none");
        }
    }

    private String operator() {
        String sign = OPERATORS.get(random.nextInt(OPERATORS.size()));
        return random.nextBoolean() ? " " + sign + " " : sign + " ";
    }

    private String operand(int depth) {
        return switch (random.nextInt(depth > 1 ? 8 : depth > 0 ? 9 : 10)) {
            case 0 -> Integer.toString(random.nextInt(60));
            case 1 -> random.nextInt(3) + "." + random.nextInt(100);
            case 2 -> "-" + random.nextInt(3);
            case 3 ->
                List.of("true", "false", "null", "3000000000", "99999999999999999999")
                        .get(random.nextInt(5));
            case 4 ->
                List.of("'abc'", "\"1\"", "''", "'a\\n\\'b\\\\'", "\"\\u0024\"".substring(0, 1) + "\\$\"")
                        .get(random.nextInt(5));
            case 5 -> List.of("500ms", "2s", "1.5m", "1KB", "2MB").get(random.nextInt(5));
            case 6, 7 -> NAMES.get(random.nextInt(NAMES.size()));
            case 8 -> {
                List<String> elements = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    elements.add(operand(depth + 1));
                }
                yield "[" + String.join(", ", elements) + "]";
            }
            default -> "\"<${" + NAMES.get(random.nextInt(NAMES.size())) + "}>\"";
        };
    }

    private Compiled compiled(String text) {
        return switch (groovy.compile(text)) {
            case Expressions.Result.Ready ready -> ready.compiled();
            case Expressions.Result.Wrong wrong -> throw new AssertionError(text + ": " + wrong.error());
        };
    }
}
