package dev.parley.wire;

import java.time.Duration;
import java.util.List;

/**
 * One line that was sent and is due one reply.
 *
 * @param octets as sent, line end included if there was one
 * @param keyword the first word in upper case; empty for a SASL response or an empty line
 * @param framing how a +OK to it is framed
 * @param secret whether what follows the keyword must be masked wherever it is shown
 * @param at when it was sent, from the opening of the session
 */
public record Command(Octets octets, String keyword, Framing framing, boolean secret, Duration at) {
    /** As it may be shown: without its line end, secrets masked, octets above ASCII and controls not yet escaped. */
    public String shown() {
        return secret
                ? Confidential.shown(octets.text(), isResponse())
                : octets.text().stripTrailing();
    }

    /** The secrets in it, which must not be shown anywhere else either; empty when there are none. */
    public List<String> secrets() {
        return secret ? Confidential.secrets(octets.text(), isResponse()) : List.of();
    }

    /** Whether it answers a challenge, and is no command at all. */
    private boolean isResponse() {
        return keyword.isEmpty() && !Confidential.isIn(octets.text());
    }

    /** Whether it is answered with a message, or the beginning of one. */
    boolean bringsMessage() {
        return keyword.equals("RETR") || keyword.equals("TOP");
    }

    /** What stands for a secret. */
    public static final String MASK = "********";
}
