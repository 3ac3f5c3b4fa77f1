package dev.parley.peer.full;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command is answered with, before it is put into octets.
 *
 * @param code without brackets; empty for none
 * @param data the part that machines read, or that must stand first; may be empty
 * @param say the text for humans; null for none
 * @param lines of a multi-line reply, without byte-stuffing; null when there is none
 * @param terminated whether the line of the dot follows
 */
record Reply(
        Status status,
        String code,
        String data,
        @Nullable Say say,
        @Nullable List<String> lines,
        boolean terminated) {
    enum Status {
        OK("+OK"),
        ERR("-ERR"),
        CHALLENGE("+");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static Reply ok(Say say) {
        return new Reply(Status.OK, "", "", say, null, true);
    }

    static Reply ok(String data) {
        return new Reply(Status.OK, "", data, null, null, true);
    }

    static Reply lines(Say say, List<String> lines) {
        return new Reply(Status.OK, "", "", say, lines, true);
    }

    static Reply err(Say say) {
        return err("", say);
    }

    static Reply err(String code, Say say) {
        return new Reply(Status.ERR, code, "", say, null, true);
    }

    static Reply challenge(String base64) {
        return new Reply(Status.CHALLENGE, "", base64, null, null, true);
    }

    Reply withCode(String other) {
        return new Reply(status, other, data, say, lines, terminated);
    }

    Reply withData(String other) {
        return new Reply(status, code, other, say, lines, terminated);
    }

    Reply unterminated() {
        return new Reply(status, code, data, say, lines, false);
    }

    boolean isErr() {
        return status == Status.ERR;
    }
}
