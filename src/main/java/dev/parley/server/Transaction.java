package dev.parley.server;

import dev.parley.wire.Octets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The commands of a session after its login. GreenMail deletes at once, whatever becomes of the session; here DELE
 * marks, a mark hides the message from the session, RSET takes it back, and only QUIT carries it out (RFC 1939 §5, §6).
 * GreenMail counts bodies alone and ignores surplus arguments; here sizes are measured, and arguments checked.
 */
final class Transaction {
    private static final Octets LINE_END = Octets.of("\r\n");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /** How many arguments a command takes, all of them numbers. */
    private record Arguments(int fewest, int most) {
        boolean fit(String[] words) {
            boolean numbers = true;
            for (int i = 1; i < words.length; i++) {
                numbers &= NUMBER.matcher(words[i]).matches();
            }
            return numbers && words.length - 1 >= fewest && words.length - 1 <= most;
        }
    }

    private static final Map<String, Arguments> COMMANDS = Map.of(
            "STAT", new Arguments(0, 0),
            "LIST", new Arguments(0, 1),
            "UIDL", new Arguments(0, 1),
            "RETR", new Arguments(1, 1),
            "TOP", new Arguments(2, 2),
            "DELE", new Arguments(1, 1),
            "NOOP", new Arguments(0, 0),
            "RSET", new Arguments(0, 0));

    /** A message as RETR gives it, with CRLF at its end, and GreenMail's id of it. */
    private record Held(String id, Octets octets) {}

    private final Backend backend;
    private final Set<Integer> marked = new TreeSet<>();
    private final SortedMap<Integer, Held> messages = new TreeMap<>();

    /** Takes stock: what is delivered later belongs to later sessions. */
    Transaction(Backend backend, String user, ExactMail mail) throws IOException {
        this.backend = backend;
        backend.ask("UIDL");
        for (String line :
                new String(backend.body(), StandardCharsets.US_ASCII).lines().toList()) {
            String[] words = line.split(" ");
            Octets message = mail.find(user, Long.parseLong(words[1]));
            if (message == null) {
                throw new IOException("GreenMail knows a message that nobody put there");
            }
            messages.put(
                    Integer.valueOf(words[0]),
                    new Held(words[1], message.endsWith("\r\n") ? message : message.plus(LINE_END)));
        }
    }

    /** Deletes for good what is marked. */
    void carryOut() throws IOException {
        for (int number : marked) {
            backend.ask("DELE " + number);
        }
        marked.clear();
    }

    /** The whole reply to a command other than QUIT, CAPA and STLS, each line with its end. */
    byte[] reply(String keyword, String[] words) throws IOException {
        Arguments arguments = COMMANDS.get(keyword);
        if (arguments == null) {
            return line(backend.ask(String.join(" ", words)));
        }
        if (!arguments.fit(words)) {
            return line("-ERR " + keyword + " does not take these arguments");
        }
        if (words.length == 1) {
            return ofMaildrop(keyword);
        }
        int number = Integer.parseInt(words[1]);
        if (marked.contains(number)) {
            return line("-ERR message " + number + " is marked as deleted");
        }
        Held message = messages.get(number);
        return message == null ? line("-ERR no such message") : ofMessage(keyword, number, message, words);
    }

    private byte[] ofMaildrop(String keyword) throws IOException {
        return switch (keyword) {
            case "RSET" -> {
                marked.clear();
                // Not GreenMail's: it answers RSET twice.
                yield line("+OK no message is marked as deleted");
            }
            case "STAT" ->
                line("+OK " + visible().size() + " "
                        + visible().values().stream()
                                .mapToLong(message -> message.octets().length())
                                .sum());
            case "LIST" -> {
                StringBuilder list = new StringBuilder("+OK\r\n");
                visible()
                        .forEach((number, message) ->
                                list.append(number + " " + message.octets().length() + "\r\n"));
                yield line(list.append('.').toString());
            }
            case "UIDL" -> {
                StringBuilder list = new StringBuilder("+OK\r\n");
                visible().forEach((number, message) -> list.append(number + " " + message.id() + "\r\n"));
                yield line(list.append('.').toString());
            }
            default -> line(backend.ask(keyword));
        };
    }

    private byte[] ofMessage(String keyword, int number, Held message, String[] words) throws IOException {
        return switch (keyword) {
            case "DELE" -> {
                marked.add(number);
                yield line("+OK message " + number + " is marked as deleted");
            }
            case "LIST" -> line("+OK " + number + " " + message.octets().length());
            case "UIDL" -> line("+OK " + number + " " + message.id());
            case "RETR" -> lines("+OK", message.octets());
            case "TOP" -> lines("+OK", top(message.octets(), Integer.parseInt(words[2])));
            default -> line(backend.ask(keyword + " " + number));
        };
    }

    private SortedMap<Integer, Held> visible() {
        SortedMap<Integer, Held> visible = new TreeMap<>(messages);
        visible.keySet().removeAll(marked);
        return visible;
    }

    /** The header, the blank line and so many lines behind it. */
    private static Octets top(Octets message, int lines) {
        int left = -1;
        int start = 0;
        while (start < message.length() && left != 0) {
            int end = message.indexOf('\n', start) + 1;
            boolean blank = end - start == 1 || end - start == 2 && message.at(start) == '\r';
            left = left > 0 ? left - 1 : left < 0 && blank ? lines : left;
            start = end;
        }
        return message.part(0, start);
    }

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The reply with a dot more before each line that begins with one (RFC 1939 §3). */
    private static byte[] lines(String status, Octets body) {
        ByteArrayOutputStream reply = new ByteArrayOutputStream(body.length() + body.length() / 64 + 64);
        reply.writeBytes(line(status));
        byte[] octets = body.toArray();
        for (int i = 0; i < octets.length; i++) {
            // Also behind a bare LF, which many clients take for the end of a line.
            if (octets[i] == '.' && (i == 0 || octets[i - 1] == '\n')) {
                reply.write('.');
            }
            reply.write(octets[i]);
        }
        reply.writeBytes(line("."));
        return reply.toByteArray();
    }
}
