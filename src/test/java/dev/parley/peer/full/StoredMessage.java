package dev.parley.peer.full;

import java.util.Arrays;
import java.util.List;

/**
 * A message as the store keeps it: text stands for octets (ISO 8859-1) throughout.
 *
 * @param raw as it was delivered
 * @param lines with every kind of line end taken for one, and no NUL
 * @param id for UIDL
 */
record StoredMessage(String raw, List<String> lines, String id) {
    static StoredMessage of(String raw, String id) {
        return new StoredMessage(raw, List.of(split(raw.replace('\0', '?'), "\r\n|\r|\n")), id);
    }

    /** The octets RETR sends: each line with CRLF, no stuffing (RFC 1939 §11). */
    int size() {
        return lines.stream().mapToInt(line -> line.length() + 2).sum();
    }

    boolean hasFinalLineEnd() {
        return raw.endsWith("\n") || raw.endsWith("\r");
    }

    /** How many lines the header has, the empty one behind it not counted. */
    int headerLines() {
        int blank = lines.indexOf("");
        return blank < 0 ? lines.size() : blank;
    }

    boolean hasBody() {
        return headerLines() + 1 < lines.size();
    }

    /** Whether RFC 6856 wants UTF-8 mode for it. */
    boolean needsUtf8() {
        return lines.subList(0, headerLines()).stream()
                .anyMatch(line -> line.chars().anyMatch(c -> c > 127));
    }

    /** The lines when only CRLF is a line end, and NUL is kept. */
    List<String> linesAsStored() {
        return List.of(split(raw, "\r\n"));
    }

    private static String[] split(String text, String lineEnd) {
        String[] parts = text.split(lineEnd, -1);
        boolean ended = parts[parts.length - 1].isEmpty();
        return ended ? Arrays.copyOf(parts, parts.length - 1) : parts;
    }
}
