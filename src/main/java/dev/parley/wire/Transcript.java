package dev.parley.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What was sent and received, as it may be shown. Bounded: the beginning and the latest events are kept, of a body and of
 * a line the beginning; or, where all is asked for, everything up to some million characters. Written by the session's
 * thread, read by any.
 */
final class Transcript {
    private static final int FIRST = 200;
    private static final int LATEST = 1800;
    private static final int BODY_LINES = 5;
    private static final int LONGEST_LINE = 300;

    /** So many characters are kept of a session where all is asked for. */
    private static final long MOST = 8_000_000;

    /** What an event takes beside its text, in characters. */
    private static final int OVERHEAD = 50;

    private final Ticker ticker;
    private final boolean whole;
    private final long opened;
    private final List<Event> first = new ArrayList<>();
    private final Deque<Event> latest = new ArrayDeque<>();
    private volatile long kept;
    private long dropped;
    private boolean ended;

    /** @param whole whether bodies and long lines are kept to their end */
    Transcript(Ticker ticker, boolean whole) {
        this.ticker = ticker;
        this.whole = whole;
        this.opened = ticker.nanos();
    }

    /** The time since the session was opened. */
    Duration now() {
        return Duration.ofNanos(ticker.nanos() - opened);
    }

    void sent(Command command, boolean tls) {
        // A line end that is none is worth seeing.
        boolean bare = command.octets().endsWith("\n") && !command.octets().endsWith("\r\n");
        add(new Event(now(), Event.Kind.SENT, cut(command.shown()) + (bare ? "\n" : ""), tls));
    }

    void received(String line, boolean tls) {
        add(new Event(now(), Event.Kind.RECEIVED, cut(withoutLineEnd(line)), tls));
    }

    /** A body, or its beginning and how much more there was: as on the wire, if it was kept. */
    void body(Body body, boolean tls) {
        Octets octets = body.isKept() ? body.raw() : body.beginning();
        int at = 0;
        long shown = 0;
        while (at < octets.length() && (shown < BODY_LINES || hasRoom())) {
            int feed = octets.indexOf('\n', at);
            if (feed < 0 && shown > 0) {
                // Of what was only measured, the beginning ends within a line.
                break;
            }
            int end = feed < 0 ? octets.length() : feed + 1;
            // A character has four octets at most.
            long longest = Math.min(end, at + 4L * room());
            String line = withoutLineEnd(octets.part(at, (int) longest).text());
            add(new Event(now(), Event.Kind.BODY, cut(line, line.length() + (end - longest)), tls));
            at = end;
            shown++;
        }
        // The line that ends a body is one of what was kept, and worth a line only where nothing is missing before it.
        long more = body.isKept() ? lineEnds(octets, at) - (at < octets.length() ? 1 : 0) : body.lineCount() - shown;
        if (more > 0) {
            leftOut(more, more == 1 ? "more line" : "more lines", tls);
        } else if (!body.isKept() || at < octets.length()) {
            add(new Event(now(), Event.Kind.BODY, ".", tls));
        }
    }

    private static long lineEnds(Octets content, int from) {
        long count = 0;
        for (int feed = content.indexOf('\n', from); feed >= 0; feed = content.indexOf('\n', feed + 1)) {
            count++;
        }
        return count;
    }

    /**
     * What came in place of a reply.
     *
     * @return whether it is the end of the stream, noted for the first time
     */
    boolean outcome(Received received, boolean tls) {
        return switch (received) {
            case Received.Closed _ -> end("closed by the server", tls);
            case Received.ResetByPeer _ -> end("reset by the server", tls);
            case Received.TlsBroken broken -> end(broken.problem(), tls);
            case Received.TimedOut timedOut -> {
                note("nothing more within " + timedOut.waited().toMillis() + " ms", tls);
                yield false;
            }
            case Received.Answered _,
                    Received.Malformed _,
                    Received.TooLong _,
                    Received.Unasked _,
                    Received.Silence _,
                    Received.Collected _ -> false;
        };
    }

    /** The end of the stream, noted once; whether this was the first time. */
    boolean end(String words, boolean tls) {
        if (ended) {
            return false;
        }
        ended = true;
        note(words, tls);
        return true;
    }

    void note(String words, boolean tls) {
        add(new Event(now(), Event.Kind.NOTE, words, tls));
    }

    private void leftOut(long count, String what, boolean tls) {
        add(new Event(now(), Event.Kind.LEFT_OUT, missing(count, what), tls));
    }

    /** How much is missing, and why. */
    private String missing(long count, String what) {
        return count + " " + what
                + (whole ? " (of a session, " + MOST / 1_000_000 + " MB are kept)" : " (--transcript full)");
    }

    synchronized List<Event> events() {
        List<Event> all = new ArrayList<>(first);
        if (dropped > 0) {
            all.add(new Event(
                    latest.getFirst().at(),
                    Event.Kind.LEFT_OUT,
                    missing(dropped, dropped == 1 ? "line" : "lines"),
                    false));
        }
        all.addAll(latest);
        return all;
    }

    private synchronized void add(Event event) {
        if (first.size() < FIRST || hasRoom()) {
            first.add(event);
            kept += event.text().length() + OVERHEAD;
            return;
        }
        if (latest.size() == LATEST) {
            latest.removeFirst();
            dropped++;
        }
        latest.addLast(event);
    }

    private boolean hasRoom() {
        return whole && latest.isEmpty() && kept < MOST;
    }

    /** So many characters of a line are kept. */
    private int room() {
        return hasRoom() ? (int) Math.max(LONGEST_LINE, MOST - kept) : LONGEST_LINE;
    }

    private static String withoutLineEnd(String line) {
        return line.endsWith("\r\n") ? line.substring(0, line.length() - 2) : line;
    }

    private String cut(String line) {
        return cut(line, line.length());
    }

    /** @param length of the whole, of which the line may be the beginning only */
    private String cut(String line, long length) {
        int room = room();
        return length <= room
                ? line
                : line.substring(0, Math.min(room, line.length())) + "… " + missing(length - room, "more characters");
    }
}
