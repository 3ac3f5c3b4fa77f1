package dev.parley.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a test saw of a row that is no plain pass.
 *
 * @param verdict what it amounts to
 * @param text a sentence
 * @param expected what should have come, several lines allowed; or null
 * @param actual what came, likewise; or null
 * @param notes further facts, a sentence each
 * @param test the name of the test
 * @param file its script, by its name in the suite
 * @param line of the script, counted from one
 * @param exchanges what was sent and received
 */
public record Observation(
        Verdict verdict,
        String text,
        @Nullable String expected,
        @Nullable String actual,
        List<String> notes,
        String test,
        String file,
        int line,
        List<Exchange> exchanges) {
    public Observation {
        notes = List.copyOf(notes);
        exchanges = List.copyOf(exchanges);
    }

    /**
     * The last lines of one session.
     *
     * @param session its name in the test
     * @param security {@code plaintext} or the TLS version
     */
    public record Exchange(String session, String address, String security, List<Line> lines) {
        public Exchange {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One line of a transcript.
     *
     * @param at seconds from the opening of the session
     * @param from {@code client}, {@code server}, or {@code none} for what happened, such as a close
     * @param text what was sent or received; octets that are no characters as {@code \xHH}, secrets masked
     */
    public record Line(double at, String from, boolean tls, String text) {}
}
