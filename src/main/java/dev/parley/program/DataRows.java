package dev.parley.program;

import dev.parley.expression.EvaluationException;
import dev.parley.expression.Surroundings;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the rows of data files: the names and values of each. */
final class DataRows {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private DataRows() {}

    /** Columns by the names in the first line; all values are texts. */
    static List<Map<String, @Nullable Object>> csv(Path directory, String path, Surroundings surroundings) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(new StringReader(text(directory, path, surroundings)), format)) {
            for (CSVRecord line : parser) {
                if (!line.isConsistent()) {
                    throw new EvaluationException("Row " + line.getRecordNumber() + " of \"" + path
                            + "\" should have as many columns as the first line, "
                            + parser.getHeaderNames().size() + ", but has " + line.size() + ".");
                }
                rows.add(new LinkedHashMap<>(line.toMap()));
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException wrong) {
            throw new EvaluationException("\"" + path + "\" is not a table of comma-separated values.", wrong);
        }
        return rows;
    }

    /** A list of objects, whose members are the names; one that a row lacks is null there. */
    static List<Map<String, @Nullable Object>> json(Path directory, String path, Surroundings surroundings) {
        Object content = parsed(path, text(directory, path, surroundings));
        if (!(content instanceof List<?> list) || !list.stream().allMatch(Map.class::isInstance)) {
            throw new EvaluationException("\"" + path + "\" is not a list of objects.");
        }
        Set<String> names = new LinkedHashSet<>();
        list.forEach(row -> ((Map<?, ?>) row).keySet().forEach(name -> names.add(String.valueOf(name))));
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Object row : list) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            names.forEach(name -> values.put(name, ((Map<?, ?>) row).get(name)));
            rows.add(values);
        }
        return rows;
    }

    private static @Nullable Object parsed(String path, String text) {
        try {
            return JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build()
                    .readValue(text, Object.class);
        } catch (JacksonException wrong) {
            String place = wrong.getLocation() == null
                    ? ""
                    : " (line " + wrong.getLocation().getLineNr() + ")";
            throw new EvaluationException("\"" + path + "\" is not JSON" + place + ".", wrong);
        }
    }

    private static String text(Path directory, String path, Surroundings surroundings) {
        String text = surroundings.decode().apply(ValueReader.octetsOf(directory, path));
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
