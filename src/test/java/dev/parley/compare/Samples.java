package dev.parley.compare;

import dev.parley.compare.Baseline.SessionTrace;
import dev.parley.compare.Baseline.TestTrace;
import dev.parley.interpreter.Exchange;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a server said of itself, and how tests went, as it is recorded of a run. */
final class Samples {
    static final Portrait.Certificate CERTIFICATE =
            new Portrait.Certificate("CN=mail", "CN=ca", "2027-01-01T00:00:00Z");

    static final Portrait PORTRAIT = portrait(
            List.of("TOP", "UIDL", "SASL PLAIN LOGIN", "EXPIRE 60", "IMPLEMENTATION Old 1.0"),
            List.of("TLSv1.2", "TLSv1.3"),
            CERTIFICATE,
            true);

    private Samples() {}

    static Portrait portrait(
            List<String> capabilities,
            List<String> versions,
            Portrait.@Nullable Certificate certificate,
            boolean apop) {
        return new Portrait(
                Map.of("plaintext", new Portrait.Channel(capabilities, null)),
                Map.of("STLS", versions),
                certificate,
                apop);
    }

    static TestTrace test(String outcome, Exchange... exchanges) {
        return new TestTrace(
                "a.parley",
                "reads",
                1,
                outcome,
                null,
                List.of(new SessionTrace("main", List.of(exchanges))),
                List.of(),
                List.of());
    }

    static List<Difference> differences(Baseline before, Baseline after) {
        return Comparison.of(before, after, List.of(), true).differences();
    }
}
