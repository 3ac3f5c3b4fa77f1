package dev.parley.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The commands that are due a reply, oldest first. What is sent is cut at CRLF; a rest without one is a command too,
 * and what is sent next belongs to it until its line ends.
 */
final class CommandQueue {
    private final Consumer<String> confidant;
    private final Deque<Command> due = new ArrayDeque<>();
    private boolean unfinished;
    private boolean challenged;

    /** @param confidant is told the secrets in what is sent */
    CommandQueue(Consumer<String> confidant) {
        this.confidant = confidant;
    }

    List<Command> due() {
        return List.copyOf(due);
    }

    boolean isEmpty() {
        return due.isEmpty();
    }

    @Nullable
    Command next() {
        return due.peekFirst();
    }

    void clear() {
        due.clear();
        unfinished = false;
        challenged = false;
    }

    /** The oldest command has been answered. */
    void answered(Reply.Status status) {
        due.pollFirst();
        challenged = status == Reply.Status.CONTINUATION;
        if (due.isEmpty()) {
            unfinished = false;
        }
    }

    /** Takes note of what is sent; returns the lines it makes, with what was unfinished before them. */
    List<Command> sent(Octets octets, Duration at) {
        List<Command> made = new ArrayList<>();
        for (int start = 0; start < octets.length(); ) {
            int end = endOfLine(octets, start);
            boolean complete = end <= octets.length()
                    && end - start >= 2
                    && octets.at(end - 2) == '\r'
                    && octets.at(end - 1) == '\n';
            Octets piece = octets.part(start, end);
            Command before = unfinished ? due.pollLast() : null;
            if (before != null) {
                piece = before.octets().plus(piece);
                complete = piece.endsWith("\r\n");
            }
            Command command = command(piece, at, before);
            command.secrets().forEach(confidant);
            if (before != null && before.secret()) {
                confidant.accept(octets.part(start, end).text().strip());
            }
            due.addLast(command);
            made.add(command);
            unfinished = !complete;
            start = end;
        }
        return made;
    }

    private static int endOfLine(Octets octets, int start) {
        for (int feed = octets.indexOf('\n', start); feed >= 0; feed = octets.indexOf('\n', feed + 1)) {
            if (feed > start && octets.at(feed - 1) == '\r') {
                return feed + 1;
            }
        }
        return octets.length();
    }

    private Command command(Octets octets, Duration at, @Nullable Command before) {
        boolean response = before != null ? before.keyword().isEmpty() && before.secret() : isResponse();
        if (response) {
            challenged = false;
            return new Command(octets, "", Framing.SINGLE, true, at);
        }
        String line = octets.text();
        String stripped = line.stripTrailing();
        int space = stripped.indexOf(' ');
        String keyword = (space < 0 ? stripped : stripped.substring(0, space)).toUpperCase(Locale.ROOT);
        String arguments = space < 0 ? "" : line.substring(space + 1);
        boolean secret = Confidential.isIn(line);
        boolean blankBehind = space < 0 && line.startsWith(stripped + " ");
        return new Command(octets, keyword, framing(keyword, arguments, space >= 0, blankBehind), secret, at);
    }

    /** What is sent after a challenge, or right behind an AUTH that asks for one, answers it (RFC 5034 §4). */
    private boolean isResponse() {
        if (challenged && due.isEmpty()) {
            return true;
        }
        Command last = due.peekLast();
        return last != null
                && last.keyword().equals("AUTH")
                && last.octets().text().strip().split(" +").length == 2;
    }

    /**
     * How a +OK to a command is framed: RFC 1939 §5 and §7, RFC 2449 §5, RFC 6856 §3.2; AUTH alone is answered with a
     * list by some servers, and odd spaces before an argument are read in both ways.
     */
    private static Framing framing(String keyword, String arguments, boolean argument, boolean blankBehind) {
        return switch (keyword) {
            case "RETR", "TOP", "CAPA" -> Framing.MULTI;
            case "LIST", "UIDL", "LANG" -> {
                boolean odd = blankBehind || argument && (arguments.isBlank() || arguments.startsWith(" "));
                yield odd ? Framing.EITHER : argument ? Framing.SINGLE : Framing.MULTI;
            }
            case "AUTH" -> argument ? Framing.SINGLE : Framing.EITHER;
            default -> Framing.SINGLE;
        };
    }
}
