package dev.parley.peer.full;

import static dev.parley.peer.full.SizeFault.*;

import java.util.List;

/** What the server says of sizes (RFC 1939 §11). */
record Sizes(Behaviour behaviour) {
    int of(StoredMessage message) {
        int size = message.size();
        if (behaviour.has(SIZES_WITH_LF)) {
            return size - message.lines().size();
        }
        if (behaviour.has(SIZES_WITHOUT_HEADER)) {
            return size - octets(message.lines().subList(0, message.headerLines())) - 2;
        }
        if (behaviour.has(SIZES_WITH_STUFFING)) {
            return size
                    + (int) message.lines().stream()
                            .filter(line -> line.startsWith("."))
                            .count();
        }
        if (behaviour.has(SIZES_IN_KILOBYTES)) {
            return (size + 1023) / 1024;
        }
        if (behaviour.has(SIZES_ROUNDED_TO_BLOCKS)) {
            return (size + 511) / 512 * 512;
        }
        return behaviour.has(SIZES_WITH_TERMINATOR) ? size + 3 : size;
    }

    String shown(int size) {
        return behaviour.has(SIZES_WITH_SEPARATOR) ? String.format(java.util.Locale.ROOT, "%,d", size) : "" + size;
    }

    Reply stat(View view) {
        List<Integer> shown = view.shown();
        List<Integer> all = view.all();
        int count = behaviour.has(STAT_COUNTS_DELETED) ? all.size() : shown.size();
        List<Integer> weighed = behaviour.has(STAT_SIZE_COUNTS_DELETED) ? all : shown;
        int size = weighed.stream().mapToInt(number -> of(view.message(number))).sum();
        if (behaviour.has(STAT_EMPTY_REFUSED) && count == 0) {
            return Reply.err(Say.NO_SUCH_MESSAGE);
        }
        if (behaviour.has(STAT_COUNT_DIFFERS)) {
            count++;
        }
        if (behaviour.has(STAT_SIZE_DIFFERS) && count > 0) {
            size += 7;
        }
        String octets = shown(size);
        if (behaviour.has(STAT_SWAPPED)) {
            return Reply.ok(octets + " " + count);
        }
        if (behaviour.has(STAT_TWO_SPACES)) {
            return Reply.ok(count + "  " + octets);
        }
        if (behaviour.has(STAT_WITHOUT_SIZE)) {
            return Reply.ok("" + count);
        }
        return Reply.ok(
                behaviour.has(STAT_IN_WORDS)
                        ? count + " messages (" + octets + " octets)"
                        : count + " " + octets + (behaviour.has(Variant.EXTRA_TEXT) ? " octets in all" : ""));
    }

    private static int octets(List<String> lines) {
        return lines.stream().mapToInt(line -> line.length() + 2).sum();
    }
}
