package dev.parley.interpreter;

import dev.parley.wire.ConnectFailure;

/** What to try when no connection comes about. */
final class Connecting {
    private Connecting() {}

    static Advice advice(Sight.OfConnecting sight) {
        ConnectFailure failure = sight.failure();
        String after = "It failed while connecting, after " + Shown.duration(failure.after()) + ": no octet of POP3 or"
                + " TLS was exchanged.";
        String host = sight.endpoint().host();
        int port = sight.endpoint().port();
        return switch (failure.kind()) {
            case REFUSED ->
                new Advice(
                        after,
                        "make sure that the server runs, and listens on port " + port
                                + (port == 110 ? "" : port == 995 ? "" : " (POP3 is 110, with TLS at once 995)"));
            case UNKNOWN_HOST -> new Advice(after, "correct the name `" + host + "`, or the resolver of this machine");
            case UNREACHABLE -> new Advice(after, "look at the route from this machine to `" + host + "`");
            case TIMED_OUT ->
                new Advice(
                        after + " Where packets are dropped, a firewall does so more often than a server.",
                        "see whether port " + port + " is open from here; `connect { timeout 60s }` waits longer");
            case OTHER -> new Advice(after, null);
        };
    }
}
