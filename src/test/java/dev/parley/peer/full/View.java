package dev.parley.peer.full;

import static dev.parley.peer.full.ListingFault.NEW_MAIL_GOES_FIRST;
import static dev.parley.peer.full.ListingFault.NEW_MAIL_SHOWN;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A session's view of its maildrop: fixed when it was opened, but for the marks (RFC 1939 §4). */
final class View {
    private final Maildrop maildrop;
    private final Behaviour behaviour;
    private final List<StoredMessage> messages;
    private final TreeSet<Integer> marked = new TreeSet<>();
    private final Set<StoredMessage> removedEarly = new LinkedHashSet<>();
    private final Set<StoredMessage> unmarked = new LinkedHashSet<>();
    private final Set<Integer> retrieved = new TreeSet<>();

    View(Maildrop maildrop, Behaviour behaviour) {
        this.maildrop = maildrop;
        this.behaviour = behaviour;
        this.messages = new ArrayList<>(maildrop.messages());
        if (behaviour.has(DeletionFault.MARKS_SURVIVE)) {
            Set<StoredMessage> left = maildrop.leftMarks();
            for (int n = 1; n <= messages.size(); n++) {
                if (left.contains(message(n))) {
                    marked.add(n);
                }
            }
        }
    }

    Maildrop maildrop() {
        return maildrop;
    }

    int count() {
        return messages.size();
    }

    /** @param number from 1 to {@link #count} */
    StoredMessage message(int number) {
        return messages.get(number - 1);
    }

    boolean isMarked(int number) {
        return marked.contains(number);
    }

    /** The numbers that are not marked, ascending. */
    List<Integer> shown() {
        List<Integer> numbers = new ArrayList<>(all());
        numbers.removeAll(marked);
        return numbers;
    }

    List<Integer> all() {
        List<Integer> numbers = new ArrayList<>();
        for (int n = 1; n <= count(); n++) {
            numbers.add(n);
        }
        return numbers;
    }

    Set<Integer> marked() {
        return marked;
    }

    void mark(int number) {
        if (behaviour.has(ListingFault.RENUMBERED_AFTER_DELE)) {
            removedEarly.add(messages.remove(number - 1));
            return;
        }
        if (behaviour.has(DeletionFault.DELE_AT_ONCE)) {
            maildrop.remove(List.of(message(number)));
        }
        marked.add(number);
    }

    void unmark() {
        for (int number : marked) {
            unmarked.add(message(number));
        }
        if (!behaviour.has(DeletionFault.DELE_AT_ONCE)) {
            marked.clear();
        }
        if (behaviour.has(ListingFault.RENUMBERED_AFTER_DELE)) {
            messages.clear();
            messages.addAll(maildrop.messages());
            removedEarly.clear();
        }
    }

    void unmarkFirst() {
        marked.pollFirst();
    }

    /** Notes that RETR has sent it. */
    void noteRetrieved(int number) {
        retrieved.add(number);
    }

    boolean isRetrieved(int number) {
        return retrieved.contains(number);
    }

    /** What a faulty server does before each command: looks at the maildrop again. */
    void refresh() {
        List<StoredMessage> now = maildrop.messages();
        if (behaviour.has(LockFault.NO_LOCK)) {
            messages.removeIf(message -> !now.contains(message));
            marked.removeIf(number -> number > count());
        }
        if (behaviour.has(NEW_MAIL_SHOWN)) {
            now.stream().filter(message -> !messages.contains(message)).forEach(messages::add);
        }
        if (behaviour.has(NEW_MAIL_GOES_FIRST)) {
            now.stream().filter(message -> !messages.contains(message)).forEach(messages::addFirst);
        }
    }

    /** What RSET must not do: takes in what has arrived. */
    void reread() {
        maildrop.messages().stream()
                .filter(message -> !messages.contains(message))
                .forEach(messages::add);
    }

    /** The update (RFC 1939 §6). */
    void commit() {
        List<StoredMessage> gone = new ArrayList<>(removedEarly);
        for (int number : marked) {
            gone.add(message(number));
        }
        if (behaviour.has(DeletionFault.RSET_THEN_QUIT_REMOVES)) {
            gone.addAll(unmarked);
        }
        if (behaviour.has(DeletionFault.QUIT_REMOVES_RETRIEVED) || behaviour.has(Variant.EXPIRE_ZERO)) {
            retrieved.forEach(number -> gone.add(message(number)));
        }
        if (behaviour.has(DeletionFault.QUIT_REMOVES_NOTHING)) {
            return;
        }
        if (behaviour.has(DeletionFault.QUIT_REMOVES_ONE) && !gone.isEmpty()) {
            gone.subList(1, gone.size()).clear();
        }
        if (behaviour.has(DeletionFault.QUIT_REMOVES_NEIGHBOUR) && isMarked(1) && count() > 1) {
            gone.set(gone.indexOf(message(1)), message(2));
        }
        maildrop.remove(gone);
        if (behaviour.has(DeletionFault.QUIT_REORDERS) && !gone.isEmpty()) {
            maildrop.reverse();
        }
    }

    /** The end without QUIT: nothing is removed (RFC 1939 §6). */
    void abandon() {
        List<StoredMessage> left = marked.stream().map(this::message).toList();
        if (behaviour.has(DeletionFault.DROP_COMMITS)) {
            maildrop.remove(left);
        }
        if (behaviour.has(DeletionFault.MARKS_SURVIVE)) {
            maildrop.leaveMarks(left);
        }
        maildrop.countAbort();
    }
}
