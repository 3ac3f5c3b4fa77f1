package dev.parley.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Watches a session for what breaks the protocol without breaking the test. Each kind is reported a few times at most.
 * Written by the session's thread, read by any.
 */
final class Watch {
    private static final int LONGEST_REPLY_LINE = 512;
    private static final int MOST_OF_A_KIND = 5;
    private static final int TLS_ALERT = 21;
    private static final int TLS_MAJOR = 3;
    private static final int MOST_OCTETS = 300;
    private static final Pattern TWO_NUMBERS = Pattern.compile("^(\\d{1,18}) (\\d{1,18})(?: .*)?$");

    /** What STAT or a whole LIST said. */
    private record Sum(long messages, long octets, int state) {}

    private final List<Finding> findings = new ArrayList<>();
    private final Map<Finding.Kind, Integer> counts = new HashMap<>();
    private final Map<Long, Long> sizes = new HashMap<>();
    private @Nullable Sum stat;
    private @Nullable Sum list;
    private int state;

    synchronized List<Finding> findings() {
        return List.copyOf(findings);
    }

    private synchronized void report(
            Finding.Kind kind, String message, @Nullable String requirement, Octets seen, Duration at) {
        if (counts.merge(kind, 1, Integer::sum) <= MOST_OF_A_KIND) {
            Octets some = seen.part(0, Math.min(seen.length(), MOST_OCTETS));
            findings.add(new Finding(kind, message, requirement, Octets.of(some.toArray()), at));
        }
    }

    /** A line outside of a body. */
    void line(Octets line, Duration at) {
        if (line.length() > 1 && line.at(0) == TLS_ALERT && line.at(1) == TLS_MAJOR) {
            // A port that speaks TLS: nothing of it is POP3.
            return;
        }
        // A challenge may be as long as its mechanism wants it (RFC 5034 §4).
        if (line.length() > LONGEST_REPLY_LINE && !line.startsWith("+ ")) {
            report(
                    Finding.Kind.LONG_LINE,
                    "A reply line has " + line.length() + " octets; at most 512 are allowed.",
                    "rfc1939.response.512-octets",
                    line,
                    at);
        }
        if (!line.endsWith("\r\n")) {
            report(Finding.Kind.BARE_LF, "A reply line ends with LF alone.", "rfc1939.response.crlf", line, at);
        }
        for (int cr = line.indexOf('\r', 0); cr >= 0; cr = line.indexOf('\r', cr + 1)) {
            if (cr + 1 >= line.length() || line.at(cr + 1) != '\n') {
                report(Finding.Kind.BARE_CR, "A CR stands alone in a reply line.", "rfc1939.response.crlf", line, at);
                break;
            }
        }
        if (line.indexOf(0, 0) >= 0) {
            report(Finding.Kind.NUL, "A reply line holds NUL.", "rfc2449.grammar.no-nul", line, at);
        }
    }

    void unsolicited(Octets octets, Duration at) {
        report(
                Finding.Kind.UNSOLICITED,
                "The server sent data that no command asked for.",
                "rfc1939.response.exactly-one",
                octets,
                at);
    }

    void dataAfterStls(Octets octets, Duration at) {
        report(
                Finding.Kind.DATA_AFTER_STLS,
                "The server sent data in plaintext between its +OK to STLS and the handshake.",
                "rfc2595.stls.handshake-right-after-crlf",
                octets,
                at);
    }

    void wrongTerminator(Octets end, Duration at) {
        report(
                Finding.Kind.WRONG_TERMINATOR,
                "The line that ends the reply has no CRLF.",
                "rfc1939.multiline.terminator",
                end,
                at);
    }

    /** RFC 8446 §6.1: without close_notify, data may have been cut off. */
    void noCloseNotify(Duration at) {
        report(
                Finding.Kind.NO_CLOSE_NOTIFY,
                "The server closed the connection without announcing the end of TLS.",
                "rfc8314.tls.close-alert",
                Octets.EMPTY,
                at);
    }

    /** A whole reply. */
    void reply(Reply reply, Duration at) {
        Command command = reply.command();
        Body body = reply.body();
        if (command == null) {
            return;
        }
        if (body != null && !command.bringsMessage()) {
            bodyLines(command, body, at);
        }
        if (reply.status() == Reply.Status.OK) {
            figures(command, reply, body, at);
        }
    }

