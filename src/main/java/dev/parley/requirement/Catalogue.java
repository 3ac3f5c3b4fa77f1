package dev.parley.requirement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bundled catalogue of POP3 requirements, read on first use. */
public final class Catalogue {
    private static final String RESOURCE = "pop3-requirements.json";

    private Catalogue() {}

    /** Its class is loaded, and so the catalogue read, when a script first names a row. */
    private static final class Rows {
        private static final Map<String, Requirement> BY_ID = read();

        private static Map<String, Requirement> read() {
            try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException("the catalogue is not on the class path");
                }
                Map<String, Requirement> rows = new LinkedHashMap<>();
                for (JsonNode row : JsonMapper.shared().readTree(in)) {
                    Requirement requirement = new Requirement(
                            row.get("id").stringValue(),
                            row.get("rfc").stringValue(),
                            row.get("section").stringValue(),
                            Requirement.Level.valueOf(row.get("level").stringValue().replace(' ', '_')),
                            row.get("title").stringValue());
                    rows.put(requirement.id(), requirement);
                }
                return Collections.unmodifiableMap(rows);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static Optional<Requirement> find(String id) {
        return Optional.ofNullable(Rows.BY_ID.get(id));
    }

    public static Set<String> ids() {
        return Rows.BY_ID.keySet();
    }
}
