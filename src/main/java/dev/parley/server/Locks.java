package dev.parley.server;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Which session holds which maildrop: one at a time (RFC 1939 §4). Safe for use by several threads. */
final class Locks {
    /** How long a login waits: a session that was dropped just now is still on its way out. */
    private static final Duration GRACE = Duration.ofMillis(300);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Closeable> holders = new HashMap<>();

    /** Gives the maildrop to a session; false when another one keeps it. */
    synchronized boolean take(String user, Closeable session) throws IOException {
        if (!awaitFree(user, GRACE)) {
            return false;
        }
        holders.put(key(user), session);
        return true;
    }

    /** The session no longer holds a maildrop, if it did. */
    synchronized void release(Closeable session) {
        holders.values().removeIf(holder -> holder == session);
        notifyAll();
    }

    /** Ends the session that holds the maildrop, if there is one, and waits until it has let go. */
    synchronized void free(String user) throws IOException {
        Closeable holder = holders.get(key(user));
        if (holder != null) {
            holder.close();
            if (!awaitFree(user, PATIENCE)) {
                throw new IOException("a session of an earlier test does not end");
            }
        }
    }

    private boolean awaitFree(String user, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        long left = limit.toNanos();
        try {
            while (holders.containsKey(key(user)) && left > 0) {
                wait(left / 1_000_000 + 1);
                left = deadline - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return !holders.containsKey(key(user));
    }

    private static String key(String user) {
        return user.toLowerCase(Locale.ROOT);
    }
}
