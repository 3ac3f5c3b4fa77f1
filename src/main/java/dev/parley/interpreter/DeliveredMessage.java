package dev.parley.interpreter;

import dev.parley.wire.Octets;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds a message that a server gave back against the one that was put there.
 *
 * <p>Servers add trace fields on top (RFC 5321 §4.4); POP3 gives every message a line end at its end, and a server may
 * give a bare line feed back as CRLF, since that is how a line ends in POP3 (RFC 1939 §3). Nothing else may differ.
 */
final class DeliveredMessage {
    private static final Set<String> TRACE = Set.of(
            "return-path",
            "received",
            "delivered-to",
            "envelope-to",
            "original-recipient",
            "original-sender",
            "delivery-date",
            "received-spf",
            "authentication-results",
            "dkim-signature",
            "status");

    private final Octets put;

    DeliveredMessage(Octets put) {
        this.put = put;
    }

    /**
     * What came of it.
     *
     * @param same whether nothing differs that must not
     * @param added the names of the trace fields on top
     * @param rest the message without them
     */
    record Comparison(boolean same, List<String> added, Octets rest) {
        /** The fields in a sentence; empty when there are none. */
        String addedOnTop() {
            return added.isEmpty() ? "" : "The server added on top: " + String.join(", ", new TreeSet<>(added)) + ".";
        }
    }

    Comparison compare(Octets got) {
        List<String> added = new ArrayList<>();
        Comparison closest = null;
        int longest = -1;
        int start = 0;
        while (start >= 0) {
            Octets rest = got.part(start, got.length());
            if (isSame(rest)) {
                return new Comparison(true, List.copyOf(added), rest);
            }
            int common = commonPrefix(rest);
            if (common >= longest) {
                longest = common;
                closest = new Comparison(false, List.copyOf(added), rest);
            }
            start = behindTraceField(got, start, added);
        }
        return java.util.Objects.requireNonNull(closest);
    }

    /** A message without the trace fields on top of it. */
    static Octets withoutTrace(Octets message) {
        int start = 0;
        for (int next = 0; next >= 0; next = behindTraceField(message, start, new ArrayList<>())) {
            start = next;
        }
        return message.part(start, message.length());
    }

    /**
     * A message without what a test that makes mail makes anew each time: its date and its id (RFC 5322 §3.6.1 and
     * §3.6.4). The same octets when it has neither.
     */
    static Octets withoutDateAndId(Octets message) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        int keptTo = 0;
        int start = 0;
        for (int end = endOfField(message, start); end > 0; end = endOfField(message, start)) {
            int colon = message.indexOf(':', start);
            String name =
                    colon < 0 || colon >= end ? "" : message.part(start, colon).text();
            if (name.equalsIgnoreCase("date") || name.equalsIgnoreCase("message-id")) {
                kept.writeBytes(message.part(keptTo, start).toArray());
                keptTo = end;
            }
            start = end;
        }
        if (keptTo == 0) {
            return message;
        }
        kept.writeBytes(message.part(keptTo, message.length()).toArray());
        return Octets.of(kept.toByteArray());
    }

    /** Behind the field that begins here; -1 where the header is over. A folded line belongs to it (RFC 5322 §2.2.3). */
    private static int endOfField(Octets message, int start) {
        if (start >= message.length() || message.at(start) == '\r' || message.at(start) == '\n') {
            return -1;
        }
        int end = endOfLine(message, start);
        while (end >= 0 && end < message.length() && (message.at(end) == ' ' || message.at(end) == '\t')) {
            end = endOfLine(message, end);
        }
        return end;
    }

    private boolean isSame(Octets rest) {
        if (rest.equals(put) || rest.equals(ended(put))) {
            return true;
        }
        Octets crlf = lineEndsAsCrlf(put);
        return rest.equals(crlf) || rest.equals(ended(crlf));
    }

    private static Octets ended(Octets message) {
        return message.isEmpty() || message.endsWith("\r\n") ? message : message.plus(Octets.of("\r\n"));
    }

    private int commonPrefix(Octets rest) {
        int most = Math.min(rest.length(), put.length());
        int same = 0;
        while (same < most && rest.at(same) == put.at(same)) {
            same++;
        }
        return same;
    }

    /** The offset behind a trace field, or -1 when none stands there; its name is added. */
    private static int behindTraceField(Octets message, int start, List<String> added) {
        int line = endOfLine(message, start);
        int colon = line < 0 ? -1 : message.indexOf(':', start);
        if (colon < 0 || colon >= line) {
            return -1;
        }
        String name = message.part(start, colon).text();
        String lower = name.toLowerCase(Locale.ROOT);
        if (!TRACE.contains(lower) && !lower.startsWith("x-") && !lower.startsWith("arc-")) {
            return -1;
        }
        added.add(name);
        return endOfField(message, start);
    }

    private static int endOfLine(Octets message, int start) {
        int feed = message.indexOf('\n', start);
        return feed < 0 ? -1 : feed + 1;
    }

    /** With a carriage return before every line feed that has none. */
    static Octets lineEndsAsCrlf(Octets message) {
        byte[] octets = message.toArray();
        ByteArrayOutputStream out = new ByteArrayOutputStream(octets.length + 64);
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == '\n' && (i == 0 || octets[i - 1] != '\r')) {
                out.write('\r');
            }
            out.write(octets[i]);
        }
        return Octets.of(out.toByteArray());
    }
}
