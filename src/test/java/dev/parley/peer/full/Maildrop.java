package dev.parley.peer.full;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

/** What a user's sessions and deliveries share. Safe for use by several threads. */
final class Maildrop {
    /** How long a login waits: a session that was dropped just now is still on its way out. */
    private static final Duration GRACE = Duration.ofMillis(250);

    private final Behaviour behaviour;
    private final String user;
    private final List<StoredMessage> messages = new ArrayList<>();
    private final Set<Session> holders = new LinkedHashSet<>();
    private final Set<Session> claims = new HashSet<>();
    private final Set<StoredMessage> leftMarks = new HashSet<>();
    private long arrivals;
    private int aborts;

    Maildrop(String user, Behaviour behaviour) {
        this.user = user;
        this.behaviour = behaviour;
    }

    synchronized void deliver(String raw) {
        String text = behaviour.has(Variant.TRACE_HEADERS) ? trace() + raw : raw;
        messages.add(StoredMessage.of(text, newId(text)));
    }

    private String trace() {
        return "Return-Path: <sender@example.org>\r\nDelivered-To: " + user
                + "\r\nReceived: from localhost by localhost with LMTP;\r\n\tThu, 01 Jan 2026 12:00:00 +0000\r\n";
    }

    private String newId(String text) {
        if (behaviour.has(Variant.SAME_IDS_FOR_COPIES)) {
            return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.ISO_8859_1))
                    .toString();
        }
        arrivals++;
        long number = behaviour.has(UidlFault.IDS_REUSED)
                ? LongStream.iterate(1, n -> n + 1)
                        .filter(n -> messages.stream()
                                .noneMatch(message -> message.id().equals(id(n))))
                        .findFirst()
                        .orElseThrow()
                : arrivals;
        return id(number);
    }

    private String id(long number) {
        return "%s.%06d".formatted(Integer.toHexString(user.hashCode()), number);
    }

    synchronized List<StoredMessage> messages() {
        return List.copyOf(messages);
    }

    synchronized void remove(Collection<StoredMessage> gone) {
        for (StoredMessage message : gone) {
            messages.removeIf(kept -> kept == message);
        }
    }

    /** Another order, as a store that rewrites its index wrongly gives. */
    synchronized void reverse() {
        List<StoredMessage> reversed = messages.reversed().stream().toList();
        messages.clear();
        messages.addAll(reversed);
    }

    /** Empties it, and ends the sessions that hold it. */
    void clear() {
        List<Session> ended;
        synchronized (this) {
            ended = List.copyOf(holders);
            messages.clear();
            holders.clear();
            claims.clear();
            leftMarks.clear();
            notifyAll();
        }
        ended.forEach(Session::drop);
    }

    /** Takes the lock; false when another session keeps it. */
    synchronized boolean acquire(Session session) throws InterruptedException {
        long end = System.nanoTime() + GRACE.toNanos();
        boolean shared = behaviour.has(Variant.SNAPSHOT) || behaviour.has(LockFault.NO_LOCK);
        while (!shared && heldByOther(session)) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                if (behaviour.has(LockFault.REFUSED_LOGIN_KEEPS_LOCK)) {
                    claims.add(session);
                }
                return false;
            }
            wait(left);
        }
        holders.add(session);
        return true;
    }

    private boolean heldByOther(Session session) {
        return holders.stream().anyMatch(other -> other != session)
                || claims.stream().anyMatch(other -> other != session);
    }

    synchronized boolean isHeld() {
        return !holders.isEmpty();
    }

    synchronized void release(Session session) {
        holders.remove(session);
        notifyAll();
    }

    synchronized void withdrawClaim(Session session) {
        claims.remove(session);
        notifyAll();
    }

    synchronized void leaveMarks(Collection<StoredMessage> marked) {
        leftMarks.addAll(marked);
    }

    synchronized Set<StoredMessage> leftMarks() {
        return Set.copyOf(leftMarks);
    }

    synchronized void countAbort() {
        aborts++;
    }

    synchronized int aborts() {
        return aborts;
    }
}