    private void bodyLines(Command command, Body body, Duration at) {
        Octets raw = body.raw();
        for (int start = 0; start < raw.length(); ) {
            int feed = raw.indexOf('\n', start);
            int end = feed < 0 ? raw.length() : feed + 1;
            Octets line = raw.part(start, end);
            if (line.length() > LONGEST_REPLY_LINE) {
                report(
                        Finding.Kind.LONG_LINE,
                        "A line of the reply to " + command.keyword() + " has " + line.length()
                                + " octets; at most 512 are allowed.",
                        command.keyword().equals("CAPA") ? "rfc2449.capa.line-512" : "rfc1939.response.512-octets",
                        line,
                        at);
            }
            if (!line.endsWith("\r\n")) {
                report(
                        Finding.Kind.BARE_LF,
                        "A line of the reply to " + command.keyword() + " ends with LF alone.",
                        "rfc1939.response.crlf",
                        line,
                        at);
            }
            if (line.indexOf(0, 0) >= 0) {
                report(
                        Finding.Kind.NUL,
                        "A line of the reply to " + command.keyword() + " holds NUL.",
                        "rfc2449.grammar.no-nul",
                        line,
                        at);
            }
            start = end;
        }
    }

    private void figures(Command command, Reply reply, @Nullable Body body, Duration at) {
        switch (command.keyword()) {
            case "DELE", "RSET", "PASS", "APOP", "AUTH", "", "STLS", "UTF8" -> {
                state++;
                sizes.clear();
            }
            case "STAT" -> {
                Matcher figures = TWO_NUMBERS.matcher(reply.text());
                if (figures.matches()) {
                    stat = new Sum(Long.parseLong(figures.group(1)), Long.parseLong(figures.group(2)), state);
                    compareSums(reply, at);
                }
            }
            case "LIST" -> {
                if (body != null) {
                    list = sum(body);
                    compareSums(reply, at);
                }
            }
            case "RETR" -> {
                if (body != null) {
                    compareSize(command, body, at);
                }
            }
            default -> {}
        }
    }

    private @Nullable Sum sum(Body body) {
        long octets = 0;
        sizes.clear();
        for (String line : body.lines()) {
            Matcher figures = TWO_NUMBERS.matcher(line);
            if (!figures.matches()) {
                return null;
            }
            long size = Long.parseLong(figures.group(2));
            sizes.put(Long.parseLong(figures.group(1)), size);
            octets += size;
        }
        return new Sum(body.lines().size(), octets, state);
    }

    private void compareSums(Reply reply, Duration at) {
        Sum s = stat;
        Sum l = list;
        if (s == null || l == null || s.state() != state || l.state() != state) {
            return;
        }
        if (s.messages() != l.messages()) {
            report(
                    Finding.Kind.STAT_DISAGREES_WITH_LIST,
                    "STAT counts " + s.messages() + " messages and LIST " + l.messages() + ".",
                    "rfc1939.stat.count-matches-list",
                    reply.rawStatus(),
                    at);
        } else if (s.octets() != l.octets()) {
            report(
                    Finding.Kind.STAT_DISAGREES_WITH_LIST,
                    "STAT says " + s.octets() + " octets and the sizes of LIST sum up to " + l.octets() + ".",
                    "rfc1939.stat.size-is-sum",
                    reply.rawStatus(),
                    at);
        }
        stat = null;
    }

    private void compareSize(Command command, Body body, Duration at) {
        String[] words = command.octets().text().strip().split(" +");
        if (words.length != 2 || !words[1].matches("\\d{1,18}")) {
            return;
        }
        Long listed = sizes.get(Long.parseLong(words[1]));
        if (listed != null && listed != body.size()) {
            report(
                    Finding.Kind.LIST_DISAGREES_WITH_RETR,
                    "LIST says message " + words[1] + " has " + listed + " octets, and RETR sent " + body.size() + ".",
                    "rfc1939.list.exact-size",
                    body.beginning(),
                    at);
        }
    }
}
