package dev.parley.inventory;

import dev.parley.secret.Secrets;
import dev.parley.server.Account;
import dev.parley.server.ServerFacts;
import dev.parley.server.Visit;
import dev.parley.wire.Body;
import dev.parley.wire.Octets;
import dev.parley.wire.Reply;
import dev.parley.wire.SessionSettings;
import dev.parley.wire.WireText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads maildrops and changes nothing: it sends neither DELE nor QUIT, so that no server enters the UPDATE state, not
 * even one that removes what was retrieved (EXPIRE 0, RFC 2449 §6.7). Safe for use by several threads.
 */
public final class MaildropReader {
    private static final int ATTEMPTS = 3;

    /** A password of fewer characters may be part of an id by chance. */
    private static final int CHANCE = 8;

    /** How many RETR may be on the way at once where the server lists PIPELINING (RFC 2449 §6.6). */
    private static final int WINDOW = 16;

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9}) +(\\d{1,18})(?: .*)?");
    /** RFC 1939 §7: one to 70 characters from 0x21 to 0x7E; longer ones are kept as they are. */
    private static final Pattern UIDL = Pattern.compile("(\\d{1,9}) +(\\S+)");

    private final ServerFacts server;
    private final Settings settings;
    private final Progress progress;

    /**
     * How maildrops are read.
     *
     * @param patience how long each answer may take
     * @param pause between two attempts, where the first failed for a passing reason
     * @param retrieve whether messages are retrieved, for their octets and digests
     */
    public record Settings(SessionSettings sessions, Duration patience, Duration pause, boolean retrieve) {}

    /** Hears how far the reading of one maildrop has come; called by the threads that read. */
    public interface Progress {
        /**
         * A message was retrieved.
         *
         * @param read how many of the maildrop so far
         * @param all how many it has
         */
        void retrieved(Account account, int read, int all);
    }

    public MaildropReader(ServerFacts server, Settings settings) {
        this(server, settings, (_, _, _) -> {});
    }

    /** @param progress may slow the reading down, so should be brief */
    public MaildropReader(ServerFacts server, Settings settings, Progress progress) {
        this.server = server;
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Reads one maildrop; what went wrong is in the result.
     *
     * @throws InterruptedException when the thread is interrupted between two attempts
     */
    public Maildrop read(Account account) throws InterruptedException {
        Secrets secrets = new Secrets(WireText::encode);
        secrets.add(account.password());
        String problem = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (attempt > 1) {
                Thread.sleep(settings.pause().multipliedBy(attempt - 1));
            }
            try (Visit visit = Visit.open("inventory", server, account, settings.sessions(), settings.patience())) {
                return new Maildrop(account.label(), masked(messages(account, visit), account, secrets), null);
            } catch (Visit.Refused e) {
                problem = String.valueOf(e.getMessage());
                if (!e.isPassing()) {
                    break;
                }
            }
        }
        // A server may say the password back, also later than in the login.
        return Maildrop.unread(account.label(), secrets.mask(problem));
    }

    /** Even in an id; but a short password may stand in one by chance, and then ids must stay apart. */
    private static List<Message> masked(List<Message> messages, Account account, Secrets secrets) {
        return account.password().reveal().length() < CHANCE
                ? messages
                : messages.stream()
                        .map(message -> new Message(
                                message.number(),
                                message.uidl() == null ? null : secrets.mask(message.uidl()),
                                message.size(),
                                message.content()))
                        .toList();
    }

    private List<Message> messages(Account account, Visit visit) throws Visit.Refused {
        boolean pipelining = settings.retrieve() && lists(visit.tried("CAPA"), "PIPELINING");
        Map<Integer, Long> sizes = sizes(visit.ask("LIST"));
        Map<Integer, String> ids = ids(visit.tried("UIDL"));
        Map<Integer, Message.Content> contents =
                settings.retrieve() ? contents(account, visit, sizes.keySet(), pipelining ? WINDOW : 1) : Map.of();
        List<Message> messages = new ArrayList<>();
        sizes.forEach((number, size) -> messages.add(new Message(number, ids.get(number), size, contents.get(number))));
        return messages;
    }

    private Map<Integer, Message.Content> contents(Account account, Visit visit, Set<Integer> numbers, int window)
            throws Visit.Refused {
        Map<Integer, Message.Content> contents = new LinkedHashMap<>();
        Fingerprint fingerprint = new Fingerprint();
        List<Integer> all = List.copyOf(numbers);
        int sent = 0;
        for (int read = 0; read < all.size(); read++) {
            while (sent < all.size() && sent < read + window) {
                visit.send("RETR " + all.get(sent));
                sent++;
            }
            int number = all.get(read);
            Reply reply = visit.answer("RETR " + number);
            Body body = reply.body();
            contents.put(number, fingerprint.of(body == null ? Octets.EMPTY : body.content()));
            progress.retrieved(account, read + 1, all.size());
        }
        return contents;
    }

    private static Map<Integer, Long> sizes(Reply list) throws Visit.Refused {
        Map<Integer, Long> sizes = new TreeMap<>();
        for (String line : lines(list)) {
            Matcher matcher = listing(SIZE, "LIST", line);
            sizes.put(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
        }
        return sizes;
    }

    private static Map<Integer, String> ids(Reply uidl) throws Visit.Refused {
        Map<Integer, String> ids = new TreeMap<>();
        if (uidl.status() == Reply.Status.OK) {
            for (String line : lines(uidl)) {
                Matcher matcher = listing(UIDL, "UIDL", line);
                ids.put(Integer.parseInt(matcher.group(1)), matcher.group(2));
            }
        }
        return ids;
    }

    private static Matcher listing(Pattern pattern, String command, String line) throws Visit.Refused {
        Matcher matcher = pattern.matcher(line.strip());
        if (!matcher.matches()) {
            throw new Visit.Refused(
                    "The reply to " + command + " has a line that is no listing: `" + line + "`.", false);
        }
        return matcher;
    }

    private static boolean lists(Reply capabilities, String tag) {
        return capabilities.status() == Reply.Status.OK
                && lines(capabilities).stream().anyMatch(line -> line.strip().equalsIgnoreCase(tag));
    }

    private static List<String> lines(Reply reply) {
        @Nullable Body body = reply.body();
        return body == null ? List.of() : body.lines();
    }
}
