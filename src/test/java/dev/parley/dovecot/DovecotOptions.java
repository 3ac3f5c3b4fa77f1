package dev.parley.dovecot;

import java.util.List;
import java.util.stream.Stream;

/**
 * How one Dovecot differs from the customary one.
 *
 * @param plaintextLogin whether USER and PASS are taken before TLS
 * @param lines further settings, such as {@code pop3_lock_session = yes} (a second login then waits ten seconds for
 *     {@code -ERR [IN-USE]})
 */
public record DovecotOptions(boolean plaintextLogin, List<String> lines) {
    public static final DovecotOptions CUSTOMARY = new DovecotOptions(true, List.of());

    public DovecotOptions {
        lines = List.copyOf(lines);
    }

    /** Refuses logins before TLS. */
    public DovecotOptions withoutPlaintextLogin() {
        return new DovecotOptions(false, lines);
    }

    /** With further settings. */
    public DovecotOptions with(String... more) {
        return new DovecotOptions(
                plaintextLogin, Stream.concat(lines.stream(), Stream.of(more)).toList());
    }

    /**
     * The address to listen on. Dovecot calls a connection secure whose two addresses are equal, whatever its settings
     * say; a client that connects to 127.0.0.2 comes from 127.0.0.1, so there plaintext logins are refused.
     */
    String host() {
        return plaintextLogin ? "127.0.0.1" : "127.0.0.2";
    }
}
