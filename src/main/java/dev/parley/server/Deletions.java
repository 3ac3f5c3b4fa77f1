package dev.parley.server;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The messages a session has marked with DELE (RFC 1939 §5, §6). GreenMail deletes at once and for good; here a mark
 * hides a message from the session, RSET takes it back, and QUIT carries it out.
 */
final class Deletions {
    private final Relay relay;
    private final Map<String, Long> sizes = new TreeMap<>();

    Deletions(Relay relay) {
        this.relay = relay;
    }

    /** Deletes for good what is marked. */
    void carryOut() throws IOException {
        for (String number : sizes.keySet()) {
            relay.ask("DELE " + number);
        }
        sizes.clear();
    }

    /** Answers a command that marks have to do with; false when it is to be relayed. */
    boolean handle(String keyword, String[] words) throws IOException {
        String number = words.length > 1 ? words[1] : "";
        switch (keyword) {
            case "DELE" -> {
                if (words.length != 2) {
                    return false;
                }
                mark(number);
            }
            case "RSET" -> {
                sizes.clear();
                relay.answer("+OK");
            }
            case "STAT" -> stat();
            case "LIST", "UIDL" -> {
                if (words.length > 1) {
                    return refuses(number);
                }
                list(keyword);
            }
            case "RETR", "TOP" -> {
                return refuses(number);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void mark(String number) throws IOException {
        if (refuses(number)) {
            return;
        }
        String listed = relay.ask("LIST " + number);
        if (listed.startsWith("+OK")) {
            sizes.put(number, Long.parseLong(listed.substring(listed.lastIndexOf(' ') + 1)));
            relay.answer("+OK message " + number + " marked");
        } else {
            relay.answer(listed);
        }
    }

    private boolean refuses(String number) throws IOException {
        if (!sizes.containsKey(number)) {
            return false;
        }
        relay.answer("-ERR message " + number + " is marked as deleted");
        return true;
    }

    private void stat() throws IOException {
        String[] figures = relay.ask("STAT").split(" ");
        if (figures.length < 3) {
            relay.answer(String.join(" ", figures));
            return;
        }
        long count = Long.parseLong(figures[1]) - sizes.size();
        long octets = Long.parseLong(figures[2])
                - sizes.values().stream().mapToLong(Long::longValue).sum();
        relay.answer("+OK " + count + " " + octets);
    }

    private void list(String keyword) throws IOException {
        String status = relay.ask(keyword);
        if (!status.startsWith("+OK")) {
            relay.answer(status);
            return;
        }
        StringBuilder reply = new StringBuilder(status).append("\r\n");
        for (String line = relay.next(); !line.equals(".") && !line.isEmpty(); line = relay.next()) {
            if (!sizes.containsKey(line.substring(0, Math.max(0, line.indexOf(' '))))) {
                reply.append(line).append("\r\n");
            }
        }
        relay.answer(reply.append('.').toString());
    }
}
