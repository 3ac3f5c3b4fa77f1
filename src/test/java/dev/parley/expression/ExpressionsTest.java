package dev.parley.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {
    private static final Expressions EXPRESSIONS = new Expressions(true);

    private final MapScope scope = MapScope.of(
            "count",
            2L,
            "text",
            "abc",
            "list",
            List.of("1 120", "2 200"),
            "map",
            Map.of("a", 1),
            "nothing",
            null,
            "time",
            Duration.ofMillis(200),
            "tls",
            new Version("TLSv1.3"));

    /** A value with properties. */
    public record Version(String version) implements Properties {
        @Override
        public Object get(String property) {
            if (property.equals("version")) {
                return version;
            }
            throw new NoSuchPropertyException("`tls` has no `" + property + "`.");
        }

        @Override
        public java.util.Set<String> propertyNames() {
            return java.util.Set.of("version");
        }
    }

    @Test
    void literalsHaveTheTypesOfGroovy() {
        assertThat(value("3")).isEqualTo(3);
        assertThat(value("3000000000")).isEqualTo(3_000_000_000L);
        assertThat(value("-1.50")).isEqualTo(new BigDecimal("-1.50"));
        assertThat(value("true")).isEqualTo(true);
        assertThat(value("null")).isNull();
        assertThat(value("'a\\tb'")).isEqualTo("a\tb");
        assertThat(value("\"a\\$b\"")).isEqualTo("a$b");
        assertThat(value("[1, 'x', [2s]]")).isEqualTo(List.of(1, "x", List.of(Duration.ofSeconds(2))));
    }

    @ParameterizedTest
    @CsvSource({"500ms,500", "2s,2000", "5m,300000", "1.5s,1500"})
    void durationsStandAnywhere(String written, long millis) {
        assertThat(value(written)).isEqualTo(Duration.ofMillis(millis));
        assertThat(value(written + ".plus(1s)")).isEqualTo(Duration.ofMillis(millis + 1000));
        assertThat(value("\"${" + written + ".toMillis()}\"")).isEqualTo(Long.toString(millis));
        assertThat(value("'" + written + "' + '.'")).isEqualTo(written + ".");
    }

    @Test
    void sizesAreNumbersOfOctets() {
        assertThat(value("64KB")).isEqualTo(65_536L);
        assertThat(value("2MB + 1")).isEqualTo(2_097_153L);
    }

    @Test
    void commentsOfTheLanguageAreNoPartOfIt() {
        assertThat(value("count + 1 # more")).isEqualTo(3L);
        assertThat(value("[1, # one\n 2].sum()")).isEqualTo(3);
        assertThat(value("'#' + text")).isEqualTo("#abc");
    }

    @Test
    void textsAreStringsAlsoInListsAndMaps() {
        assertThat(value("\"${text}-${count + 1}\"")).isEqualTo("abc-3").isInstanceOf(String.class);
        assertThat(value("[\"${text}!\".trim(), \"${text + 1}\"]")).isEqualTo(List.of("abc!", "abc1"));
        assertThat(value("[(\"${text}\".toString()): \"${text + 1}\"]")).isEqualTo(Map.of("abc", "abc1"));
    }

    /** As the built-in values are: their fields and methods are nobody's business. */
    public static final class Guarded implements Properties {
        private final String subject = "private";

        public String getIssuer() {
            return subject;
        }

        @Override
        public Object get(String property) {
            return property.equals("self") ? this : "read as " + property;
        }

        @Override
        public java.util.Set<String> propertyNames() {
            return java.util.Set.of();
        }
    }

    @Test
    void propertiesOfOurValuesComeFromNowhereElse() {
        MapScope guarded = MapScope.of("it_", new Guarded());
        for (String property : List.of("subject", "issuer", "class", "any", "propertyNames")) {
            assertThat(ready("it_." + property + " + ''").evaluate(guarded)).isEqualTo("read as " + property);
            assertThat(ready("[it_].collect { x -> x.self." + property + " }").evaluate(guarded))
                    .isEqualTo(List.of("read as " + property));
        }
        assertThat(ready("it_?.subject + ''").evaluate(guarded)).isEqualTo("read as subject");
        assertThat(ready("[it_, it_]*.issuer").evaluate(guarded))
                .isEqualTo(List.of("read as issuer", "read as issuer"));
    }

    @Test
    void propertiesAreReadAlikeByBothEvaluators() {
        assertThat(value("tls.version")).isEqualTo("TLSv1.3");
        assertThat(value("tls.version + ''")).isEqualTo("TLSv1.3");
        assertThat(value("map.a")).isEqualTo(1);
        assertThat(value("map.b")).isNull();
        assertThat(value("text.bytes.length")).isEqualTo(3);
        assertThat(value("list.size() == 2")).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "conut | There is no `conut`; did you mean `count`?",
                "conut + 1 | There is no `conut`; did you mean `count`?",
                "nothing.lines | `nothing` is null, so it has no `lines`.",
                "nothing.lines + 1 | `lines` was asked of null.",
                "nothing.size() | `size` was asked of null.",
                "tls.vesion | `tls` has no `vesion`.",
                "tls.vesion + 1 | `tls` has no `vesion`.",
                "text.sizes() | A text has no method `sizes`; did you mean `size`?",
                "text.nope | A text has no property `nope`.",
                "text.size(3) | `size` of a text cannot take the number 3.",
                "md5(count, 1) | `md5` cannot take the number 2 and the number 1.",
                "1 / 0 | This divides by zero.",
                "text / 2 | The operator `/` has no meaning for a text and the number 2.",
                "list.get(7) | There is no element 7 of 2, counted from 0.",
                "'x' as int | \"x\" is not a number.",
                "list < 3 | There is no order between a list and the number 3.",
                "text < count | There is no order between the text \"abc\" and the number 2.",
                "hex('4') | `hex` wants pairs of the digits 0-9 and a-f, as in \"0d 0a\".",
                "unbase64('!') | \"!\" is not base64.",
                "file('none.eml') | There is no file \"none.eml\".",
                "random(0) | `random` wants how many numbers to choose from, not 0.",
                "md5(null) | A text is wanted here, not null.",
                "println(3) | An expression has no output for `println`; write `log`.",
            })
    void sayWhatWentWrong(String expression, String message) {
        assertThatThrownBy(() -> value(expression))
                .isInstanceOf(EvaluationException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '~',
            value = {
                "text contains 'y' § 5 § 13 § write `text.contains('y')`",
                "{ it contains 'y' } § 5 § 13 § write `it.contains('y')`",
                "tls.version starts with 'T' § 12 § 23 § write `tls.version.startsWith('T')`",
                "list[0] ends with text § 8 § 17 § write `list[0].endsWith(text)`",
                "f(x).y is empty § 7 § 15 § write `f(x).y.isEmpty()`",
                "text !~ /x/ § 5 § 7 § write `!(text =~ /x/)`",
                "count > 1 and text § 10 § 13 § write `&&`",
                "count > 1 or text § 10 § 12 § write `||`",
                "count = 3 § 0 § 9 § `let count = …` is a statement of its own; `==` compares",
            })
    void refuseTheLanguageOutsideOfGroovy(String expression, int start, int end, String hint) {
        ExpressionError error = error(expression);
        assertThat(error.hint()).isEqualTo(hint);
        assertThat(expression.substring(error.start(), error.end())).isEqualTo(expression.substring(start, end));
    }

    @Test
    void tildeBeforeAPatternIsRefused() {
        assertThat(error("text ~ /x/").hint()).isEqualTo("write `text =~ /x/`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "count == | 6 | 8 | An operand is missing behind `==`.",
                "500ms == = 3 | 9 | 10 | `=` does not fit behind `==`.",
                "3 4 | 2 | 3 | An operator is missing before `4`.",
                "(count | 6 | 6 | A `)` is missing here.",
                "new Foo() | 0 | 9 | There is no type `Foo`.",
                "md6(text) | 0 | 3 | There is no function `md6`.",
                "return 3 | 0 | 8 | Only an expression can stand here, no statement of Groovy's.",
                "def x = 3 | 0 | 9 | Only an expression can stand here, no declaration.",
                "count ) | 6 | 7 | `)` does not fit here in Groovy.",
                "[1, 2 | 5 | 5 | A `]` is missing here.",
            })
    void pointAtCompileErrors(String expression, int start, int end, String message) {
        ExpressionError error = error(expression);
        assertThat(error.message()).isEqualTo(message);
        assertThat(error.start()).isEqualTo(start);
        assertThat(error.end()).isEqualTo(end);
    }

    @Test
    void positionsCountCharactersAlsoBehindWideOnes() {
        assertThat(error("'\uD83D\uDE00' + md6(text)").start()).isEqualTo(7);
    }

    /** What must not be taken for a mistake. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "list*.size() == [5, 5]",
                "[*list, *list].size()",
                "list.collect { it.size() }.any { n -> n > 1 }",
                "count ?: -1",
                "text =~ /a/ && text ==~ /[a-c]+/",
                "text.replaceAll(/[a\\/]/, 'x').size() / 2 == 3 || true",
                "count in [1, 2]",
                "!(count in 1..3)",
                "list.inject(0) { a, b ->\n def n = b.size()\n a + n }",
                "list.sum { it.tokenize()[1] as int }",
                "text instanceof String ? 1 : 2",
                "(list as Set<String>).size()",
                "[a: 1, 'b': 2].collect { k, v -> \"$k=$v\" }",
                "text.with { size() + length() }",
                "list.every { it.contains(' ') && !it.isEmpty() }",
                "$/a/b/$.size()",
                "'''a\n'b' 3s'''.size()",
                "'contains' + text",
                "list.contains 'x'",
                "hex '0d 0a'",
                "list[0..-1]",
                "count <=> 3",
                "text?.size()",
                "list.findAll({ it }).size()",
                "[1, 2].collect { x -> x * 2 } == [2, 4]",
            })
    void groovyIsGroovy(String expression) {
        assertThat(EXPRESSIONS.compile(expression)).isInstanceOf(Expressions.Result.Ready.class);
        ready(expression).evaluate(scope);
    }

    @Test
    void freeNamesAreThoseOfTheScopeOnly() {
        Compiled compiled = ready("list.every { x -> def y = x; y.size() > count } && md5(text) == tls.version");
        assertThat(compiled.freeNames())
                .containsExactly(
                        Map.entry("list", 0), Map.entry("count", 40), Map.entry("text", 55), Map.entry("tls", 64));
        assertThat(compiled.paths()).containsExactly("tls.version");
        assertThat(ready("\"${count} ${tls.version}\"").freeNames()).containsOnlyKeys("count", "tls");
        assertThat(ready("text.with { size() + missing }").freeNames()).containsOnlyKeys("text");
        assertThat(ready("time < 500ms && 2s").freeNames()).containsOnlyKeys("time");
    }

    @Test
    void drawingsShowTheValuesOfTheParts() {
        assertThat(ready("count + 1 == list.sum { it.tokenize()[1] as int }")
                        .check(scope)
                        .drawing())
                .isEqualTo("""
                    count + 1 == list.sum { it.tokenize()[1] as int }
                    |     |   |  |    |
                    2     3   |  |    320
                              |  ["1 120", "2 200"]
                              false\
                    """);
        assertThat(ready("time < 100ms").check(scope).drawing()).isEqualTo("""
            time < 100ms
            |    |
            |    false
            200ms\
            """);
        assertThat(ready("time.plus(1s) < 100ms # soon").check(scope).drawing()).isEqualTo("""
            time.plus(1s) < 100ms
            |    |        |
            |    1200ms   false
            200ms\
            """);
        assertThat(ready("tls.version == 'TLSv1.2'").check(scope).drawing()).isEqualTo("""
            tls.version == 'TLSv1.2'
            |   |       |
            |   |       false
            |   "TLSv1.3"
            Version[version=TLSv1.3]\
            """);
    }

    @Test
    void longAndSeveralLineValuesAreDrawnOnOneLine() {
        MapScope long_ = MapScope.of("text", "line\r\n".repeat(1000));
        String drawing = ready("text.size() == 3").check(long_).drawing();
        assertThat(drawing.lines())
                .filteredOn(line -> !line.startsWith("`"))
                .hasSizeGreaterThan(3)
                .allSatisfy(line -> assertThat(line.length()).isLessThan(80));
        assertThat(drawing).contains("\"line\\r\\nline\\r\\n").contains("…");
        // What is cut in the drawing stands whole beneath it.
        assertThat(drawing).endsWith("`text`: \"" + "line\\r\\n".repeat(1000) + "\"");
    }

    @Test
    void aCheckThatHoldsDrawsNothing() {
        assertThat(ready("count == 2").check(scope)).isEqualTo(new Compiled.Checked(true, ""));
        assertThat(ready("text =~ /b/").check(scope).holds()).isTrue();
        assertThat(ready("text =~ /x/").check(scope).holds()).isFalse();
        assertThat(ready("list - list").check(scope).holds()).isFalse();
        MapScope match =
                MapScope.of("match", java.util.regex.Pattern.compile("x").matcher("abc"));
        assertThat(ready("match").check(match).holds()).isFalse();
    }

    @Test
    void functionsComputeOverOctets() {
        assertThat(value("md5('<1896.697170952@dbc.mtview.ca.us>tanstaaf')"))
                .isEqualTo("c4c9334bac560ecc979e58001b3e22fb");
        assertThat(value("sha1('')")).isEqualTo("da39a3ee5e6b4b0d3255bfef95601890afd80709");
        assertThat(value("sha256('abc')"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(value("hmac('md5', 'tanstaaftanstaaf', '<1896.697170952@postoffice.reston.mci.net>')"))
                .isEqualTo("b913a602c7eda7a495b4e6e7334d3890");
        assertThat(value("base64('\\0alice\\0secret')")).isEqualTo("AGFsaWNlAHNlY3JldA==");
        assertThat(value("toHex(unbase64('/w=='))")).isEqualTo("ff");
        assertThat(value("hex('c3 a9 ff')")).isEqualTo("é\uDCFF");
        assertThat(value("toHex('é')")).isEqualTo("c3a9");
        assertThat(value("env('PARLEY_TEST') + env('PARLEY_OTHER')")).isEqualTo("setnull");
        assertThat(value("now()")).isEqualTo(Instant.EPOCH);
        assertThat((int) value("random(3)")).isBetween(0, 2);
    }

    @Test
    void filesAreRelativeToTheScript(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("a.eml"), "Subject: a\r\n");
        MapScope there = new MapScope(Map.of(), MapScope.surroundings(directory));
        assertThat(ready("file('a.eml')").evaluate(there)).isEqualTo("Subject: a\r\n");
    }

    @Test
    void equalTextsAreCompiledOnce() {
        assertThat(ready("count + 40 + 2")).isSameAs(ready("count + 40 + 2"));
    }

    @Test
    void withoutGroovyWhatNeedsItIsWrong() {
        Expressions plain = new Expressions(false);
        assertThat(plain.compile("count == 2")).isInstanceOf(Expressions.Result.Ready.class);
        assertThat(plain.compile("count + 2"))
                .isInstanceOfSatisfying(
                        Expressions.Result.Wrong.class,
                        wrong -> assertThat(wrong.error().message())
                                .isEqualTo("This expression needs Groovy, which is switched off."));
    }

    @Test
    void oneExpressionRunsInManyThreadsAtOnce() throws Exception {
        Compiled compiled = ready("(1..20).collect { it + own }.sum() + own");
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Object>> results = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                MapScope own = MapScope.of("own", i);
                results.add(threads.submit(() -> compiled.evaluate(own)));
            }
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo(210 + 21 * i);
            }
        }
    }

    private Object value(String text) {
        return ready(text).evaluate(scope);
    }

    private static Compiled ready(String text) {
        return switch (EXPRESSIONS.compile(text)) {
            case Expressions.Result.Ready ready -> ready.compiled();
            case Expressions.Result.Wrong wrong -> throw new AssertionError(text + ": " + wrong.error());
        };
    }

    private static ExpressionError error(String text) {
        return switch (EXPRESSIONS.compile(text)) {
            case Expressions.Result.Ready ready -> throw new AssertionError(text + " compiles");
            case Expressions.Result.Wrong wrong -> wrong.error();
        };
    }
}
