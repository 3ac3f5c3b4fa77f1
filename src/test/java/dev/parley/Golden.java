package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares with a page kept beside its source. {@code -Dgolden.update=true} rewrites the page and still fails. */
public final class Golden {
    private Golden() {}

    /** Holds a text against the page. */
    public static void check(Path page, String actual) throws IOException {
        String expected = Files.exists(page) ? Files.readString(page) : null;
        if (actual.equals(expected)) {
            return;
        }
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(page, actual);
            fail("rewrote %s: look at it, and run again without golden.update", page);
        }
        assertThat(actual).as(page + "; -Dgolden.update=true rewrites it").isEqualTo(expected);
    }
}
