package dev.parley.server;

import dev.parley.wire.Endpoint;
import dev.parley.wire.TlsSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the server under test.
 *
 * @param name as in reports: {@code embedded}, {@code staging}, or the address
 * @param software what runs there, such as {@code greenmail} or {@code dovecot 2.4}; known issues refer to it; or null
 * @param mode how {@code connect} and {@code login} go about TLS when the script does not say
 * @param plain where a session starts in plaintext; null when not known
 * @param tls where TLS starts at once; null when not known
 * @param settings how handshakes are done unless the script says otherwise
 * @param accounts by the name scripts use
 * @param mail how tests put mail into its maildrops, and empty them
 * @param actions the words of each command its profile names
 * @param options how to choose this server on the command line again, such as {@code --server staging}; empty for the
 *     embedded one
 */
public record ServerFacts(
        String name,
        @Nullable String software,
        Mode mode,
        @Nullable Endpoint plain,
        @Nullable Endpoint tls,
        TlsSettings settings,
        Map<String, Account> accounts,
        MailSettings mail,
        Map<String, List<String>> actions,
        String options) {
    public ServerFacts {
        accounts = Map.copyOf(accounts);
        actions = Map.copyOf(actions);
    }

    /** The server's own way to TLS. */
    public enum Mode {
        OFF,
        IMPLICIT,
        STARTTLS
    }
}
