package dev.parley.expression;

import dev.parley.secret.Secret;
import dev.parley.secret.Secrets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows a secret through one evaluation. Once one was read, each text that comes of it counts as a secret too, but for
 * what stands in the script as it is and for values that were there before. Used by one thread.
 */
final class Derivation {
    private final @Nullable Secrets secrets;
    private final String text;
    private final long before;
    private final List<String> harmless = new ArrayList<>();
    private boolean touched;

    /** @param text the expression's */
    Derivation(Scope scope, String text) {
        this.secrets = scope.secrets();
        this.text = text;
        this.before = secrets == null ? 0 : secrets.readings();
    }

    /** Whether a secret has been read, by its name or in another value. */
    boolean isSecret() {
        return touched || secrets != null && secrets.readings() != before;
    }

    /** Takes note of a variable's value. */
    void variable(@Nullable Object value) {
        look(value, true);
    }

    /**
     * Takes note of the value of a part.
     *
     * @return whether nothing of it may be shown
     */
    boolean part(@Nullable Object value) {
        boolean derived = isSecret();
        look(value, false);
        return derived && isReadable(value) && !(value instanceof CharSequence && isHarmless(value.toString()));
    }

    private void look(@Nullable Object value, boolean variable) {
        if (secrets == null || !(value instanceof CharSequence)) {
            return;
        }
        String seen = value.toString();
        if (secrets.areIn(seen)) {
            touched = true;
        } else if (variable || !isSecret()) {
            harmless.add(seen);
        }
    }

    private static boolean isReadable(@Nullable Object value) {
        return value instanceof CharSequence
                || value instanceof Character
                || value instanceof Collection<?>
                || value instanceof Map<?, ?>
                || value != null && value.getClass().isArray();
    }

    private boolean isHarmless(String value) {
        return text.contains(value) || harmless.contains(value);
    }

    /** A value as a drawing shows it. */
    String shown(@Nullable Object value, boolean hidden) {
        if (hidden) {
            return Secret.MASK;
        }
        return secrets == null ? Words.brief(value) : secrets.mask(Words.brief(value));
    }

    /** All of a value that is not hidden. */
    String shownWhole(@Nullable Object value) {
        return secrets == null ? Words.whole(value) : secrets.mask(Words.whole(value));
    }

    /** A message about values that may come of a secret. */
    String shown(String message) {
        return isSecret() ? message.replaceAll("(?s)\".*\"", Secret.MASK) : message;
    }

    /** Makes secrets of the texts that came out. */
    @Nullable
    Object concluded(@Nullable Object value) {
        if (secrets != null && isSecret()) {
            conclude(secrets, value);
        }
        return value;
    }

    private void conclude(Secrets known, @Nullable Object value) {
        switch (value) {
            case CharSequence characters -> text(known, characters.toString());
            case Collection<?> elements -> elements.forEach(element -> conclude(known, element));
            case Map<?, ?> map -> {
                map.keySet().forEach(key -> conclude(known, key));
                map.values().forEach(element -> conclude(known, element));
            }
            case null, default -> {}
        }
    }

    /** Only what is left of it besides known secrets, words of the script and values from before. */
    private void text(Secrets known, String value) {
        String rest = known.mask(value).replace(Secret.MASK, "\0\0\0\0");
        for (String part : harmless) {
            rest = part.length() < Secrets.SHORTEST ? rest : rest.replace(part, "\0\0\0\0");
        }
        for (String part : rest.split("\0{4}")) {
            if (part.strip().length() >= Secrets.SHORTEST && !text.contains(part)) {
                known.suspect(part);
            }
        }
    }
}
