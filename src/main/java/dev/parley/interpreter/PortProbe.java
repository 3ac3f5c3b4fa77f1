package dev.parley.interpreter;

import dev.parley.wire.ConnectFailure;
import dev.parley.wire.Deadline;
import dev.parley.wire.Endpoint;
import dev.parley.wire.HandshakeFailure;
import dev.parley.wire.Received;
import dev.parley.wire.Session;
import dev.parley.wire.SessionSettings;
import dev.parley.wire.TlsSettings;
import java.time.Duration;
import java.util.Optional;

/** Finds out after a failure what a port speaks, on a connection of its own, of which the server under test gets one. */
final class PortProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private PortProbe() {}

    /** The TLS version that a handshake at once agrees on; empty when none comes about. */
    static Optional<String> tls(Sight.OfSession sight) {
        SessionSettings settings = sight.branch().state().settings().sessions();
        Endpoint endpoint = sight.session().wire().endpoint();
        TlsSettings known = sight.branch().state().server().settings();
        // Only whether it is TLS is asked; whom to trust is another question.
        TlsSettings anyCertificate = new TlsSettings(
                false, null, java.util.List.of(), known.serverName(), known.versions(), known.ciphers(), null);
        Deadline deadline = Deadline.after(PATIENCE, settings.ticker());
        try (Session session = Session.connect("diagnosis", endpoint, settings, deadline)) {
            return Optional.of(session.handshake(anyCertificate, deadline).version());
        } catch (ConnectFailure | HandshakeFailure e) {
            return Optional.empty();
        }
    }

    /** The first line that comes in plaintext; empty when none does. */
    static Optional<String> greeting(Sight.OfHandshake sight) {
        SessionSettings settings = sight.branch().state().settings().sessions();
        Deadline deadline = Deadline.after(PATIENCE, settings.ticker());
        try (Session session =
                Session.connect("diagnosis", sight.session().wire().endpoint(), settings, deadline)) {
            return session.receive(null, deadline) instanceof Received.Answered answered
                    ? Optional.of(answered.reply().statusLine())
                    : Optional.empty();
        } catch (ConnectFailure e) {
            return Optional.empty();
        }
    }
}
