package dev.parley.peer.full;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Cuts what the client sends into lines. */
final class LineReader {
    /** The longest command that is looked at; RFC 2449 §4 wants 255. */
    static final int COMMAND = 1000;

    /** The longest response of a SASL exchange. */
    static final int RESPONSE = 65536;

    private static final int FLOOD = 300_000;

    private final Connection connection;
    private final Behaviour behaviour;
    private byte[] buffer = new byte[0];
    private int position;

    LineReader(Connection connection, Behaviour behaviour) {
        this.connection = connection;
        this.behaviour = behaviour;
    }

    /** What came. */
    sealed interface Input {
        /** @param text its octets without the CRLF */
        record Line(String text) implements Input {}

        /** A line that was thrown away. */
        record TooLong(int length) implements Input {}

        /** A line without an end. */
        record Flood() implements Input {}

        /** @param rest what stood behind the last CRLF */
        record End(String rest) implements Input {}
    }

    /** @param limit of octets that are kept */
    Input next(int limit) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int length = 0;
        boolean afterCr = false;
        while (true) {
            if (position == buffer.length) {
                if (length > 0 && behaviour.has(InputFault.COMMAND_IN_PIECES)) {
                    return line(line.toString(StandardCharsets.ISO_8859_1).strip());
                }
                if (!fill()) {
                    return end(line.toString(StandardCharsets.ISO_8859_1));
                }
            }
            byte octet = buffer[position++];
            if (octet == '\n' && (afterCr || behaviour.has(Variant.LF_ENDS_LINES))) {
                int cr = afterCr ? 1 : 0;
                if (length - cr > limit) {
                    return new Input.TooLong(length - cr);
                }
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return line(text.substring(0, text.length() - cr));
            }
            if (afterCr && octet != '\n' && behaviour.has(InputFault.CR_ENDS_COMMAND)) {
                position--;
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return line(text.substring(0, text.length() - 1));
            }
            afterCr = octet == '\r';
            length++;
            if (length <= limit + 1) {
                line.write(octet);
            }
            if (length == cut(limit)) {
                return line(line.toString(StandardCharsets.ISO_8859_1));
            }
            if (length > FLOOD) {
                return new Input.Flood();
            }
        }
    }

    /** Where a faulty server takes a line for complete. */
    private int cut(int limit) {
        if (limit == RESPONSE) {
            return behaviour.has(SaslFault.RESPONSE_CUT) ? 1000 : -1;
        }
        if (behaviour.has(InputFault.LONG_LINE_SPLIT_LATE)) {
            return 4096;
        }
        return behaviour.has(InputFault.LONG_LINE_SPLIT) ? 512 : -1;
    }

    private Input line(String text) {
        if (behaviour.has(CapabilityFault.PIPELINE_CUT)) {
            discard();
        }
        int nul = text.indexOf('\0');
        String read = nul >= 0 && behaviour.has(InputFault.NUL_ENDS_COMMAND) ? text.substring(0, nul) : text;
        return new Input.Line(behaviour.has(InputFault.CR_DROPPED) ? read.replace("\r", "") : read);
    }

    private Input end(String rest) {
        boolean quit = rest.equalsIgnoreCase("QUIT") && behaviour.has(DeletionFault.PARTIAL_QUIT_COMMITS);
        return quit ? new Input.Line(rest) : new Input.End(rest);
    }

    private void overtake() {
        if (behaviour.has(CapabilityFault.QUIT_OVERTAKES)) {
            String waiting = new String(buffer, position, buffer.length - position, StandardCharsets.ISO_8859_1);
            int quit = waiting.indexOf("QUIT\r\n");
            position += Math.max(quit, 0);
        }
    }

    private boolean fill() throws IOException {
        byte[] read = new byte[16384];
        int count = connection.read(read);
        if (count < 0) {
            return false;
        }
        buffer = Arrays.copyOf(read, count);
        position = 0;
        overtake();
        return true;
    }

    /** Whether something has come that was not read. */
    boolean isWaiting() {
        return position < buffer.length;
    }

    /** The next octet, left where it is; -1 at the end. */
    int peek() throws IOException {
        return position < buffer.length || fill() ? buffer[position] & 0xff : -1;
    }

    /** Throws away what has come. */
    void discard() {
        take();
    }

    /** What has come and was not read, which then is no longer there. */
    byte[] take() {
        byte[] waiting = Arrays.copyOfRange(buffer, position, buffer.length);
        buffer = new byte[0];
        position = 0;
        return waiting;
    }

    /** Puts this in front of what comes. */
    void prepend(String octets) {
        byte[] first = octets.getBytes(StandardCharsets.ISO_8859_1);
        byte[] waiting = take();
        buffer = Arrays.copyOf(first, first.length + waiting.length);
        System.arraycopy(waiting, 0, buffer, first.length, waiting.length);
    }
}
