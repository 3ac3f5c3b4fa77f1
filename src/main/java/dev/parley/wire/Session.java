package dev.parley.wire;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One POP3 connection, driven by blocking calls.
 *
 * <p>Used by one thread at a time, except for {@link #interrupt}, {@link #transcript} and {@link #findings}, which any
 * thread may call. What was sent is cut at CRLF; each piece is a command due one reply, and replies are read in the
 * order of the commands. The greeting is due from the opening (for implicit TLS: from the handshake). Nothing here
 * throws because the peer closed: sending to a closed connection is silent and the next receive tells.
 */
public final class Session implements AutoCloseable {
    private final String name;
    private final Endpoint endpoint;
    private final Ticker ticker;
    private final Link link;
    private final ReplyReader reader;
    private final Collector collector;
    private final CommandQueue commands;
    private final Watch watch = new Watch();
    private final Transcript transcript;
    private final Surplus surplus;
    private @Nullable TlsFacts tls;
    private @Nullable Reply greeting;
    private boolean greetingIsDue = true;

    private Session(String name, Endpoint endpoint, SessionSettings settings, Link link, Transcript transcript) {
        this.name = name;
        this.endpoint = endpoint;
        this.ticker = settings.ticker();
        this.commands = new CommandQueue(settings.confidant());
        this.link = link;
        this.reader = new ReplyReader(link, settings);
        this.collector = new Collector(link, reader, settings);
        this.transcript = transcript;
        this.surplus = new Surplus(link, watch, transcript, settings.ticker());
    }

    /**
     * Opens a connection in plaintext; for implicit TLS call {@link #handshake} next.
     *
     * @param name what the session is called in transcripts
     * @throws ConnectFailure when there is no connection by the deadline
     */
    public static Session connect(String name, Endpoint endpoint, SessionSettings settings, Deadline deadline)
            throws ConnectFailure {
        Transcript transcript = new Transcript(settings.ticker(), settings.wholeTranscript());
        Link link = Link.open(endpoint, deadline);
        transcript.note("connected to " + endpoint, false);
        return new Session(name, endpoint, settings, link, transcript);
    }

    public String name() {
        return name;
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /**
     * Does a TLS handshake in place and empties the queue of due replies, but for a greeting not yet read. Octets that
     * came in plaintext before it are a finding, and are given to TLS as they are.
     *
     * @throws HandshakeFailure when TLS is not established by the deadline; the session is then over
     */
    public TlsFacts handshake(TlsSettings settings, Deadline deadline) throws HandshakeFailure {
        if (link.available() > 0) {
            watch.dataAfterStls(link.copy(link.available()), transcript.now());
            transcript.note("data before the handshake", false);
        }
        commands.clear();
        try {
            TlsFacts facts = link.handshake(settings, endpoint.host(), endpoint.port(), deadline);
            tls = facts;
            transcript.note(facts.version() + " " + facts.cipher(), true);
            return facts;
        } catch (HandshakeFailure e) {
            greetingIsDue = false;
            transcript.end("handshake failed: " + e.getMessage(), false);
            throw e;
        }
    }

    /** What the handshake agreed on; null in plaintext. */
    public @Nullable TlsFacts tls() {
        return tls;
    }

    // Sending

    /** Sends octets as they are; each piece up to a CRLF, and a rest without one, becomes a due command. */
    public void send(Octets octets) {
        register(octets);
        write(octets);
    }

    /** The same, split over segments of a size with a pause between two; ends early when the deadline passes. */
    public void sendInPieces(Octets octets, int size, Duration pause, Deadline deadline) {
        register(octets);
        for (int start = 0; start < octets.length() && !deadline.hasPassed(); start += size) {
            if (start > 0 && !Deadline.rest(pause)) {
                return;
            }
            write(octets.part(start, Math.min(start + size, octets.length())));
        }
    }

    private void register(Octets octets) {
        if (commands.isEmpty() && !greetingIsDue) {
            surplus.beforeSending();
        }
        for (Command command : commands.sent(octets, transcript.now())) {
            transcript.sent(command, tls != null);
        }
    }

    private void write(Octets octets) {
        link.write(octets.toArray());
        Command next = commands.next();
        if (next != null && next.framing() != Framing.SINGLE) {
            link.acknowledgeQuickly();
        }
    }

    // Receiving

    /**
     * Reads the next due reply.
     *
     * @param framing what to go by instead of the command's own framing; null for that
     * @return Answered, Closed, ResetByPeer, TimedOut, Malformed, TooLong or TlsBroken
     */
    public Received receive(@Nullable Framing framing, Deadline deadline) {
        Command command = greetingIsDue ? null : commands.next();
        Framing form = framing != null ? framing : command == null ? Framing.SINGLE : command.framing();
        try {
            Octets line = reader.line(deadline);
            watch.line(line, transcript.now());
            transcript.received(Challenges.shown(line), tls != null);
            if (command == null && !greetingIsDue) {
                surplus.line(line);
            }
            ReplyReader.Parsed parsed = ReplyReader.parse(line);
            if (parsed instanceof ReplyReader.Parsed.Good good) {
                Body body = body(good, form, line, command, deadline);
                return new Received.Answered(complete(good, line, body, command));
            }
            answered(Reply.Status.ERR);
            return new Received.Malformed(line, ((ReplyReader.Parsed.Bad) parsed).problem());
        } catch (ReplyReader.Interrupted e) {
            return noted(e.received());
        }
    }

    private @Nullable Body body(
            ReplyReader.Parsed.Good line, Framing form, Octets octets, @Nullable Command command, Deadline deadline)
            throws ReplyReader.Interrupted {
        boolean multi = line.status() == Reply.Status.OK
                && switch (form) {
                    case SINGLE -> false;
                    case MULTI -> true;
                    case EITHER -> reader.bodyFollows(deadline);
                };
        if (!multi) {
            return null;
        }
        link.acknowledgeQuickly();
        Body body =
                reader.body(command, octets, deadline, () -> watch.wrongTerminator(Octets.of(".\n"), transcript.now()));
        transcript.body(body, tls != null);
        return body;
    }

    private Reply complete(
            ReplyReader.Parsed.Good line, Octets octets, @Nullable Body body, @Nullable Command command) {
        Duration now = transcript.now();
        Duration since = command == null ? Duration.ZERO : command.at();
        Reply reply = new Reply(line.status(), line.code(), line.text(), octets, body, command, now.minus(since));
        if (greetingIsDue) {
            greeting = reply;
        }
        answered(line.status());
        watch.reply(reply, now);
        return reply;
    }

    private void answered(Reply.Status status) {
        if (greetingIsDue) {
            greetingIsDue = false;
        } else {
            commands.answered(status);
        }
        if (commands.isEmpty()) {
            link.settled();
        }
    }

    /** Takes note in the transcript of what came in place of a reply. */
    private Received noted(Received received) {
        boolean firstEnd = transcript.outcome(received, tls != null);
        if (firstEnd && received instanceof Received.Closed closed && Boolean.FALSE.equals(closed.closeNotify())) {
            watch.noCloseNotify(transcript.now());
        }
        return received;
    }

    /**
     * Waits for the end of the stream; when it ends, due replies are no longer due.
     *
     * @return Closed, ResetByPeer, TimedOut, TlsBroken, or Unasked when octets came
     */
    public Received receiveEnd(Deadline deadline) {
        long begun = ticker.nanos();
        if (link.available() == 0) {
            switch (link.fill(deadline)) {
                case OCTETS -> {}
                case ENDED -> {
                    commands.clear();
                    greetingIsDue = false;
                    return noted(reader.ended(Octets.EMPTY));
                }
                case TIMED_OUT -> {
                    return noted(new Received.TimedOut(Octets.EMPTY, since(begun)));
                }
            }
        }
        return new Received.Unasked(link.copy(link.available()));
    }

    /**
     * Waits for nothing.
     *
     * @return Silence, Closed, ResetByPeer, TlsBroken, or Unasked
     */
    public Received receiveNothing(Duration time) {
        long begun = ticker.nanos();
        if (link.available() == 0) {
            switch (link.fill(Deadline.after(time, ticker))) {
                case OCTETS -> {}
                case ENDED -> {
                    return noted(reader.ended(Octets.EMPTY));
                }
                case TIMED_OUT -> {
                    surplus.silence(commands.isEmpty());
                    return link.isSevered()
                            ? noted(new Received.TimedOut(Octets.EMPTY, since(begun)))
                            : new Received.Silence(time);
                }
            }
        }
        return new Received.Unasked(link.copy(link.available()));
    }

    /**
     * Collects octets until the stream ends; due replies are then no longer due.
     *
     * @return Collected when it ended, by close or reset; else TimedOut, TooLong or TlsBroken
     */
    public Received collectUntilEnd(Deadline deadline) {
        return collected(collector.untilEnd(deadline), true);
    }

    /**
     * Collects what comes within a time; due replies are then no longer due.
     *
     * @return Collected; Closed, ResetByPeer or TlsBroken when the stream ended before; TooLong
     */
    public Received collectFor(Duration time) {
        return collected(collector.until(Deadline.after(time, ticker)), true);
    }

    /**
     * Collects a number of octets; due replies stay due.
     *
     * @return Collected; Closed, ResetByPeer, TimedOut, TooLong or TlsBroken when there were fewer
     */
    public Received collect(int count, Deadline deadline) {
        return collected(collector.count(count, deadline), false);
    }

    /** Takes note of what was collected in place of replies. */
    private Received collected(Received received, boolean inPlaceOfReplies) {
        if (received instanceof Received.Collected(Octets octets)) {
            if (inPlaceOfReplies) {
                forgetDue();
            }
            if (!octets.isEmpty()) {
                greetingIsDue = false;
                transcript.received(octets.text(), tls != null);
            }
        }
        return noted(received);
    }

    private Duration since(long begun) {
        return Duration.ofNanos(ticker.nanos() - begun);
    }

    // State

    /** The replies still due, oldest first; the greeting is not among them. */
    public List<Command> due() {
        return commands.due();
    }

    /** Takes note that due replies are not waited for any more. */
    public void forgetDue() {
        if (!commands.isEmpty()) {
            surplus.gaveUp();
        }
        commands.clear();
        greetingIsDue = false;
    }

    /** A copy of what has come and is not read yet; in plaintext also of what only the system has. */
    public Octets unread() {
        link.fillWithoutWaiting();
        return link.copy(link.available());
    }

    /** Whether the greeting is still unread. */
    public boolean greetingIsDue() {
        return greetingIsDue;
    }

    /** The greeting, once it was read. */
    public @Nullable Reply greeting() {
        return greeting;
    }

    /** Whether the peer has ended the stream, waiting so long for it; octets still unread do not count as an end. */
    public boolean peerHasEnded(Duration wait) {
        if (link.isClosed() || link.available() > 0) {
            return link.isClosed();
        }
        Duration atLeast = wait.isPositive() ? wait : Duration.ofMillis(1);
        boolean ended = link.fill(Deadline.after(atLeast, ticker)) == Link.Read.ENDED;
        if (ended) {
            noted(reader.ended(Octets.EMPTY));
        }
        return ended;
    }

    /** Whether this session is over: ended by the peer as far as was seen, or closed or aborted here. */
    public boolean isOver() {
        return link.isClosed() || link.ending() != null && link.available() == 0;
    }

    // Ending

    /** FIN for our direction only; the peer's replies can still be read. */
    public void closeSending() {
        transcript.note("closed for sending", tls != null);
        link.closeSending();
    }

    /** Closes in order: close_notify under TLS, then FIN. Idempotent; empties the queue of due replies. */
    @Override
    public void close() {
        if (!link.isClosed()) {
            if (commands.isEmpty() && !greetingIsDue) {
                surplus.beforeClosing();
            }
            transcript.note("closed", tls != null);
            link.close();
        }
        forgetDue();
    }

    /** Closes with a reset (RST). Idempotent; empties the queue of due replies. */
    public void abort() {
        if (!link.isClosed()) {
            transcript.note("reset", tls != null);
            link.abort();
        }
        forgetDue();
    }

    /** Makes a blocked call return at once as if its deadline had passed; for cancellation. The session is over. */
    public void interrupt() {
        link.sever();
    }

    /** What happened so far, bounded: the beginning and the latest events. */
    public List<Event> transcript() {
        return transcript.events();
    }

    /** What was found on the wire so far. */
    public List<Finding> findings() {
        return watch.findings();
    }
}
