package dev.parley.interpreter;

import dev.parley.expression.EvaluationException;
import dev.parley.wire.Command;
import dev.parley.wire.Received;
import dev.parley.wire.Reply;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What it may mean that a server answers -ERR. */
final class Refusal {
    private static final Set<String> LOGIN = Set.of("USER", "PASS", "APOP", "AUTH");

    /** Servers word it each in their own way. */
    private static final Pattern SAYS_TLS = Pattern.compile(
            "(?i)\\b(?:TLS|SSL|STLS|STARTTLS|encrypt\\w*|secure|privacy)\\b|plain-?\\s?text|clear-?\\s?text");

    private static final Pattern TOO_MANY =
            Pattern.compile("(?i)too many|(?:maximum|max\\.?) (?:number of )?(?:\\w+ )?(?:connections|sessions)"
                    + "|(?:connection|session)s? (?:limit|count)|limit (?:of|on) (?:connections|sessions)");

    private Refusal() {}

    /** A login before TLS is refused. */
    static Optional<Advice> wantsTls(Sight.OfSession sight) {
        Reply reply = refused(sight.received());
        Command command = reply == null ? null : reply.command();
        if (reply == null
                || command == null
                || !LOGIN.contains(command.keyword())
                || sight.session().wire().tls() != null) {
            return Optional.empty();
        }
        boolean says = SAYS_TLS.matcher(reply.text()).find();
        boolean atUser = command.keyword().equals("USER");
        if (!says && !atUser) {
            return Optional.empty();
        }
        boolean stls = offersStls(sight);
        boolean port = sight.branch().state().server().tls() != null;
        if (!says && !stls) {
            return Optional.empty();
        }
        String note = says
                ? "By what it says, the server wants encryption before a login"
                        + (stls ? "; it lists STLS." : port ? "." : ", and CAPA does not list STLS.")
                : "`USER` is refused in plaintext, and the server lists STLS: it may want encryption before a login.";
        String hint = stls
                ? "write `starttls` before the login, or choose the server with `--tls starttls`"
                : port ? "write `connect tls`" : "name the port where TLS starts at once: `--tls-address HOST:995`";
        return Optional.of(new Advice(note, hint));
    }

    private static boolean offersStls(Sight.OfSession sight) {
        try {
            return sight.branch().state().probe().offers(sight.branch(), "STLS", List.of());
        } catch (EvaluationException e) {
            return false;
        }
    }

    /** The server has enough of connections, by what it says. */
    static Optional<Advice> tooManyConnections(Sight.OfSession sight) {
        Reply reply = refused(sight.received());
        if (reply == null || !TOO_MANY.matcher(reply.text()).find()) {
            return Optional.empty();
        }
        return Optional.of(new Advice(
                "By what it says, the server is at a limit of connections" + SilentServer.others(sight) + ".",
                "end sessions with `quit` before the next begins, run fewer tests at once (`--jobs 1`), or raise the"
                        + " server's limit"));
    }

    /** [IN-USE]: who else may hold the maildrop. */
    static Optional<Advice> inUse(Sight.OfSession sight) {
        Reply reply = refused(sight.received());
        if (reply == null || reply.code() == null || !reply.code().equalsIgnoreCase("IN-USE")) {
            return Optional.empty();
        }
        String others = SilentServer.others(sight);
        return others.isEmpty()
                ? Optional.of(new Advice(
                        "No other session of this test is open: a mail program, another run, or a session that the"
                                + " server has not given up yet may hold it.",
                        "wait for it with `eventually within 30s { … }`, or close the other program"))
                : Optional.of(new Advice("Sessions of this test may hold it" + others + ".", "end them with `quit`"));
    }

    /** [LOGIN-DELAY] (RFC 2449 §8.1.1). */
    static Optional<Advice> loginDelay(Sight.OfSession sight) {
        Reply reply = refused(sight.received());
        return reply != null && reply.code() != null && reply.code().equalsIgnoreCase("LOGIN-DELAY")
                ? Optional.of(new Advice(
                        "CAPA says under LOGIN-DELAY how many seconds must lie between two logins.",
                        "put the login into `eventually within 2m every 10s { … }`, or use more than one account"))
                : Optional.empty();
    }

    private static @Nullable Reply refused(Received received) {
        return received instanceof Received.Answered(Reply reply) && reply.status() == Reply.Status.ERR ? reply : null;
    }
}
