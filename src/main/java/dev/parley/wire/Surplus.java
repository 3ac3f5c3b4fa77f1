package dev.parley.wire;

import java.time.Duration;

/** Tells what came that no command asked for. */
final class Surplus {
    /** So long behind its last words a server is given to close. */
    private static final Duration NOTICE = Duration.ofMillis(50);

    private final Link link;
    private final Watch watch;
    private final Transcript transcript;
    private final Ticker ticker;
    private boolean gaveUp;

    /** Each reply comes one command late since something surplus was told: it is the same surplus that is seen again. */
    private boolean outOfStep;

    Surplus(Link link, Watch watch, Transcript transcript, Ticker ticker) {
        this.link = link;
        this.watch = watch;
        this.transcript = transcript;
        this.ticker = ticker;
    }

    /** Replies are not waited for any more: one that comes later has been asked for. */
    void gaveUp() {
        gaveUp = true;
    }

    /** A line came while nothing was due; with it, a session out of step is in step again. */
    void line(Octets line) {
        if (!gaveUp && !outOfStep) {
            watch.unsolicited(line, transcript.now());
        }
        outOfStep = false;
    }

    /** For a while nothing came; where nothing is due either, the session is in step. */
    void silence(boolean nothingDue) {
        outOfStep &= !nothingDue;
    }

    /** To be told before something is sent while nothing is due. */
    void beforeSending() {
        if (!gaveUp && !outOfStep && link.available() > 0) {
            watch.unsolicited(link.copy(link.available()), transcript.now());
            outOfStep = true;
        }
    }

    /** To be told before an end while nothing is due; a server may say why it closes, if it then does. */
    void beforeClosing() {
        if (link.available() > 0 && link.fill(Deadline.after(NOTICE, ticker)) != Link.Read.ENDED) {
            beforeSending();
        }
    }
}
