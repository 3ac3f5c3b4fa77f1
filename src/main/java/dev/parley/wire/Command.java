package dev.parley.wire;

import java.time.Duration;

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
        String line = octets.text().stripTrailing();
        if (!secret) {
            return line;
        }
        int space = line.indexOf(' ');
        if (keyword.isEmpty() || space < 0) {
            return keyword.isEmpty() ? MASK : line;
        }
        int visible = keyword.equals("AUTH") || keyword.equals("APOP") ? line.indexOf(' ', space + 1) : space;
        return visible < 0 ? line : line.substring(0, visible + 1) + MASK;
    }

    /** What stands for a secret. */
    public static final String MASK = "********";
}
