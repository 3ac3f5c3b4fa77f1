package dev.parley.wire;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads status lines and bodies from a link (RFC 1939 §3). */
final class ReplyReader {
    /** A body that follows is sent together with its status line; this covers a server that flushes between the two. */
    private static final Duration BODY_WAIT = Duration.ofMillis(200);

    private static final Pattern CODE =
            Pattern.compile("^\\[([A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*)\\] ?(.*)$", Pattern.DOTALL);

    private static final List<Reply.Status> STATUSES = List.of(Reply.Status.values());

    private final Link link;
    private final Limits limits;
    private final boolean keepsMessages;
    private final int beginning;
    private final Ticker ticker;

    ReplyReader(Link link, SessionSettings settings) {
        this.link = link;
        this.limits = settings.limits();
        this.keepsMessages = settings.keepsMessages();
        this.beginning = settings.wholeTranscript() ? BodyMeter.MUCH : BodyMeter.LITTLE;
        this.ticker = settings.ticker();
    }

    /** A line or a body could not be read; what came instead says why. */
    static final class Interrupted extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Received received;

        Interrupted(Received received) {
            super(null, null, false, false);
            this.received = received;
        }

        Received received() {
            return received;
        }
    }

    /** Reads up to and with the next LF. */
    Octets line(Deadline deadline) throws Interrupted {
        long begun = ticker.nanos();
        int searched = 0;
        while (true) {
            int feed = link.indexOf('\n', searched);
            if (feed >= limits.line() || feed < 0 && link.available() >= limits.line()) {
                throw new Interrupted(new Received.TooLong(
                        "line", limits.line(), "--max-line", link.take(Math.min(200, link.available()))));
            }
            if (feed >= 0) {
                return link.take(feed + 1);
            }
            searched = link.available();
            more(deadline, begun, Octets.EMPTY);
        }
    }

    /** Waits for more; throws with what came so far when nothing does. */
    private void more(Deadline deadline, long begun, Octets before) throws Interrupted {
        switch (link.fill(deadline)) {
            case OCTETS -> {}
            case TIMED_OUT -> {
                // What came stays unread, so that a later step can still see it.
                Octets partial = before.plus(link.copy(link.available()));
                throw new Interrupted(new Received.TimedOut(partial, Duration.ofNanos(ticker.nanos() - begun)));
            }
            case ENDED -> throw new Interrupted(ended(before.plus(link.take(link.available()))));
        }
    }

    /** How the stream ended, as an outcome. */
    Received ended(Octets partial) {
        return switch (Objects.requireNonNull(link.ending(), "the stream has not ended")) {
            case CLOSED -> new Received.Closed(partial, link.closeNotify());
            case RESET -> new Received.ResetByPeer(partial);
            case BROKEN -> new Received.TlsBroken(link.problem(), partial);
        };
    }

    /** The status of a line, or why it has none. */
    sealed interface Parsed {
        record Good(Reply.Status status, @Nullable String code, String text) implements Parsed {}

        record Bad(String problem) implements Parsed {}
    }

    static Parsed parse(Octets line) {
        String text = line.text();
        text = text.endsWith("\r\n")
                ? text.substring(0, text.length() - 2)
                : text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        for (Reply.Status status : STATUSES) {
            String indicator = status.indicator();
            if (text.equals(indicator) || text.startsWith(indicator + " ")) {
                String rest = text.length() > indicator.length() ? text.substring(indicator.length() + 1) : "";
                if (status != Reply.Status.CONTINUATION && rest.startsWith("[")) {
                    Matcher code = CODE.matcher(rest);
                    if (code.matches()) {
                        return new Parsed.Good(status, code.group(1), code.group(2));
                    }
                }
                return new Parsed.Good(status, null, rest);
            }
        }
        return new Parsed.Bad(problem(text));
    }

    private static String problem(String text) {
        if (text.regionMatches(true, 0, "+OK", 0, 3) || text.regionMatches(true, 0, "-ERR", 0, 4)) {
            boolean capitals = text.startsWith("+OK") || text.startsWith("-ERR");
            return capitals
                    ? "Behind the status of the reply stands neither a blank nor the end of the line."
                    : "The status of the reply is not written in capitals.";
        }
        return "The line that came is no reply: it begins with neither +OK nor -ERR.";
    }

    /** Whether a body follows a status line of which that is not known. */
    boolean bodyFollows(Deadline deadline) {
        return link.available() > 0
                || link.fill(Deadline.after(BODY_WAIT, ticker).orEarlier(deadline)) == Link.Read.OCTETS;
    }

    /**
     * Reads a body up to its terminating line. A server which never sends CR, not even in the status line, can end it
     * with LF alone. A message that nobody will look into is measured only.
     */
    Body body(@Nullable Command command, Octets status, Deadline deadline, Runnable wrongTerminator)
            throws Interrupted {
        boolean bareLf = !status.endsWith("\r\n");
        return keepsMessages || command == null || !command.bringsMessage()
                ? keep(bareLf, deadline, status, wrongTerminator)
                : measure(bareLf, deadline, status, wrongTerminator);
    }

    private Body keep(boolean bareLf, Deadline deadline, Octets status, Runnable wrongTerminator) throws Interrupted {
        long begun = ticker.nanos();
        byte[] raw = new byte[1024];
        int length = 0;
        int lineStart = 0;
        int searched = 0;
        boolean stuffed = false;
        while (true) {
            int count = link.available();
            if (count == 0) {
                if (length > limits.body()) {
                    throw tooLong(raw);
                }
                more(deadline, begun, length == 0 ? status : status.plus(Octets.of(raw, 0, Math.min(length, 4096))));
                continue;
            }
            if (raw.length - length < count) {
                raw = Arrays.copyOf(raw, (int)
                        Math.min(Integer.MAX_VALUE - 8, Math.max(raw.length * 2L, length + (long) count)));
            }
            int taken = Math.min(count, raw.length - length);
            int before = length;
            link.takeInto(raw, length, taken);
            length += taken;
            for (int feed = indexOf(raw, searched, length); feed >= 0; feed = indexOf(raw, feed + 1, length)) {
                boolean crlf = feed > 0 && raw[feed - 1] == '\r';
                if (raw[lineStart] == '.') {
                    boolean ends = crlf && feed == lineStart + 2;
                    boolean endsBare = bareLf && feed == lineStart + 1;
                    if (ends || endsBare) {
                        if (endsBare) {
                            wrongTerminator.run();
                        }
                        putBack(raw, feed + 1, length);
                        return body(raw, lineStart, feed + 1, stuffed, bareLf);
                    }
                    stuffed = true;
                }
                if (crlf || bareLf) {
                    lineStart = feed + 1;
                }
            }
            searched = length;
            if (length > limits.body() || before == length) {
                throw tooLong(raw);
            }
        }
    }

    private Body measure(boolean bareLf, Deadline deadline, Octets status, Runnable wrongTerminator)
            throws Interrupted {
        long begun = ticker.nanos();
        BodyMeter meter = new BodyMeter(bareLf, beginning);
        while (true) {
            int count = link.available();
            if (count == 0) {
                more(deadline, begun, status.plus(meter.beginning()));
                continue;
            }
            int behind = meter.take(link.array(), link.offset(), link.offset() + count);
            link.skip(behind < 0 ? count : behind - link.offset());
            if (meter.length() > limits.body()) {
                throw tooLong(meter.beginning());
            }
            if (behind >= 0) {
                if (meter.endedWithBareLf()) {
                    wrongTerminator.run();
                }
                return meter.body();
            }
        }
    }

    private Interrupted tooLong(byte[] raw) {
        return tooLong(Octets.of(raw, 0, raw.length));
    }

    private Interrupted tooLong(Octets raw) {
        return new Interrupted(
                new Received.TooLong("body", limits.body(), "--max-body", raw.part(0, Math.min(200, raw.length()))));
    }

    /** Octets behind the body belong to the next reply. */
    private void putBack(byte[] raw, int from, int to) {
        link.unread(raw, from, to - from);
    }

    private static int indexOf(byte[] octets, int from, int to) {
        for (int i = from; i < to; i++) {
            if (octets[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static Body body(byte[] raw, int contentEnd, int end, boolean stuffed, boolean bareLf) {
        Octets all = Octets.of(raw, 0, end);
        return Body.kept(all, stuffed ? unstuffed(raw, contentEnd, bareLf) : Octets.of(raw, 0, contentEnd));
    }

    /** Takes one dot from each line that begins with one (RFC 1939 §3). */
    private static Octets unstuffed(byte[] raw, int length, boolean bareLf) {
        byte[] content = new byte[length];
        int out = 0;
        boolean lineStart = true;
        for (int i = 0; i < length; i++) {
            if (lineStart && raw[i] == '.') {
                lineStart = false;
                continue;
            }
            content[out++] = raw[i];
            lineStart = raw[i] == '\n' && (bareLf || i > 0 && raw[i - 1] == '\r');
        }
        return Octets.of(content, 0, out);
    }
}
