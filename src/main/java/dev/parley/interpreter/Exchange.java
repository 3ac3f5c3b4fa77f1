package dev.parley.interpreter;

import dev.parley.secret.Secrets;
import dev.parley.wire.Body;
import dev.parley.wire.Command;
import dev.parley.wire.Octets;
import dev.parley.wire.Reply;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One command and the reply to it, small enough to be kept.
 *
 * @param command as it may be shown, without its line end, cut where it is long; empty for the greeting
 * @param status {@code +OK}, {@code -ERR} or {@code +}
 * @param code the response code without brackets; null when there is none
 * @param text what follows status and code
 * @param content what follows the status line of a multi-line reply; null for a single line
 * @param elapsed from sending the command to the last octet of the reply
 */
public record Exchange(
        String command,
        String status,
        @Nullable String code,
        String text,
        @Nullable Content content,
        Duration elapsed) {
    private static final int MOST_LINES = 200;
    private static final int LONGEST = 500;
    /** The longest that is known has four (RFC 1939 §3); what is far longer is no name of a command. */
    private static final Pattern KEYWORD = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,15}");

    /**
     * What is kept of a body.
     *
     * @param count its lines
     * @param lines the first of them; none of a message, whose content stays where it is
     * @param digest SHA-256 in hexadecimal; of a message, without the trace fields that delivery puts on top of it
     * @param steadyDigest of a message with a date or an id, without these too; else null
     */
    public record Content(
            int count,
            List<String> lines,
            String digest,
            @Nullable String steadyDigest) {
        public Content {
            lines = List.copyOf(lines);
        }

        /** What stays the same when a test makes the message anew. */
        public String steady() {
            return steadyDigest == null ? digest : steadyDigest;
        }
    }

    /** Of a reply to a command, or of the greeting. */
    static Exchange of(Reply reply) {
        Command command = reply.command();
        return new Exchange(
                command == null ? "" : cut(command.shown()),
                reply.status().indicator(),
                reply.code(),
                cut(reply.text()),
                reply.body() == null ? null : content(reply.body(), command),
                reply.elapsed());
    }

    private static Content content(Body body, @Nullable Command command) {
        boolean message = command != null
                && (command.keyword().equals("RETR") || command.keyword().equals("TOP"));
        Octets octets = body.content();
        if (!message) {
            List<String> lines =
                    body.lines().stream().limit(MOST_LINES).map(Exchange::cut).toList();
            return new Content(count(octets), lines, digest(octets), null);
        }
        Octets own = DeliveredMessage.withoutTrace(octets);
        Octets steady = DeliveredMessage.withoutDateAndId(own);
        return new Content(count(octets), List.of(), digest(own), steady == own ? null : digest(steady));
    }

    Exchange masked(Secrets secrets) {
        return new Exchange(
                secrets.mask(command),
                status,
                code == null ? null : secrets.mask(code),
                secrets.mask(text),
                content == null
                        ? null
                        : new Content(
                                content.count(),
                                content.lines().stream().map(secrets::mask).toList(),
                                content.digest(),
                                content.steadyDigest()),
                elapsed);
    }

    /** The first word of the command in capitals; empty where it is none, as in the greeting or a login's exchange. */
    public String keyword() {
        int space = command.indexOf(' ');
        String word = space < 0 ? command : command.substring(0, space);
        return KEYWORD.matcher(word).matches() ? word.toUpperCase(Locale.ROOT) : "";
    }

    private static int count(Octets content) {
        int lines = 0;
        for (int feed = content.indexOf('\n', 0); feed >= 0; feed = content.indexOf('\n', feed + 1)) {
            lines++;
        }
        return lines;
    }

    static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    static String digest(Octets octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets.toArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
