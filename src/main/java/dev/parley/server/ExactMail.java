package dev.parley.server;

import dev.parley.wire.Octets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The octets of the embedded server's messages. GreenMail keeps messages as parsed objects, and what it gives back is
 * not always what it was given (bare line feeds, NUL, octets above ASCII); here they stay as they are, by GreenMail's
 * own ids. Safe for use by several threads.
 */
final class ExactMail {
    private final Map<String, Map<Long, Octets>> messages = new ConcurrentHashMap<>();

    void put(String user, long id, Octets message) {
        messages.computeIfAbsent(key(user), key -> new ConcurrentHashMap<>()).put(id, message);
    }

    void removeAll(String user) {
        messages.remove(key(user));
    }

    @Nullable
    Octets find(String user, long id) {
        return messages.getOrDefault(key(user), Map.of()).get(id);
    }

    private static String key(String user) {
        return user.toLowerCase(Locale.ROOT);
    }
}
