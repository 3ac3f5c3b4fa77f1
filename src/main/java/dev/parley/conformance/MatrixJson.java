package dev.parley.conformance;

import java.io.Writer;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** The matrix as JSON, written and read; its members are those of {@link Matrix}. */
public final class MatrixJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING)
            .build();

    private MatrixJson() {}

    /** Writes it; the writer stays open. */
    public static void write(Matrix matrix, Writer target) {
        MAPPER.writeValue(target, matrix);
    }
}
