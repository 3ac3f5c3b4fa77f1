package dev.parley.peer.full;

import static dev.parley.peer.full.CapabilityFaultTest.before;
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
class LanguageFaultTest {
    private static final String UNKNOWN = "-ERR unknown command|";
    private static final String STATE = "-ERR not in this state|";
    private static final String SYNTAX = "-ERR the arguments do not fit|";
    private static final String TOO_LONG = "-ERR the line is too long|";
    private static final String GREEN = "Subject: gr\u00c3\u00bcn\r\n\r\nx\r\n";

    @TestFactory
    Stream<DynamicTest> aFaultOfLanguageShows() {
        return Shown.each(LanguageFault.values(), LanguageFaultTest::table);
    }

    @TestFactory
    Stream<DynamicTest> aFaultOfInputShows() {
        return Shown.each(InputFault.values(), LanguageFaultTest::table);
    }

    private static Shown lang(String range, String right, String wrong) {
        return shown(t -> t.out("LANG " + range), right, wrong);
    }

    private static Shown table(LanguageFault fault) {
        String message = "…+OK the message follows|";
        return switch (fault) {
            case UTF8_AFTER_LOGIN -> shown(t -> t.in("UTF8"), STATE, "+OK done|");
            case UTF8_CAPABILITY_ARGUMENT -> before("UTF8 USER", "UTF8 APOP");
            case UTF8_UNKNOWN -> shown(t -> t.out("UTF8"), "+OK done|", UNKNOWN);
            case UTF8_ARGUMENT_TAKEN -> shown(t -> t.out("UTF8 x"), SYNTAX, "+OK done|");
            case UTF8_ALTERS_ASCII ->
                shown(
                        t -> t.all("UTF8\r\n" + t.login("alice") + "RETR 1\r\n"),
                        message + "From: …",
                        message + "X-Charset: utf-8|From: …");
            case UTF8_SENT_WITHOUT_MODE ->
                shown(t -> green(t).in("RETR 1"), "-ERR [UTF8] …|", "+OK …|Subject: gr\u00c3\u00bcn|…");
            case UTF8_REFUSED_IN_MODE ->
                shown(
                        t -> green(t).all("UTF8\r\n" + t.login("alice") + "RETR 1\r\n"),
                        message + "Subject: gr\u00c3\u00bcn||x|.|",
                        "…|-ERR [UTF8] …|");
            case LANG_CAPABILITY_ARGUMENT -> before("LANG", "LANG en de");
            case LANG_UNKNOWN_AFTER_LOGIN -> shown(t -> t.in("LANG"), "+OK …|en English|…|.|", UNKNOWN);
            case LANG_LISTED_IN_ONE_LINE ->
                shown(t -> t.out("LANG"), "+OK …|en English|de Deutsch|.|", "+OK …|en,de|.|");
            case LANG_WITHOUT_TAG -> lang("de", "+OK de Deutsch|", "+OK Deutsch|");
            case LANG_ECHOES_CASE -> lang("DE", "+OK de Deutsch|", "+OK DE Deutsch|");
            case LANG_UNKNOWN_TAKEN -> lang("xx", "-ERR no such language|", "+OK xx whatever that is|");
            case LANG_FAILURE_CHANGES ->
                shown(t -> t.out("LANG xx", "XYZZ"), "…|" + UNKNOWN, "…|-ERR unbekannter Befehl|");
            case LANG_STAR_AS_TAG -> lang("*", "+OK en English|", "+OK * English|");
            case LANG_TRANSLATES_STAT ->
                shown(t -> t.in("LANG de", "STAT"), "…|+OK 3 672|", "…|+OK Das Postfach hat 3 Nachrichten|");
            case LANG_TRANSLATES_STATUS ->
                shown(t -> t.out("LANG de", "XYZZ"), "…|-ERR unbekannter Befehl|", "…|-FEHLER unbekannter Befehl|");
        };
    }

    private static Talk green(Talk talk) {
        talk.server().empty("alice");
        talk.server().deliver("alice", GREEN);
        return talk;
    }

    private static Shown raw(String octets, String right, String wrong) {
        return shown(t -> t.inRaw("alice", octets), right, wrong);
    }

    private static Shown table(InputFault fault) {
        return switch (fault) {
            case NUL_ENDS_COMMAND -> raw("STAT\0x\r\n", UNKNOWN, "+OK 3 672|");
            case CR_ENDS_COMMAND -> raw("NOOP\rDELE 1\r\n", UNKNOWN, "+OK done|+OK marked|");
            case CR_DROPPED -> raw("NO\rOP\r\n", UNKNOWN, "+OK done|");
            case LONG_LINE_SPLIT -> raw("x".repeat(512) + "DELE 1\r\n", UNKNOWN, UNKNOWN + "+OK marked|");
            case LONG_LINE_SPLIT_LATE -> raw("x".repeat(4096) + "DELE 1\r\n", TOO_LONG, UNKNOWN + "+OK marked|");
            case LONG_LINE_UNANSWERED -> raw("x".repeat(1500) + "\r\nNOOP\r\n", TOO_LONG + "+OK done|", "+OK done|");
            case LONG_LINE_TAKEN -> raw("x".repeat(1500) + "\r\n", TOO_LONG, "+OK done|");
            case LONG_LINE_ENDS_ALL -> shown(t -> afterwards(t, "x".repeat(5000)), "+OK done", "(gone)");
            case LF_HALF_ACCEPTED -> raw("STAT\nDELE 1\r\nSTAT\r\n", UNKNOWN + "+OK 3 672|", UNKNOWN + "+OK 2 565|");
            case HIGH_BIT_STRIPPED -> raw("ST\u00c1T\r\n", UNKNOWN, "+OK 3 672|");
            case TAB_SEPARATES -> raw("LIST\t2\r\n", UNKNOWN, "+OK 2 115|");
            case COMMAND_IN_PIECES -> shown(LanguageFaultTest::beforeTheLineEnds, "(nothing)", UNKNOWN);
            case MALFORMED_ENDS_ALL -> shown(t -> afterwards(t, "AUTH PLAIN !!!!"), "+OK done", "(gone)");
            case INTERNALS_SHOWN -> raw("RETR x\r\n", SYNTAX, "-ERR java.lang.NumberFormatException …|");
            case SHORT_LINES_ONLY -> shown(t -> t.out("USER " + "x".repeat(120)), "+OK now the password|", TOO_LONG);
        };
    }

    /** What another session sees after this line was sent. */
    private static String afterwards(Talk talk, String line) throws IOException {
        try (LineClient other = talk.clientIn("bob")) {
            try {
                talk.out(line);
                String reply = other.ask("NOOP");
                return reply.equals(LineClient.END) ? "(gone)" : reply;
            } catch (IOException e) {
                return "(gone)";
            }
        }
    }

    private static String beforeTheLineEnds(Talk talk) throws IOException {
        try (Socket socket = Talk.open(talk.server().plain())) {
            Talk.octets(socket, talk.login("alice") + "NO");
            for (int line = 0; line < 3; line++) {
                Talk.line(socket);
            }
            socket.setSoTimeout(500);
            return Talk.shown(Talk.line(socket));
        } catch (SocketTimeoutException e) {
            return "(nothing)";
        }
    }
}
