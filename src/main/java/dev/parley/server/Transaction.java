package dev.parley.server;

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

    private final Backend backend;
    private final Set<Integer> marked = new TreeSet<>();

    /** The octets of each message there was when first looked at, unstuffed, by its number. */
    private final SortedMap<Integer, Long> sizes = new TreeMap<>();

    private boolean measured;

    Transaction(Backend backend) {
        this.backend = backend;
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
        Long size = sizes().get(number);
        return size == null ? line("-ERR no such message") : ofMessage(keyword, number, size, words);
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
                        + visible().values().stream().mapToLong(Long::longValue).sum());
            case "LIST" -> {
                StringBuilder list = new StringBuilder("+OK\r\n");
                visible().forEach((number, size) -> list.append(number + " " + size + "\r\n"));
                yield line(list.append('.').toString());
            }
            case "UIDL" -> {
                StringBuilder list = new StringBuilder("+OK\r\n");
                for (int number : visible().keySet()) {
                    list.append(backend.ask("UIDL " + number).substring("+OK ".length()))
                            .append("\r\n");
                }
                yield line(list.append('.').toString());
            }
            default -> line(backend.ask(keyword));
        };
    }

    private byte[] ofMessage(String keyword, int number, long size, String[] words) throws IOException {
        return switch (keyword) {
            case "DELE" -> {
                marked.add(number);
                yield line("+OK message " + number + " is marked as deleted");
            }
            case "LIST" -> line("+OK " + number + " " + size);
            case "RETR" -> lines("+OK", retrieve("RETR " + number));
            case "TOP" -> lines("+OK", retrieve("TOP " + number + " " + words[2]));
            default -> line(backend.ask(keyword + " " + number));
        };
    }

    private SortedMap<Integer, Long> visible() throws IOException {
        SortedMap<Integer, Long> visible = new TreeMap<>(sizes());
        visible.keySet().removeAll(marked);
        return visible;
    }

    private SortedMap<Integer, Long> sizes() throws IOException {
        if (!measured) {
            int count = Integer.parseInt(backend.ask("STAT").split(" ")[1]);
            for (int number = 1; number <= count; number++) {
                sizes.put(number, unstuffed(retrieve("RETR " + number)));
            }
            measured = true;
        }
        return sizes;
    }

    private byte[] retrieve(String command) throws IOException {
        String status = backend.ask(command);
        if (!status.startsWith("+OK")) {
            throw new IOException("GreenMail answers " + command + " with " + status);
        }
        return backend.body();
    }

    /** The octets without the dots that RFC 1939 §3 puts before lines that begin with one. */
    private static long unstuffed(byte[] body) {
        long octets = body.length;
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '.' && (i == 0 || body[i - 1] == '\n')) {
                octets--;
            }
        }
        return octets;
    }

    private static byte[] line(String text) {
        return (text + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] lines(String status, byte[] body) {
        ByteArrayOutputStream reply = new ByteArrayOutputStream(body.length + 64);
        reply.writeBytes(line(status));
        reply.writeBytes(body);
        reply.writeBytes(line("."));
        return reply.toByteArray();
    }
}
