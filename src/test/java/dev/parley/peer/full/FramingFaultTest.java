package dev.parley.peer.full;

import static dev.parley.peer.full.Shown.shown;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FramingFaultTest {
    @TestFactory
    Stream<DynamicTest> aFaultOfFramingShows() {
        return Shown.each(FramingFault.values(), FramingFaultTest::table);
    }

    private static Shown table(FramingFault fault) {
        String unknown = "-ERR unknown command|";
        String word = "x".repeat(240);
        return switch (fault) {
            case LOWER_CASE_STATUS -> shown(t -> t.in("NOOP", "RSET"), "+OK done|+OK done|", "+ok done|+ok done|");
            case MIXED_CASE_ERR -> shown(t -> t.out("XYZZ"), unknown, "-Err unknown command|");
            case FOREIGN_STATUS -> shown(t -> t.out("XYZZ"), unknown, "-BAD unknown command|");
            case STATUS_WITHOUT_SPACE -> shown(t -> t.in("NOOP"), "+OK done|", "+OKdone|");
            case COLON_AFTER_STATUS -> shown(t -> t.in("RETR 9"), "-ERR no such message|", "-ERR: no such message|");
            case LF_AFTER_STATUS -> shown(t -> t.in("NOOP"), "+OK done|", "+OK done<LF>");
            case LF_IN_LISTS ->
                shown(t -> t.in("LIST"), "+OK …|1 107|2 115|3 450|.|", "+OK …|1 107<LF>2 115<LF>3 450<LF>.|");
            case CR_IN_LISTS -> shown(t -> t.in("UIDL"), "+OK …|1 …1|2 …2|3 …3|.|", "+OK …|1 …1<CR>2 …2<CR>3 …3<CR>.|");
            case LF_IN_MESSAGES ->
                shown(
                        t -> t.in("TOP 1 0"),
                        "+OK …|From: …|Subject: First|…|.|",
                        "+OK …|From: …<LF>Subject: First<LF>…<LF>.|");
            case LONG_ECHO ->
                shown(
                        t -> t.out("XYZZ " + word),
                        unknown,
                        "-ERR no `XYZZ …" + word + "…" + word + "… unknown command|");
            case ECHOED_CONTROLS ->
                shown(t -> t.out("XY\tZ\u001b[1m"), unknown, "-ERR `XY\tZ\u001b[1m`: unknown command|");
            case ECHOED_BRACKET -> shown(t -> t.out("[AUTH]"), unknown, "-ERR [AUTH] unknown command|");
            case GREETING_IN_TWO_LINES -> shown(t -> t.all(""), "+OK <…> ready|", "+OK <…> ready|+OK and welcome|");
            case GREETING_NEGATIVE -> shown(t -> t.all(""), "+OK <…> ready|", "-ERR <…> ready|");
            case GREETING_ON_DEMAND -> shown(FramingFaultTest::unasked, "+OK <…> ready|", "(nothing)");
            case GREETING_BRACKETS -> shown(t -> t.all(""), "+OK <1.…> ready|", "+OK <the best server> <1.…> ready|");
            case RSET_ANSWERED_TWICE ->
                shown(t -> t.in("RSET", "STAT"), "+OK done|+OK 3 672|", "+OK done|+OK done|+OK 3 672|");
            case STAT_ANSWERED_LATER_AGAIN -> shown(t -> t.in("STAT"), "+OK 3 672|", "+OK 3 672|+OK 3 672|");
            case DELE_ANSWERED_TWICE -> shown(t -> t.in("DELE 1"), "+OK marked|", "+OK marked|+OK marked|");
            case EMPTY_LINE_IGNORED -> shown(t -> t.in("", "NOOP"), unknown + "+OK done|", "+OK done|");
            case EMPTY_LINE_TAKEN -> shown(t -> t.in(""), unknown, "+OK done|");
            case UNKNOWN_IGNORED -> shown(t -> t.in("XYZZ", "NOOP"), unknown + "+OK done|", "+OK done|");
            case UNKNOWN_TAKEN -> shown(t -> t.out("XYZZ"), unknown, "+OK done|");
            case UNKNOWN_CLOSES -> shown(t -> t.in("XYZZ", "NOOP"), unknown + "+OK done|", unknown);
            case BAD_ARGUMENT_CLOSES ->
                shown(t -> t.in("RETR x", "NOOP"), "-ERR the arguments…|+OK done|", "-ERR the arguments do not fit|");
            case ERROR_FORGETS_MARKS -> shown(t -> t.in("DELE 1", "XYZZ", "STAT"), "…|+OK 2 565|", "…|+OK 3 672|");
            case ERR_WITH_DOT_LINE ->
                shown(
                        t -> t.in("RETR 9", "NOOP"),
                        "-ERR no such message|+OK done|",
                        "-ERR no such message|.|+OK done|");
            case ABBREVIATIONS -> shown(t -> t.in("STA", "DEL 1"), unknown + unknown, "+OK 3 672|+OK marked|");
            case FOUR_LETTERS -> shown(t -> t.in("STATS", "QUITX"), unknown + unknown, "+OK 3 672|+OK good bye|");
            case KEYWORDS_IN_CAPITALS -> shown(t -> t.in("stat"), "+OK 3 672|", unknown);
        };
    }

    /** What comes before the client says anything. */
    private static String unasked(Talk talk) throws IOException {
        try (Socket socket = Talk.open(talk.server().plain())) {
            socket.setSoTimeout(500);
            return Talk.shown(Talk.line(socket));
        } catch (SocketTimeoutException e) {
            return "(nothing)";
        }
    }
}
