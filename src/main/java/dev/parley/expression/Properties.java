package dev.parley.expression;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value whose properties are read by name: {@code tls.version}. Implementations must be public classes, so that
 * Groovy reaches {@code get(String)} as its generic getter.
 */
public interface Properties {
    /**
     * @throws NoSuchPropertyException for a name not among {@link #propertyNames}
     */
    @Nullable
    Object get(String property);

    Set<String> propertyNames();
}
