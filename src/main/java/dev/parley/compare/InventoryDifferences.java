package dev.parley.compare;

import dev.parley.difference.Kind;
import dev.parley.difference.Rule;
import dev.parley.inventory.Change;
import dev.parley.inventory.InventoryFile;
import dev.parley.inventory.Maildrop;
import dev.parley.inventory.MaildropComparison;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What became of the mail, as differences: a line for each message, or one for many that changed alike. */
public final class InventoryDifferences {
    /** So many changes of one kind in one maildrop are told one by one. */
    private static final int EACH = 5;

    private InventoryDifferences() {}

    /** Of all accounts of two files, one maildrop at a time. */
    public static Comparison of(InventoryFile before, InventoryFile after, List<Rule> rules) throws IOException {
        Set<String> accounts = new LinkedHashSet<>(before.accounts());
        accounts.addAll(after.accounts());
        List<Difference> differences = new ArrayList<>();
        for (String account : accounts) {
            differences.addAll(of(account, before.maildrop(account), after.maildrop(account)));
        }
        return Comparison.of(named(before.header()), named(after.header()), differences, List.of(), rules);
    }

    private static String named(InventoryFile.Header header) {
        return header.server() + " at " + header.taken();
    }

    static List<Difference> of(List<Maildrop> before, List<Maildrop> after) {
        Map<String, Maildrop> others = new LinkedHashMap<>();
        after.forEach(maildrop -> others.put(maildrop.account(), maildrop));
        List<Difference> differences = new ArrayList<>();
        for (Maildrop maildrop : before) {
            differences.addAll(of(maildrop.account(), maildrop, others.remove(maildrop.account())));
        }
        others.forEach((account, maildrop) -> differences.addAll(of(account, null, maildrop)));
        return differences;
    }

    /**
     * Of one account.
     *
     * @param before null when it was not there
     * @param after null when it is not there
     */
    public static List<Difference> of(String account, @Nullable Maildrop before, @Nullable Maildrop after) {
        if (before == null || after == null) {
            Change change = before == null ? new Change.AccountNew(account) : new Change.AccountGone(account);
            return List.of(difference(change));
        }
        Map<Kind, List<Difference>> byKind = MaildropComparison.between(before, after).stream()
                .map(InventoryDifferences::difference)
                .collect(Collectors.groupingBy(Difference::kind, LinkedHashMap::new, Collectors.toList()));
        List<Difference> differences = new ArrayList<>();
        byKind.forEach((kind, alike) -> {
            differences.addAll(alike.subList(0, Math.min(EACH, alike.size())));
            if (alike.size() > EACH) {
                int more = alike.size() - EACH;
                differences.add(
                        Difference.of(kind, "maildrop of " + account, more + " more of " + alike.size(), null, null));
            }
        });
        return differences;
    }

    private static Difference difference(Change change) {
        String subject = "maildrop of " + change.account();
        return switch (change) {
            case Change.AccountGone _ -> Difference.of(Kind.ACCOUNT_GONE, subject, "", "there", null);
            case Change.AccountNew _ -> Difference.of(Kind.ACCOUNT_NEW, subject, "", null, "there");
            case Change.Unread unread ->
                unread.earlier()
                        ? Difference.of(Kind.ACCOUNT_UNKNOWN, subject, "", unread.problem(), null)
                        : Difference.of(Kind.ACCOUNT_UNREAD, subject, "", null, unread.problem());
            case Change.IdChanged id ->
                Difference.of(Kind.UIDL_CHANGED, subject, message(id.number()), id.before(), id.after());
            case Change.IdLost id -> Difference.of(Kind.UIDL_LOST, subject, message(id.number()), id.before(), null);
            case Change.IdDuplicated id ->
                Difference.of(
                        Kind.UIDL_DUPLICATED,
                        subject,
                        "messages " + id.numbers().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                        null,
                        id.id());
            case Change.Reordered order ->
                Difference.of(
                        Kind.REORDERED,
                        subject,
                        "",
                        null,
                        order.moved() + (order.moved() == 1 ? " message moved" : " messages moved"));
            case Change.Missing missing ->
                Difference.of(
                        Kind.MESSAGE_MISSING,
                        subject,
                        message(missing.number()),
                        identity(missing.id(), missing.size()),
                        null);
            case Change.Altered altered ->
                Difference.of(
                        Kind.MESSAGE_ALTERED,
                        subject,
                        message(altered.number()),
                        null,
                        altered.headers() && altered.body()
                                ? "headers and body differ"
                                : altered.headers() ? "the headers differ" : "the body differs");
            case Change.SizeChanged size ->
                Difference.of(
                        Kind.SIZE,
                        subject,
                        message(size.number()),
                        size.before() + " octets",
                        size.after() + " octets");
            case Change.Added added ->
                Difference.of(
                        Kind.MESSAGE_ADDED, subject, message(added.number()), null, identity(added.id(), added.size()));
        };
    }

    private static String message(int number) {
        return "message " + number;
    }

    private static String identity(@Nullable String id, long size) {
        return (id == null ? "" : id + ", ") + size + " octets";
    }
}
