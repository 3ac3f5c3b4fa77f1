package dev.parley.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A {@link Baseline} on disk: one JSON object, whose members are the record's, behind {@code format} and {@code version}. */
public final class BaselineFile {
    private static final String FORMAT = "parley-baseline";
    private static final int VERSION = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            // What a server sent must not reach a terminal that shows the file.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private BaselineFile() {}

    private record Envelope(
            String format, int version, @Nullable Baseline baseline) {}

    /** Whether a text that names a server or a file names a baseline. */
    public static boolean is(Path path) {
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (BufferedReader in = Files.newBufferedReader(path)) {
            char[] start = new char[64];
            int length = in.read(start);
            return length > 0 && new String(start, 0, length).contains(FORMAT);
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws UncheckedIOException when the target cannot be written */
    public static void write(Baseline baseline, Writer target) {
        try {
            target.write(JSON.writeValueAsString(new Envelope(FORMAT, VERSION, baseline)));
            target.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IOException with a sentence for the user */
    public static Baseline read(Path path) throws IOException {
        try {
            JsonNode file = JSON.readTree(Files.readString(path));
            // Before all else: what stands in a newer file, this Parley may not understand.
            int version = file.path("version").asInt(0);
            if (file.path("format").asString("").equals(FORMAT) && version > VERSION) {
                throw new IOException("The baseline `" + path + "` has format version " + version
                        + ", from a newer Parley; this one reads up to " + VERSION + ".");
            }
            Envelope envelope = JSON.treeToValue(file, Envelope.class);
            if (FORMAT.equals(envelope.format()) && version >= 1 && envelope.baseline() != null) {
                return envelope.baseline();
            }
        } catch (JacksonException e) {
            throw new IOException("The file `" + path + "` is no baseline of Parley's, or is damaged.", e);
        }
        throw new IOException("The file `" + path + "` is no baseline of Parley's.");
    }
}
