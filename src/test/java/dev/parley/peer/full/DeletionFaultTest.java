package dev.parley.peer.full;

import static dev.parley.peer.full.Shown.shown;

import dev.parley.peer.LineClient;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeletionFaultTest {
    private static final String NONE = "-ERR no such message|";

    @TestFactory
    Stream<DynamicTest> aFaultOfDeletionShows() {
        return Shown.each(DeletionFault.values(), DeletionFaultTest::table);
    }

    @TestFactory
    Stream<DynamicTest> aFaultOfTheLockShows() {
        return Shown.each(LockFault.values(), DeletionFaultTest::table);
    }

    /** What a session sees at last. */
    private static Shown last(String right, String wrong, String... commands) {
        return shown(t -> t.in(commands), "…|" + right + "|", "…|" + wrong + "|");
    }

    /** What the next session sees. */
    private static Shown next(String right, String wrong, String... commands) {
        return shown(
                t -> {
                    t.in(commands);
                    return t.in("LIST");
                },
                "+OK the list follows|" + right + ".|",
                "+OK the list follows|" + wrong + ".|");
    }

    private static Shown table(DeletionFault fault) {
        String all = "1 107|2 115|3 450|";
        return switch (fault) {
            case DELE_AT_ONCE -> last("+OK 3 672", "+OK 2 565", "DELE 1", "RSET", "STAT");
            case DELE_WITHOUT_EFFECT -> last("+OK 2 565", "+OK 3 672", "DELE 1", "STAT");
            case DELE_TWICE_TAKEN -> last("-ERR no such message", "+OK marked", "DELE 1", "DELE 1");
            case DELE_BEYOND_TAKEN -> last("-ERR no such message", "+OK marked", "NOOP", "DELE 9");
            case DELE_BEYOND_IS_LAST -> last("+OK 3 672", "+OK 2 222", "DELE 9", "STAT");
            case DELE_MARKS_NEXT_TOO -> last("+OK 2 565", "+OK 1 450", "DELE 1", "STAT");
            case DELE_DEFAULTS_TO_FIRST -> last("+OK 3 672", "+OK 2 565", "DELE", "STAT");
            case QUIT_REMOVES_NOTHING -> next("1 115|2 450|", all, "DELE 1", "QUIT");
            case QUIT_REMOVES_ONE -> next("1 450|", "1 115|2 450|", "DELE 1", "DELE 2", "QUIT");
            case QUIT_REMOVES_NEIGHBOUR -> next("1 115|2 450|", "1 107|2 450|", "DELE 1", "QUIT");
            case QUIT_REMOVES_RETRIEVED -> next(all, "1 115|2 450|", "RETR 1", "QUIT");
            case QUIT_REORDERS -> next("1 115|2 450|", "1 450|2 115|", "DELE 1", "QUIT");
            case QUIT_UNANSWERED -> shown(t -> t.in("NOOP", "QUIT"), "+OK done|+OK good bye|", "+OK done|");
            case QUIT_STAYS_OPEN -> shown(t -> end(t, t.login("alice") + "QUIT\r\n"), "…bye|(end)", "…bye|(open)");
            case QUIT_GOES_ON -> shown(t -> t.in("QUIT", "NOOP"), "+OK good bye|", "+OK good bye|+OK done|");
            case QUIT_BEFORE_LOGIN_REFUSED -> shown(t -> t.out("QUIT"), "+OK good bye|", "-ERR not in this state|");
            case QUIT_BEFORE_LOGIN_STAYS_OPEN -> shown(t -> end(t, "QUIT\r\n"), "…bye|(end)", "…bye|(open)");
            case DROP_COMMITS -> next(all, "1 115|2 450|", "DELE 1");
            case PARTIAL_QUIT_COMMITS ->
                shown(t -> t.inRaw("alice", "DELE 1\r\nQUIT") + t.in("STAT"), "…|+OK 3 672|", "…|+OK 2 565|");
            case MARKS_SURVIVE -> next(all, "2 115|3 450|", "DELE 1");
            case RSET_WITHOUT_EFFECT -> last("+OK 3 672", "+OK 2 565", "DELE 1", "RSET", "STAT");
            case RSET_UNMARKS_ONE -> last("+OK 3 672", "+OK 2 557", "DELE 1", "DELE 2", "RSET", "STAT");
            case RSET_REFUSED_WITHOUT_MARKS -> last("+OK done", "-ERR no such message", "NOOP", "RSET");
            case RSET_THEN_QUIT_REMOVES -> next(all, "1 115|2 450|", "DELE 1", "RSET", "QUIT");
            case RSET_REREADS -> shown(DeletionFaultTest::arrivesBeforeRset, "+OK 3 672", "+OK 4 683");
            case RSET_LOGS_OUT -> last("+OK 3 672", "-ERR not in this state", "RSET", "STAT");
            case NOOP_UNMARKS -> last("+OK 2 565", "+OK 3 672", "DELE 1", "NOOP", "STAT");
            case NOOP_REFUSED -> shown(t -> t.in("NOOP"), "+OK done|", "-ERR unknown command|");
        };
    }

    /** What comes, and whether the server closes though the client does not. */
    private static String end(Talk talk, String octets) throws IOException {
        StringBuilder seen = new StringBuilder();
        try (Socket socket = Talk.open(talk.server().plain())) {
            Talk.octets(socket, octets);
            socket.setSoTimeout(500);
            for (String line = Talk.line(socket); !line.isEmpty(); line = Talk.line(socket)) {
                seen.append(Talk.shown(line));
            }
            return seen + "(end)";
        } catch (SocketTimeoutException e) {
            return seen + "(open)";
        }
    }

    private static String arrivesBeforeRset(Talk talk) throws IOException {
        try (LineClient client = talk.clientIn("alice")) {
            talk.server().deliver("alice", "A: b\r\n\r\nc\r\n");
            client.ask("RSET");
            return client.ask("STAT");
        }
    }

    private static Shown table(LockFault fault) {
        return switch (fault) {
            case NO_LOCK -> shown(DeletionFaultTest::twice, "-ERR [IN-USE] …, +OK 3 672", "+OK …, +OK 2 565");
            case LOCKED_LOGIN_TAKEN ->
                shown(DeletionFaultTest::second, "-ERR [IN-USE] …, -ERR …", "+OK the maildrop is yours, +OK 0 0");
            case REFUSED_LOGIN_KEEPS_LOCK ->
                shown(DeletionFaultTest::third, "+OK the maildrop is yours", "-ERR [IN-USE] …");
            case QUIT_KEEPS_LOCK -> shown(t -> t.in("QUIT") + t.in("NOOP"), "…|+OK done|", "…|-ERR not in this state|");
            case ABORT_KEEPS_LOCK ->
                shown(t -> t.in("NOOP") + t.in("NOOP"), "…|+OK done|", "…|-ERR not in this state|");
        };
    }

    /** What a second login is answered with, and what the first then sees. */
    private static String twice(Talk talk) throws IOException {
        try (LineClient first = talk.clientIn("alice")) {
            String second = talk.all(talk.login("alice") + "DELE 1\r\nQUIT\r\n").split("\\|")[2];
            return second + ", " + first.ask("STAT");
        }
    }

    private static String second(Talk talk) throws IOException {
        try (LineClient first = talk.clientIn("alice");
                LineClient second = talk.client()) {
            second.ask("USER alice");
            return second.ask("PASS " + talk.password("alice")) + ", " + second.ask("STAT")
                    + (first.ask("NOOP").isEmpty() ? "?" : "");
        }
    }

    /** What a third login is answered with when the first has ended and the second was refused. */
    private static String third(Talk talk) throws IOException {
        try (LineClient first = talk.clientIn("alice");
                LineClient second = talk.client();
                LineClient third = talk.client()) {
            second.ask("USER alice");
            second.ask("PASS " + talk.password("alice"));
            first.ask("QUIT");
            third.ask("USER alice");
            return third.ask("PASS " + talk.password("alice"));
        }
    }
}
