package dev.parley.interpreter;

import dev.parley.expression.NoSuchPropertyException;
import dev.parley.expression.Properties;
import dev.parley.source.Spelling;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value with named properties, each computed when it is read: what {@code reply}, {@code tls}, {@code certificate},
 * {@code server}, {@code session} and the accounts are to an expression.
 */
public final class Facts implements Properties {
    private final String title;
    private final Map<String, Supplier<? extends @Nullable Object>> properties;
    private final @Nullable Object subject;

    private Facts(
            String title, @Nullable Object subject, Map<String, Supplier<? extends @Nullable Object>> properties) {
        this.title = title;
        this.subject = subject;
        this.properties = properties;
    }

    /** Begins a value. */
    static Builder of(String title) {
        return new Builder(title, null);
    }

    /** Begins a value that stands for an object of ours. */
    static Builder of(String title, Object subject) {
        return new Builder(title, subject);
    }

    /** The object of ours that this stands for. */
    <T> @Nullable T subject(Class<T> type) {
        return type.isInstance(subject) ? type.cast(subject) : null;
    }

    @Override
    public @Nullable Object get(String property) {
        Supplier<? extends @Nullable Object> value = properties.get(property);
        if (value == null) {
            String meant = Spelling.didYouMean(property, properties.keySet())
                    .orElse("it has " + String.join(", ", properties.keySet()));
            throw new NoSuchPropertyException("`" + title + "` has no `" + property + "`; " + meant + ".");
        }
        return value.get();
    }

    @Override
    public Set<String> propertyNames() {
        return properties.keySet();
    }

    /** What it is, without values: an account's hold a password. */
    @Override
    public String toString() {
        return title;
    }

    /** Collects properties in the order in which they are listed to the user. */
    static final class Builder {
        private final String title;
        private final @Nullable Object subject;
        private final Map<String, Supplier<? extends @Nullable Object>> properties = new LinkedHashMap<>();

        private Builder(String title, @Nullable Object subject) {
            this.title = title;
            this.subject = subject;
        }

        Builder with(String property, Supplier<? extends @Nullable Object> value) {
            properties.put(property, value);
            return this;
        }

        Facts build() {
            return new Facts(title, subject, properties);
        }
    }
}
