package dev.parley.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.difference.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** A comparison as one JSON object: {@code format}, {@code version}, the two names, counts, differences, times. */
public final class ComparisonJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            // What a server sent must not reach a terminal that shows the file.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private ComparisonJson() {}

    private record Envelope(
            String format,
            int version,
            String before,
            String after,
            long breaking,
            long notable,
            @JsonProperty("volatile") long volatileCount,
            List<Entry> differences,
            List<Timing> timings) {}

    private record Entry(
            String kind,
            String severity,
            String subject,
            String place,
            @Nullable String before,
            @Nullable String after,
            @Nullable String reason,
            @Nullable List<Difference.Line> context) {}

    /** @throws UncheckedIOException when the target cannot be written */
    public static void write(Comparison comparison, Writer target) {
        Envelope envelope = new Envelope(
                "parley-comparison",
                1,
                comparison.before(),
                comparison.after(),
                comparison.count(Severity.BREAKING),
                comparison.count(Severity.NOTABLE),
                comparison.count(Severity.VOLATILE),
                comparison.differences().stream().map(ComparisonJson::entry).toList(),
                comparison.timings());
        try {
            target.write(JSON.writeValueAsString(envelope));
            target.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(Difference difference) {
        return new Entry(
                difference.kind().word(),
                difference.severity().word(),
                difference.subject(),
                difference.place(),
                difference.before(),
                difference.after(),
                difference.reason(),
                difference.context().isEmpty() ? null : difference.context());
    }
}
