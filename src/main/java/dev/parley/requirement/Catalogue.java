package dev.parley.requirement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The bundled catalogue of POP3 requirements, read on first use. */
public final class Catalogue {
    private static final String RESOURCE = "pop3-requirements.json";

    private Catalogue() {}

    /** Loaded with the first row that is asked for. */
    private static final class Rows {
        static final Map<String, Requirement> BY_ID = Collections.unmodifiableMap(read());
    }

    public static Optional<Requirement> find(String id) {
        return Optional.ofNullable(Rows.BY_ID.get(id));
    }

    /** In the order of the catalogue. */
    public static List<Requirement> rows() {
        return List.copyOf(Rows.BY_ID.values());
    }

    /** In the order of the catalogue. */
    public static Set<String> ids() {
        return Rows.BY_ID.keySet();
    }

    private static Map<String, Requirement> read() {
        try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not bundled");
            }
            try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
                Map<String, Requirement> rows = new LinkedHashMap<>();
                json.nextToken();
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    Requirement row = row(json);
                    rows.put(row.id(), row);
                }
                return rows;
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Requirement row(JsonParser json) {
        Map<String, String> members = new LinkedHashMap<>();
        List<String> needs = new ArrayList<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("needs")) {
                while (json.nextToken() == JsonToken.VALUE_STRING) {
                    needs.add(json.getString());
                }
            } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                members.put(name, json.getString());
            } else {
                json.skipChildren();
            }
        }
        return new Requirement(
                member(members, "id"),
                member(members, "rfc"),
                member(members, "section"),
                Requirement.Level.valueOf(member(members, "level").replace(' ', '_')),
                member(members, "state"),
                members.get("capability"),
                member(members, "title"),
                member(members, "requirement"),
                member(members, "test"),
                needs,
                Boolean.parseBoolean(member(members, "destructive")),
                Integer.parseInt(member(members, "tier")),
                Boolean.parseBoolean(member(members, "contested")),
                member(members, "notes"));
    }

    private static String member(Map<String, String> members, String name) {
        String value = members.get(name);
        if (value == null) {
            throw new IllegalStateException(RESOURCE + " has a row without " + name + ": " + members.get("id"));
        }
        return value;
    }
}
