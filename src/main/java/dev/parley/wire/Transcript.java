package dev.parley.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What was sent and received, as it may be shown. Bounded: the beginning and the latest events are kept, of a body the
 * first lines. Written by the session's thread, read by any.
 */
final class Transcript {
    private static final int FIRST = 200;
    private static final int LATEST = 1800;
    private static final int BODY_LINES = 5;
    private static final int LONGEST_LINE = 300;

    private final Ticker ticker;
    private final long opened;
    private final List<Event> first = new ArrayList<>();
    private final Deque<Event> latest = new ArrayDeque<>();
    private long dropped;
    private boolean ended;

    Transcript(Ticker ticker) {
        this.ticker = ticker;
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

    /** The beginning of a body, and how much more there was. */
    void body(Body body, boolean tls) {
        Octets content = body.beginning();
        int at = 0;
        int shown = 0;
        while (at < content.length() && shown < BODY_LINES) {
            int feed = content.indexOf('\n', at);
            int end = feed < 0 ? content.length() : feed + 1;
            received(content.part(at, Math.min(end, at + 4 * LONGEST_LINE)).text(), tls);
            at = end;
            shown++;
        }
        long more = body.isKept() ? lineEnds(content, at) : body.lineCount() - shown;
        if (more > 0) {
            note("… " + more + (more == 1 ? " more line" : " more lines"), tls);
        } else {
            received(".", tls);
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

    synchronized List<Event> events() {
        List<Event> all = new ArrayList<>(first);
        if (dropped > 0) {
            all.add(new Event(latest.getFirst().at(), Event.Kind.NOTE, "… " + dropped + " events left out", false));
        }
        all.addAll(latest);
        return all;
    }

    private synchronized void add(Event event) {
        if (first.size() < FIRST) {
            first.add(event);
            return;
        }
        if (latest.size() == LATEST) {
            latest.removeFirst();
            dropped++;
        }
        latest.addLast(event);
    }

    private static String withoutLineEnd(String line) {
        return line.endsWith("\r\n") ? line.substring(0, line.length() - 2) : line;
    }

    private static String cut(String line) {
        return line.length() <= LONGEST_LINE
                ? line
                : line.substring(0, LONGEST_LINE) + "… " + (line.length() - LONGEST_LINE) + " more";
    }
}
