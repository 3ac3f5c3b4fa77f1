package dev.parley.interpreter;

import dev.parley.wire.HandshakeFailure;
import java.util.Optional;

/** What a failed handshake comes from, and the option that says so on purpose. */
final class Handshakes {
    private static final String START_IN_PLAINTEXT =
            "write `connect` and `starttls`, or choose the server with `--tls starttls`";

    private Handshakes() {}

    static Optional<Advice> advice(Sight.OfHandshake sight) {
        HandshakeFailure failure = sight.failure();
        return switch (failure.kind()) {
            case CERTIFICATE -> certificate(failure);
            case NOT_TLS ->
                sight.implicit()
                        ? Optional.of(new Advice(
                                failure.details().isEmpty() ? "What came is no TLS." : failure.details(),
                                START_IN_PLAINTEXT))
                        : Optional.of(new Advice(
                                failure.details().isEmpty()
                                        ? "What came after STLS is no TLS."
                                        : failure.details() + " It came after the server's +OK to STLS.",
                                null));
            case CLOSED, RESET -> plaintext(sight).or(() -> ended(sight));
            case TIMED_OUT -> plaintext(sight).or(() -> silent(sight));
            case ALERT -> alert(failure);
            case UNAVAILABLE, MATERIAL, OTHER -> Optional.empty();
        };
    }

    private static Optional<Advice> certificate(HandshakeFailure failure) {
        String hint = switch (failure.distrust()) {
            case EXPIRED -> "renew it; `connect tls { verify off }` takes it as it is, on purpose";
            case NOT_YET_VALID ->
                "see whether the clocks of this machine and of the server are right; `connect tls { verify off }` takes"
                        + " it as it is, on purpose";
            case WRONG_NAME ->
                "connect to a name it is for, or say which to look for: `{ servername \"mail.example.org\" }`";
            case SELF_SIGNED, UNKNOWN_AUTHORITY ->
                "trust its issuer with `--ca FILE`, or `{ ca \"ca.pem\" }` in the script; `{ verify off }` takes any";
            case null -> "`{ verify off }` takes any certificate, on purpose";
        };
        return Optional.of(new Advice(failure.details(), hint));
    }

    /** An end at the first octets of TLS: whether the port greets in plaintext is asked. */
    private static Optional<Advice> plaintext(Sight.OfHandshake sight) {
        if (!sight.implicit() || isInterrupted(sight)) {
            return Optional.empty();
        }
        return PortProbe.greeting(sight)
                .map(greeting -> new Advice(
                        "This port starts in plaintext: on a connection of its own the server greeted just now with "
                                + Shown.quoted(greeting) + ".",
                        START_IN_PLAINTEXT));
    }

    /** Nothing of TLS came before the end. */
    private static Optional<Advice> ended(Sight.OfHandshake sight) {
        return isInterrupted(sight)
                ? Optional.empty()
                : Optional.of(new Advice(
                        (sight.implicit()
                                        ? "The server ended the connection and named no reason."
                                        : "The server had said +OK to STLS, then it ended the connection and named no"
                                                + " reason.")
                                + " Servers do so when they cannot read their certificate or key, or want another TLS"
                                + " version or cipher suite.",
                        "look into the server's log for this connection"));
    }

    private static Optional<Advice> silent(Sight.OfHandshake sight) {
        return isInterrupted(sight)
                ? Optional.empty()
                : Optional.of(new Advice(
                        sight.implicit()
                                ? "The connection was taken, but neither TLS nor a greeting in plaintext came."
                                : "The server had said +OK to STLS, and did not go on.",
                        "make sure that a POP3 server with TLS listens on this port; `{ timeout 60s }` waits longer"));
    }

    private static boolean isInterrupted(Sight.OfHandshake sight) {
        return sight.branch().state().interruption() != null;
    }

    private static Optional<Advice> alert(HandshakeFailure failure) {
        String alert = failure.alert() == null ? "" : failure.alert();
        return switch (alert) {
            case "protocol_version" ->
                Optional.of(new Advice(
                        "The server speaks none of the TLS versions that were offered.",
                        "offer others with `{ versions [\"TLSv1.2\"] }`, or look at what the server allows"));
            case "handshake_failure", "insufficient_security" ->
                Optional.of(new Advice(
                        "Client and server found no cipher suite, key exchange or certificate in common.",
                        "offer others with `{ ciphers […] }`, or look at what the server allows"));
            case "certificate_required", "bad_certificate", "certificate_unknown", "unknown_ca" ->
                Optional.of(new Advice(
                        "The server objects to the client's certificate, or wants one.",
                        "present one with `{ certificate \"me.pem\" }`"));
            case "unrecognized_name" ->
                Optional.of(new Advice(
                        "The server knows no certificate for the name it was asked for.",
                        "ask for another with `{ servername \"mail.example.org\" }`"));
            default -> Optional.empty();
        };
    }
}
