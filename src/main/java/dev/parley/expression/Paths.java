package dev.parley.expression;

import dev.parley.secret.Secret;
import dev.parley.secret.Secrets;
import dev.parley.source.Spelling;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads variables and their properties, with errors that name what is missing. */
final class Paths {
    private Paths() {}

    static @Nullable Object variable(Scope scope, String name) {
        if (scope.has(name)) {
            return revealed(scope, scope.get(name));
        }
        throw unknown(name, scope.names());
    }

    static EvaluationException unknown(String name, Collection<String> known) {
        return new EvaluationException("There is no `" + name + "`"
                + Spelling.didYouMean(name, known).map(meant -> "; " + meant).orElse("."));
    }

    /** To an expression a secret is a text like any other; what comes of it is looked at afterwards. */
    static @Nullable Object revealed(Scope scope, @Nullable Object value) {
        if (!(value instanceof Secret secret)) {
            return value;
        }
        Secrets secrets = scope.secrets();
        return secrets == null ? secret.reveal() : secrets.read(secret);
    }

    /** Whether {@link #property} reads properties of such a value as Groovy does. */
    static boolean isRead(@Nullable Object value) {
        return value == null || value instanceof Properties || value instanceof Map;
    }

    /** @param path what the value was read by, such as {@code reply.code} */
    static @Nullable Object property(@Nullable Object value, String path, String name) {
        switch (value) {
            case null -> throw new EvaluationException("`" + path + "` is null, so it has no `" + name + "`.");
            case Properties properties -> {
                try {
                    return properties.get(name);
                } catch (NoSuchPropertyException missing) {
                    throw new EvaluationException(String.valueOf(missing.getMessage()), missing);
                }
            }
            case Map<?, ?> map -> {
                return map.get(name);
            }
            default ->
                throw new EvaluationException(
                        "`" + path + "` is " + Words.kind(value) + " and has no property `" + name + "`.");
        }
    }

    static @Nullable Object read(Scope scope, List<String> names) {
        Object value = variable(scope, names.getFirst());
        StringBuilder path = new StringBuilder(names.getFirst());
        for (String name : names.subList(1, names.size())) {
            value = property(value, path.toString(), name);
            path.append('.').append(name);
        }
        return value;
    }
}
