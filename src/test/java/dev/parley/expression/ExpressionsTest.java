package dev.parley.expression;

import static dev.parley.expression.Evaluation.SCOPE;
import static dev.parley.expression.Evaluation.ready;
import static dev.parley.expression.Evaluation.value;
import static org.assertj.core.api.Assertions.assertThat;

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

/** What right expressions mean, and what is drawn of a check that does not hold. */
class ExpressionsTest {
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
                        .check(SCOPE)
                        .drawing())
                .isEqualTo("""
                    count + 1 == list.sum { it.tokenize()[1] as int }
                    |     |   |  |    |
                    2     3   |  |    320
                              |  ["1 120", "2 200"]
                              false\
                    """);
        assertThat(ready("time < 100ms").check(SCOPE).drawing()).isEqualTo("""
            time < 100ms
            |    |
            |    false
            200ms\
            """);
        assertThat(ready("time.plus(1s) < 100ms # soon").check(SCOPE).drawing()).isEqualTo("""
            time.plus(1s) < 100ms
            |    |        |
            |    1200ms   false
            200ms\
            """);
        assertThat(ready("tls.version == 'TLSv1.2'").check(SCOPE).drawing()).isEqualTo("""
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
        assertThat(ready("count == 2").check(SCOPE)).isEqualTo(new Compiled.Checked(true, ""));
        assertThat(ready("text =~ /b/").check(SCOPE).holds()).isTrue();
        assertThat(ready("text =~ /x/").check(SCOPE).holds()).isFalse();
        assertThat(ready("list - list").check(SCOPE).holds()).isFalse();
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
}
