package dev.parley.requirement;

import java.util.Optional;
import java.util.Set;

/** The bundled catalogue of POP3 requirements, read on first use. */
public final class Catalogue {
    private Catalogue() {}

    public static Optional<Requirement> find(String id) {
        throw new UnsupportedOperationException();
    }

    public static Set<String> ids() {
        throw new UnsupportedOperationException();
    }
}
