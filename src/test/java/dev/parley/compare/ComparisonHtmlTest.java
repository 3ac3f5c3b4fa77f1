package dev.parley.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.Browser;
import dev.parley.difference.Kind;
import dev.parley.difference.Rule;
import dev.parley.difference.Severity;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. Skipped where there is none, but never in CI. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComparisonHtmlTest {
    private static final String HOSTILE = "</script><img src=x onerror=alert(1)>\u001b[2J";
    private static final String VISIBLE = "[...document.querySelectorAll('.difference')].filter(d => !d.hidden)";

    @TempDir
    private static Path directory;

    private Browser browser;
    private Path page;

    @BeforeAll
    void start() throws Exception {
        browser = Browser.start();
        page = directory.resolve("comparison.html");
        try (Writer writer = Files.newBufferedWriter(page)) {
            ComparisonHtml.write(comparison(), writer);
        }
    }

    private static Comparison comparison() {
        List<Difference> differences = List.of(
                Difference.of(Kind.BANNER, "reads (a.parley)", "session main, step 1, greeting", "+OK <1>", "+OK <2>"),
                Difference.of(
                                Kind.STATUS,
                                "reads (a.parley)",
                                "session main, step 2, TOP 1 0",
                                "+OK 4 lines follow",
                                "-ERR no lines follow")
                        .in(List.of(
                                new Difference.Line("", ""),
                                new Difference.Line("S  +OK ready", "S  +OK ready"),
                                new Difference.Line("C  TOP 1 0", "C  TOP 1 0"),
                                new Difference.Line("S  +OK 4 lines follow", "S  -ERR no lines follow"))),
                Difference.of(Kind.CAPABILITY_GONE, "plaintext", "", HOSTILE, null),
                Difference.of(Kind.LINES, "lists (b.parley)", "", "one\ntwo 2\nthree", "one\ntwo 3\nthree\nfour"),
                Difference.of(
                        Kind.RECORDED,
                        "lists (b.parley)",
                        "recorded ids",
                        String.join(
                                "\n",
                                IntStream.range(0, 300).mapToObj(i -> "old" + i).toList()),
                        "x".repeat(3_000)));
        Timing.Spread spread = new Timing.Spread(20, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3));
        return Comparison.of(
                "old & <slow>",
                "mail.example.org:110",
                differences,
                List.of(new Timing("STAT", spread, spread, Timing.Verdict.SLOWER)),
                List.of(new Rule(Kind.RECORDED, null, null, Severity.NOTABLE, "agreed <b>long</b> ago")));
    }

    @AfterAll
    void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        browser.size(1280, 900);
        browser.prefers("light");
        browser.open(page);
    }

    private int count(String expression) throws Exception {
        return browser.evaluate(expression).asInt();
    }

    private List<String> texts(String expression) throws Exception {
        return browser.evaluate(expression)
                .valueStream()
                .map(value -> value.asString())
                .toList();
    }

    @Test
    void theMostSeriousStandFirstAndTheVolatileAreHidden() throws Exception {
        assertThat(texts(VISIBLE + ".map(d => d.dataset.severity)"))
                .containsExactly("breaking", "breaking", "notable", "notable");
        assertThat(browser.evaluate("document.getElementById('shown').textContent")
                        .asString())
                .isEqualTo("4 of 5 differences shown");
        assertThat(texts("[...document.querySelectorAll('.counts td')].map(t => t.textContent)"))
                .containsExactly("2", "2", "1");
        browser.evaluate("document.querySelector('input[value=volatile]').click()");
        assertThat(count(VISIBLE + ".length")).isEqualTo(5);
        browser.evaluate("document.getElementById('search').value = 'RECORDED IDS';"
                + "document.getElementById('search').dispatchEvent(new Event('input', { bubbles: true }));");
        assertThat(count(VISIBLE + ".length")).isOne();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void dialoguesStandSideBySideWithMarksInsideTheLine() throws Exception {
        String rows = "[...document.querySelector('.difference').querySelectorAll('tbody tr')]";
        assertThat(texts(rows + ".map(r => r.className)")).containsExactly("same", "same", "changed");
        assertThat(texts(rows + ".map(r => r.cells[1].textContent)"))
                .containsExactly("S  +OK ready", "C  TOP 1 0", "S  -ERR no lines follow");
        assertThat(texts("[...document.querySelector('.difference').querySelectorAll('del')].map(d => d.textContent)"))
                .containsExactly("+OK 4");
        assertThat(texts("[...document.querySelector('.difference').querySelectorAll('ins')].map(d => d.textContent)"))
                .containsExactly("-ERR no");
    }

    @Test
    void ofLongValuesTheBeginningIsShownAndTheRestCounted() throws Exception {
        assertThat(browser.evaluate("document.querySelector('.more').textContent")
                        .asString())
                .isEqualTo("100 more lines are in the JSON.");
        assertThat(browser.evaluate("document.querySelector('.reason').textContent")
                        .asString())
                .isEqualTo("By a rule: agreed <b>long</b> ago");
    }

    @Test
    void whatAServerSentIsTextAndNothingElse() throws Exception {
        assertThat(browser.evaluate("document.title").asString())
                .isEqualTo("POP3 comparison: old & <slow> → mail.example.org:110");
        assertThat(count("document.querySelectorAll('img, b').length")).isZero();
        assertThat(count("document.querySelectorAll('script').length")).isOne();
        assertThat(browser.evaluate("document.body.textContent").asString())
                .contains("</script><img src=x onerror=alert(1)>\\x1b[2J");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void nothingIsWiderThanANarrowWindow() throws Exception {
        browser.size(360, 800);
        browser.evaluate("document.querySelector('input[value=volatile]').click()");
        assertThat(count("document.documentElement.scrollWidth")).isLessThanOrEqualTo(360);
        assertThat(browser.evaluate("getComputedStyle(document.querySelector('.dialogue td')).display")
                        .asString())
                .isEqualTo("block");
    }

    @Test
    void darkModeIsDarkAndBothHaveContrast() throws Exception {
        String[] texts = {"body", ".breaking", ".notable", ".volatile", ".place", ".reason", "del", "ins", ".same td"};
        assertThat(browser.contrasts(texts)).allSatisfy(one -> assertThat(one).isGreaterThanOrEqualTo(4.5));
        browser.prefers("dark");
        assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor")
                        .asString())
                .isEqualTo("rgb(15, 19, 24)");
        assertThat(browser.contrasts(texts)).allSatisfy(one -> assertThat(one).isGreaterThanOrEqualTo(4.5));
    }

    @Test
    void itCanBeUsedByKeyboardAndReader() throws Exception {
        assertThat(count("[...document.querySelectorAll('input')].filter(i => i.labels.length === 0).length"))
                .isZero();
        assertThat(count("document.querySelectorAll('[role=status]').length")).isOne();
        assertThat(browser.evaluate("document.documentElement.lang").asString()).isEqualTo("en");
        assertThat(texts("[...document.querySelectorAll('h1, h2, h3')].map(h => h.tagName)"))
                .containsExactly("H1", "H2", "H3", "H3", "H2", "H3", "H3", "H2", "H3", "H2");
    }
}
