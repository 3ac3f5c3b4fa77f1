package dev.parley.report;

import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A page that needs nothing beside it. It is made from a template, which escapes whatever is put into it, and which may
 * take in what all pages share: <code>{{>page.css}}</code>. A policy in the template lets a browser load nothing.
 */
public final class HtmlPage {
    private HtmlPage() {}

    /**
     * Fills a template.
     *
     * @param owner the class beside which the template lies
     * @param values a record whose components the template names
     * @throws UncheckedIOException when the target cannot be written
     */
    public static void write(Class<?> owner, String template, Object values, Writer target) {
        try (Reader reader = resource(owner, template)) {
            Mustache.compiler()
                    .escapeHTML(true)
                    .nullValue("")
                    .emptyStringIsFalse(true)
                    .zeroIsFalse(true)
                    .withLoader(name -> resource(HtmlPage.class, name))
                    .compile(reader)
                    .execute(values, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reader resource(Class<?> owner, String name) {
        InputStream in = Objects.requireNonNull(owner.getResourceAsStream(name), name);
        return new InputStreamReader(in, StandardCharsets.UTF_8);
    }
}
