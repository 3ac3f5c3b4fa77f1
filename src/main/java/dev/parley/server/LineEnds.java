package dev.parley.server;

import dev.parley.wire.Octets;
import java.io.ByteArrayOutputStream;

/** Line ends as SMTP carries them (RFC 5321 §2.3.8): CRLF only, also at the end of a message. */
final class LineEnds {
    private LineEnds() {}

    /**
     * The message with CRLF for each bare line feed, and at its end.
     *
     * @param way what carries it, for messages
     * @throws MailFailure when it holds a carriage return that is no part of a line end
     */
    static Octets asCrlf(Octets message, String way) throws MailFailure {
        byte[] octets = message.toArray();
        ByteArrayOutputStream out = new ByteArrayOutputStream(octets.length + 64);
        byte last = 0;
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == '\n' && last != '\r') {
                out.write('\r');
            } else if (last == '\r' && octets[i] != '\n') {
                throw bareReturn(way, i - 1);
            }
            out.write(octets[i]);
            last = octets[i];
        }
        if (last == '\r') {
            throw bareReturn(way, octets.length - 1);
        }
        if (last != '\n' && octets.length > 0) {
            out.writeBytes(new byte[] {'\r', '\n'});
        }
        return Octets.of(out.toByteArray());
    }

    private static MailFailure bareReturn(String way, int offset) {
        return new MailFailure(
                way + " cannot carry a carriage return without a line feed; this message has one at octet "
                        + (offset + 1) + ".",
                null,
                "deliver it by IMAP, into a maildir, or by a command");
    }
}
