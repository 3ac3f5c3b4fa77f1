package dev.parley.inventory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What became of a maildrop. A message is found again by its octets, else by its id, else by its body alone; where
 * messages were not retrieved, by its id, else by its number and size. Copies of one message are told apart by id and
 * number.
 */
public final class MaildropComparison {
    private final Maildrop before;
    private final Maildrop after;
    private final Map<Message, Message> found = new LinkedHashMap<>();
    private final Set<Message> taken = new HashSet<>();
    private final List<Change> changes = new ArrayList<>();

    private MaildropComparison(Maildrop before, Maildrop after) {
        this.before = before;
        this.after = after;
    }

    /** The changes from one state of a maildrop to a later one; empty when there are none. */
    public static List<Change> between(Maildrop before, Maildrop after) {
        MaildropComparison comparison = new MaildropComparison(before, after);
        comparison.compare();
        return comparison.changes;
    }

    private void compare() {
        if (before.problem() != null || after.problem() != null) {
            unread(before, true);
            unread(after, false);
            return;
        }
        match(message -> message.content() == null ? null : message.content().digest());
        match(Message::uidl);
        match(message -> message.content() == null ? null : message.content().body());
        match(message -> message.content() == null ? message.number() + "/" + message.size() : null);
        for (Message message : before.messages()) {
            Message now = found.get(message);
            if (now == null) {
                changes.add(new Change.Missing(account(), message.number(), message.uidl(), message.size()));
            } else {
                compare(message, now);
            }
        }
        after.messages().stream()
                .filter(message -> !taken.contains(message))
                .forEach(message ->
                        changes.add(new Change.Added(account(), message.number(), message.uidl(), message.size())));
        duplicates();
        int moved = moved();
        if (moved > 0) {
            changes.add(new Change.Reordered(account(), moved));
        }
    }

    private void unread(Maildrop maildrop, boolean earlier) {
        if (maildrop.problem() != null) {
            changes.add(new Change.Unread(account(), earlier, maildrop.problem()));
        }
    }

    private String account() {
        return before.account();
    }

    /** Pairs what is still alone on both sides and has the same key. */
    private void match(Function<Message, @Nullable String> key) {
        Map<String, List<Message>> candidates = new HashMap<>();
        for (Message message : after.messages()) {
            String its = taken.contains(message) ? null : key.apply(message);
            if (its != null) {
                candidates.computeIfAbsent(its, _ -> new ArrayList<>(1)).add(message);
            }
        }
        // Of several copies those with the id or the number of before go first.
        pair(key, candidates, (old, now) -> old.uidl() != null && Objects.equals(old.uidl(), now.uidl()));
        pair(key, candidates, (old, now) -> old.number() == now.number());
        pair(key, candidates, (_, _) -> true);
    }

    private interface Alike {
        boolean are(Message old, Message now);
    }

    private void pair(Function<Message, @Nullable String> key, Map<String, List<Message>> candidates, Alike alike) {
        for (Message message : before.messages()) {
            String its = found.containsKey(message) ? null : key.apply(message);
            List<Message> possible = its == null ? null : candidates.get(its);
            if (possible != null) {
                possible.stream()
                        .filter(now -> alike.are(message, now))
                        .findFirst()
                        .ifPresent(now -> {
                            possible.remove(now);
                            found.put(message, now);
                            taken.add(now);
                        });
            }
        }
    }

    private void compare(Message old, Message now) {
        if (old.uidl() != null && now.uidl() == null) {
            changes.add(new Change.IdLost(account(), now.number(), old.uidl()));
        } else if (old.uidl() != null && !old.uidl().equals(now.uidl())) {
            changes.add(new Change.IdChanged(account(), now.number(), old.uidl(), Objects.requireNonNull(now.uidl())));
        }
        Message.Content then = old.content();
        Message.Content content = now.content();
        if (then != null && content != null && !then.digest().equals(content.digest())) {
            changes.add(new Change.Altered(
                    account(),
                    now.number(),
                    now.uidl(),
                    !then.headers().equals(content.headers()),
                    !then.body().equals(content.body())));
        } else if (old.size() != now.size()) {
            changes.add(new Change.SizeChanged(account(), now.number(), old.size(), now.size()));
        }
    }

    /** Ids that several messages have now and had not before. */
    private void duplicates() {
        Map<String, List<Integer>> then = numbersById(before);
        numbersById(after).forEach((id, numbers) -> {
            int earlier = then.getOrDefault(id, List.of()).size();
            if (numbers.size() > 1 && numbers.size() > earlier) {
                changes.add(new Change.IdDuplicated(account(), id, numbers));
            }
        });
    }

    private static Map<String, List<Integer>> numbersById(Maildrop maildrop) {
        Map<String, List<Integer>> numbers = new LinkedHashMap<>();
        for (Message message : maildrop.messages()) {
            if (message.uidl() != null) {
                numbers.computeIfAbsent(message.uidl(), _ -> new ArrayList<>(1)).add(message.number());
            }
        }
        return numbers;
    }

    /** The messages found again without the longest run of them that is still in order. */
    private int moved() {
        int[] tails = new int[found.size()];
        int longest = 0;
        Deque<Integer> numbers = new ArrayDeque<>();
        before.messages().forEach(message -> {
            Message now = found.get(message);
            if (now != null) {
                numbers.add(now.number());
            }
        });
        for (int number : numbers) {
            int at = Arrays.binarySearch(tails, 0, longest, number);
            int place = at < 0 ? -at - 1 : at;
            tails[place] = number;
            longest = Math.max(longest, place + 1);
        }
        return found.size() - longest;
    }
}
