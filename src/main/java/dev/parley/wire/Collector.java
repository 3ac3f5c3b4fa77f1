package dev.parley.wire;

import java.io.ByteArrayOutputStream;
import java.time.Duration;

/** Collects octets without framing. */
final class Collector {
    private final Link link;
    private final ReplyReader reader;
    private final Limits limits;
    private final Ticker ticker;

    Collector(Link link, ReplyReader reader, SessionSettings settings) {
        this.link = link;
        this.reader = reader;
        this.limits = settings.limits();
        this.ticker = settings.ticker();
    }

    /** Up to the end of the stream, which must come in time. */
    Received untilEnd(Deadline deadline) {
        return collect(Integer.MAX_VALUE, deadline, true, false);
    }

    /** Up to a moment, which the stream must outlast. */
    Received until(Deadline deadline) {
        return collect(Integer.MAX_VALUE, deadline, false, true);
    }

    /** So many, which must come in time. */
    Received count(int count, Deadline deadline) {
        return collect(count, deadline, false, false);
    }

    private Received collect(int count, Deadline deadline, boolean untilEnd, boolean untilDeadline) {
        long begun = ticker.nanos();
        ByteArrayOutputStream collected = new ByteArrayOutputStream();
        while (collected.size() < count) {
            int ready = Math.min(link.available(), count - collected.size());
            if (ready > 0) {
                collected.writeBytes(link.take(ready).toArray());
                if (collected.size() > limits.body()) {
                    Octets some = Octets.of(collected.toByteArray(), 0, Math.min(200, collected.size()));
                    return new Received.TooLong("body", limits.body(), "--max-body", some);
                }
                continue;
            }
            switch (link.fill(deadline)) {
                case OCTETS -> {}
                case ENDED -> {
                    Octets all = Octets.of(collected.toByteArray());
                    Received ended = reader.ended(all);
                    boolean wanted = untilEnd && !(ended instanceof Received.TlsBroken);
                    return wanted ? new Received.Collected(all) : ended;
                }
                case TIMED_OUT -> {
                    Octets all = Octets.of(collected.toByteArray());
                    Duration waited = Duration.ofNanos(ticker.nanos() - begun);
                    boolean wanted = untilDeadline && !link.isSevered();
                    return wanted ? new Received.Collected(all) : new Received.TimedOut(all, waited);
                }
            }
        }
        return new Received.Collected(Octets.of(collected.toByteArray()));
    }
}
