package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.Browser;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. Skipped where there is none, but never in CI. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatrixHtmlTest {
    private static final String VISIBLE = "[...document.querySelectorAll('.rows tbody tr')].filter(r => !r.hidden)";

    @TempDir
    private static Path directory;

    private Browser browser;
    private Path page;

    @BeforeAll
    void start() throws Exception {
        browser = Browser.start();
        page = directory.resolve("matrix.html");
        try (Writer writer = Files.newBufferedWriter(page)) {
            MatrixHtml.write(List.of(Samples.matrix("mail.example.org:110"), Samples.matrix("old & <slow>")), writer);
        }
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

    @Test
    void itShowsEveryRowAndComplainsOfNothing() throws Exception {
        assertThat(count(VISIBLE + ".length")).isEqualTo(400);
        assertThat(browser.evaluate("document.getElementById('shown').textContent")
                        .asString())
                .isEqualTo("400 of 400 rows shown");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatAServerSentIsTextAndNothingElse() throws Exception {
        assertThat(browser.evaluate("document.title").asString()).startsWith("POP3 conformance: mail.example.org:110");
        assertThat(count("document.querySelectorAll('img').length")).isZero();
        assertThat(count("document.querySelectorAll('script').length")).isOne();
        assertThat(browser.evaluate("document.querySelector('.rows pre').textContent")
                        .asString())
                .contains(Samples.HOSTILE);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void rowsAreFilteredByVerdict() throws Exception {
        String script =
                "document.querySelectorAll('input[name=verdict]').forEach(b => b.checked = b.value === 'violation');"
                        + "document.getElementById('filter').dispatchEvent(new Event('input', { bubbles: true }));";
        browser.evaluate(script);
        int violations = Samples.matrix("any").count(Verdict.VIOLATION);
        assertThat(count(VISIBLE + ".length")).isEqualTo(violations);
        assertThat(count(VISIBLE + ".filter(r => r.querySelector('.verdict.violation')).length"))
                .isEqualTo(violations);
    }

    @Test
    void rowsAreFilteredBySourceAndText() throws Exception {
        browser.evaluate("document.getElementById('source').value = 'RFC2449';"
                + "document.getElementById('source').dispatchEvent(new Event('input', { bubbles: true }));");
        assertThat(count(VISIBLE + ".length")).isEqualTo(47);
        browser.evaluate("document.getElementById('search').value = 'PIPELINING';"
                + "document.getElementById('search').dispatchEvent(new Event('input', { bubbles: true }));");
        assertThat(count(VISIBLE + ".length")).isBetween(1, 46);
        browser.evaluate("document.querySelector('button[type=reset]').click(); new Promise(r => setTimeout(r))");
        assertThat(count(VISIBLE + ".length")).isEqualTo(400);
    }

    @Test
    void nothingIsWiderThanANarrowWindow() throws Exception {
        browser.size(360, 800);
        browser.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
        assertThat(count("document.documentElement.scrollWidth")).isLessThanOrEqualTo(360);
        assertThat(browser.evaluate("getComputedStyle(document.querySelector('.rows td')).display")
                        .asString())
                .isEqualTo("block");
    }

    @Test
    void darkModeIsDarkAndBothHaveContrast() throws Exception {
        byte[] light = browser.screenshot();
        assertThat(contrasts()).allSatisfy(contrast -> assertThat(contrast).isGreaterThanOrEqualTo(4.5));
        browser.prefers("dark");
        assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor")
                        .asString())
                .isEqualTo("rgb(15, 19, 24)");
        assertThat(contrasts()).allSatisfy(contrast -> assertThat(contrast).isGreaterThanOrEqualTo(4.5));
        assertThat(browser.screenshot()).isNotEqualTo(light);
    }

    /** Of every kind of text. */
    private List<Double> contrasts() throws Exception {
        return browser.contrasts("body", ".title", ".violation", ".deviation", ".note", ".pass", ".skipped", ".reason");
    }

    @Test
    void itCanBeUsedByKeyboardAndReader() throws Exception {
        assertThat(count("[...document.querySelectorAll('input, select')].filter(i => i.labels.length === 0).length"))
                .isZero();
        assertThat(count("document.querySelectorAll('.rows tbody tr > th[scope=row]').length"))
                .isEqualTo(400);
        assertThat(count("document.querySelectorAll('.rows thead th[scope=col]').length"))
                .isEqualTo(5);
        assertThat(count("document.querySelectorAll('[role=status]').length")).isOne();
        assertThat(browser.evaluate("document.documentElement.lang").asString()).isEqualTo("en");
        browser.evaluate("document.querySelector('details summary').focus()");
        assertThat(browser.evaluate("document.activeElement.tagName").asString())
                .isEqualTo("SUMMARY");
    }
}
