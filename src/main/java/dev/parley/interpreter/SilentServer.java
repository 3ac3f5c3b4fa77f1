package dev.parley.interpreter;

import dev.parley.wire.Command;
import dev.parley.wire.Event;
import dev.parley.wire.Octets;
import dev.parley.wire.Received;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What it may mean that a server says nothing, hangs up, or sends what is no reply. */
final class SilentServer {
    /** A pause that somebody notices; servers may end an idle session after ten minutes (RFC 1939 §3). */
    private static final Duration IDLE = Duration.ofSeconds(5);

    private static final String WRITE_TLS =
            "write `connect tls`, or choose the server with `--tls implicit` so that `connect` does it";

    private SilentServer() {}

    /** In plaintext the octets of a TLS alert came (RFC 8446 §5.1: content type 21, version 3). */
    static Optional<Advice> tlsAlert(Sight.OfSession sight) {
        if (sight.session().wire().tls() != null) {
            return Optional.empty();
        }
        Octets octets = octets(sight.received());
        boolean alert = octets.length() >= 2 && (octets.at(0) == 21 || octets.at(0) == 22) && octets.at(1) == 3;
        return alert
                ? Optional.of(new Advice("These octets are a record of TLS: this port speaks TLS at once.", WRITE_TLS))
                : Optional.empty();
    }

    /** Nothing came before the greeting. */
    static Optional<Advice> noGreeting(Sight.OfSession sight) {
        boolean nothing = octets(sight.received()).isEmpty()
                && (hasEnded(sight.received()) || sight.received() instanceof Received.TimedOut);
        if (!nothing || sight.session().wire().greeting() != null || isInterrupted(sight)) {
            return Optional.empty();
        }
        Optional<String> version = sight.session().wire().tls() == null ? PortProbe.tls(sight) : Optional.empty();
        if (version.isPresent()) {
            return Optional.of(new Advice(
                    "This port speaks TLS at once: a handshake on a connection of its own succeeded just now ("
                            + version.get() + ").",
                    WRITE_TLS));
        }
        if (hasEnded(sight.received())) {
            return Optional.of(new Advice(
                    "The server took the connection and ended it before its greeting. Servers do so when they have too"
                            + " many connections, or do not serve this address" + others(sight) + ".",
                    "look into the server's log for this connection"));
        }
        String handshake = sight.session().wire().tls() == null ? ", and a TLS handshake was not answered either" : "";
        return Optional.of(new Advice(
                "The connection was taken, but no greeting came" + handshake
                        + ". Servers that look up the client's name first can take long" + others(sight) + ".",
                "make sure that a POP3 server listens on this port; `expect +OK within 60s` or `--step-timeout"
                        + " 60s` waits longer"));
    }

    /** The command that is due has no CRLF (RFC 1939 §3). */
    static Optional<Advice> bareLineFeed(Sight.OfSession sight) {
        List<Command> due = sight.session().wire().due();
        if (!(sight.received() instanceof Received.TimedOut(Octets partial, Duration _))
                || !partial.isEmpty()
                || due.isEmpty()
                || due.getFirst().octets().endsWith("\r\n")
                || isInterrupted(sight)) {
            return Optional.empty();
        }
        String command = "`" + due.getFirst().shown().lines().findFirst().orElse("") + "`";
        boolean feed = due.getFirst().octets().endsWith("\n");
        return Optional.of(new Advice(
                feed
                        ? command + " was sent with LF alone at its end. A command ends with CRLF (RFC 1939 §3), and a"
                                + " server may wait for it without end."
                        : command + " was sent without a line end, so the server has not seen a whole command yet.",
                "`send` adds CRLF, `send raw` does not: end it with \\r\\n"));
    }

    /** The end came after a pause of ours. */
    static Optional<Advice> closedWhileIdle(Sight.OfSession sight) {
        if (!hasEnded(sight.received()) || sight.session().wire().greeting() == null) {
            return Optional.empty();
        }
        Duration before = Duration.ZERO;
        Duration longest = Duration.ZERO;
        for (Event event : sight.session().wire().transcript()) {
            // The latest pause before something happened again is what counts.
            Duration pause = event.at().minus(before);
            longest = event.kind() == Event.Kind.RECEIVED || event.kind() == Event.Kind.BODY
                    ? Duration.ZERO
                    : longest.compareTo(pause) > 0 ? longest : pause;
            before = event.at();
        }
        if (sight.session().waitedForAnUnansweredProbe()) {
            // The pause was Parley's own.
            return Optional.of(new Advice(
                    "To choose how to log in, Parley asked for the server's capabilities on a connection beside this"
                            + " one, and had no answer; this session waited "
                            + Shown.duration(tenths(longest)) + " for it. Some servers serve one connection at a time.",
                    "send CAPA in this session before `login`, or name the way, as in `login alice using user`: then no"
                            + " other connection is opened"));
        }
        return longest.compareTo(IDLE) < 0
                ? Optional.empty()
                : Optional.of(new Advice(
                        "The session had been idle for " + Shown.duration(tenths(longest))
                                + ". A server may end an idle session, but not before ten minutes (RFC 1939 §3).",
                        "keep it busy with NOOP, or shorten the pause"));
    }

    /** More exactly nobody wants to know it. */
    private static Duration tenths(Duration time) {
        return Duration.ofMillis(time.toMillis() / 100 * 100);
    }

    private static boolean hasEnded(Received received) {
        return received instanceof Received.Closed || received instanceof Received.ResetByPeer;
    }

    private static boolean isInterrupted(Sight.OfSession sight) {
        return sight.branch().state().interruption() != null;
    }

    /** How many sessions of this test are open beside this one, in words. */
    static String others(Sight.OfSession sight) {
        List<String> open = sight.branch().state().sessions().stream()
                .filter(other -> other != sight.session() && !other.wire().isOver())
                .map(other -> "`" + other.name() + "`")
                .toList();
        return open.isEmpty() ? "" : "; still open in this test: " + String.join(", ", open);
    }

    private static Octets octets(Received received) {
        return switch (received) {
            case Received.Closed closed -> closed.partial();
            case Received.ResetByPeer reset -> reset.partial();
            case Received.TimedOut timedOut -> timedOut.partial();
            case Received.Malformed malformed -> malformed.line();
            case Received.TooLong tooLong -> tooLong.partial();
            case Received.TlsBroken broken -> broken.partial();
            case Received.Unasked unasked -> unasked.octets();
            case Received.Collected collected -> collected.octets();
            case Received.Answered answered -> answered.reply().rawStatus();
            case Received.Silence _ -> Octets.EMPTY;
        };
    }
}
