package dev.parley.interpreter;

import dev.parley.source.Span;
import dev.parley.wire.Command;
import dev.parley.wire.Deadline;
import dev.parley.wire.HandshakeFailure;
import dev.parley.wire.Octets;
import dev.parley.wire.Reply;
import dev.parley.wire.Session;
import dev.parley.wire.Ticker;
import dev.parley.wire.TlsFacts;
import dev.parley.wire.TlsSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session of the wire and what the script has learnt on it. Used by one branch at a time. */
final class LiveSession {
    /** So many exchanges of one session are kept at most. */
    private static final int KEPT = 10_000;

    /** So long behind a +OK to a command a server is taken to be still there. */
    private static final long A_MOMENT = Duration.ofMillis(10).toNanos();

    private final Session wire;
    private final Ticker ticker;
    private final @Nullable List<Exchange> exchanges;
    private volatile @Nullable Reply reply;
    private long answered;
    private volatile @Nullable Octets octets;
    private volatile @Nullable List<String> capabilities;
    private volatile @Nullable String user;
    private boolean beganWithTls;
    private volatile boolean unansweredProbe;
    private volatile @Nullable Surplus surplus;
    private volatile @Nullable Span lastSend;
    private volatile @Nullable Span firstMisfit;
    private String unfinished = "";

    /**
     * Octets that nobody had read when a command was sent.
     *
     * @param at where it was sent
     * @param command as it may be shown
     * @param unread the octets, in quotes
     */
    record Surplus(Span at, String command, String unread) {}

    /** @param keeping whether each command and its reply are kept */
    LiveSession(Session wire, boolean keeping, Ticker ticker) {
        this.wire = wire;
        this.ticker = ticker;
        this.exchanges = keeping ? Collections.synchronizedList(new ArrayList<>()) : null;
    }

    /** Each command and its reply, if they are kept. */
    List<Exchange> exchanges() {
        return exchanges == null ? List.of() : List.copyOf(exchanges);
    }

    Session wire() {
        return wire;
    }

    /** Sends, and takes note of what had come unasked before. */
    void send(Span at, Octets octets) {
        noteSurplus(at, octets);
        wire.send(octets);
    }

    /** To be told before something is sent by other ways. */
    void noteSurplus(Span at, Octets octets) {
        lastSend = at;
        Octets unread = wire.unread();
        if (surplus == null && !unread.isEmpty() && wire.due().isEmpty() && !wire.greetingIsDue()) {
            String command = octets.text().strip();
            int blank = command.indexOf(' ');
            surplus = new Surplus(
                    at,
                    blank < 0 ? command : command.substring(0, blank),
                    Shown.value(unread.part(0, Math.min(unread.length(), 80))));
        }
    }

    /** The first time that a command was sent while something was unread; null when never. */
    @Nullable
    Surplus surplus() {
        return surplus;
    }

    /** Where the first command was sent whose reply has not the form it asks for; null when all have. */
    @Nullable
    Span firstMisfit() {
        return firstMisfit;
    }

    String name() {
        return wire.name();
    }

    /** Does the handshake; before the greeting, TLS is what the session begins with. */
    void handshake(TlsSettings settings, Deadline deadline) throws HandshakeFailure {
        boolean first = wire.greetingIsDue();
        wire.handshake(settings, deadline);
        beganWithTls |= first;
    }

    /** Whether TLS was there before the greeting. */
    boolean beganWithTls() {
        return beganWithTls;
    }

    /**
     * Whether the server has just said +OK to something other than QUIT, and so has no reason to have ended the session:
     * to find out whether it has takes a millisecond.
     */
    boolean hasJustAnswered() {
        Reply latest = reply;
        return latest != null
                && latest.status() == Reply.Status.OK
                && latest.command() != null
                && !latest.command().keyword().equals("QUIT")
                && ticker.nanos() - answered < A_MOMENT;
    }

    /** Takes note that the server did not say on another connection what it can, and that this session waited for it. */
    void noteUnansweredProbe() {
        unansweredProbe = true;
    }

    /** Whether that was since the latest reply. */
    boolean waitedForAnUnansweredProbe() {
        return unansweredProbe;
    }

    /** The latest reply that was read; null before the greeting. */
    @Nullable
    Reply reply() {
        return reply;
    }

    /** What {@code expect octets} read, if that was the latest to be read; else null. */
    @Nullable
    Octets octets() {
        return octets;
    }

    void remember(Octets latest) {
        octets = latest;
    }

    /** Takes note of a reply, and of the capabilities if it answers CAPA; a login ends what was known of them. */
    void remember(Reply latest) {
        // The time first: the reply is what publishes it to the thread that watches the session.
        answered = ticker.nanos();
        reply = latest;
        octets = null;
        unansweredProbe = false;
        if (exchanges != null && exchanges.size() < KEPT) {
            exchanges.add(Exchange.of(latest));
        }
        Command command = latest.command();
        if (command != null && firstMisfit == null && !OutOfStep.fits(command, latest)) {
            firstMisfit = lastSend;
        }
        if (command == null || latest.status() != Reply.Status.OK) {
            return;
        }
        switch (command.keyword()) {
            case "CAPA" ->
                capabilities = latest.body() == null ? List.of() : latest.body().lines();
            // RFC 2449 §5: what is listed may differ after login; RFC 2595 §4: and must be asked anew under TLS.
            case "PASS", "APOP", "AUTH", "", "STLS", "UTF8" -> capabilities = null;
            default -> {}
        }
        switch (command.keyword()) {
            case "USER", "APOP" -> {
                String[] words = command.octets().text().strip().split(" +");
                speaksFor(words.length > 1 ? words[1] : "");
            }
            default -> {}
        }
    }

    /** Takes note of the login name that this session uses. */
    void speaksFor(String name) {
        user = name;
    }

    /** The login name that this session used last; null before any. */
    @Nullable
    String user() {
        return user;
    }

    /** What CAPA said in this session in its present state; null when it was not asked. */
    @Nullable
    List<String> capabilities() {
        return capabilities;
    }

    /** Whether these octets, with what was sent before them of the same line, hold a DELE. */
    boolean deletes(Octets sent) {
        String text = unfinished.isEmpty() ? sent.text() : unfinished + sent.text();
        boolean found = false;
        int line = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', line)) {
            found |= isDele(text, line);
            line = end + 1;
        }
        unfinished = text.substring(line);
        return found || isDele(text, line);
    }

    private static boolean isDele(String text, int line) {
        int word = line;
        while (word < text.length() && text.charAt(word) != '\n' && Character.isWhitespace(text.charAt(word))) {
            word++;
        }
        return text.regionMatches(true, word, "DELE", 0, 4);
    }

    /** {@code plaintext} or the TLS version. */
    String security() {
        TlsFacts tls = wire.tls();
        return tls == null ? "plaintext" : tls.version();
    }
}
