package dev.parley.conformance;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** The matrix as JSON, written and read; its members are those of {@link Matrix}. */
public final class MatrixJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            // What a server sent must not reach a terminal that shows the file.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING)
            // Members may be added without a new version.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private MatrixJson() {}

    /** Writes it; the writer stays open. */
    public static void write(Matrix matrix, Writer target) {
        target(MAPPER.writeValueAsString(matrix), target);
    }

    private static void target(String json, Writer target) {
        try {
            target.write(json);
            target.write("\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException with a sentence for the user when it is no such file
     */
    public static Matrix read(Path file) throws IOException {
        try {
            Matrix matrix = MAPPER.readValue(Files.readString(file), Matrix.class);
            if (Matrix.FORMAT.equals(matrix.format()) && matrix.version() == Matrix.VERSION) {
                return matrix;
            }
            throw new IOException("The file `" + file + "` is no matrix of version " + Matrix.VERSION + ".");
        } catch (JacksonException | NullPointerException e) {
            throw new IOException("The file `" + file + "` is no matrix of `parley conform --report-json`.", e);
        } catch (java.nio.file.NoSuchFileException e) {
            throw new IOException("There is no file `" + file + "`.", e);
        }
    }
}
