package dev.parley.peer.full;

import static dev.parley.peer.full.Shown.shown;

import dev.parley.peer.LineClient;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ListingFaultTest {
    private static final String LIST = "+OK the list follows|1 107|2 115|3 450|.|";
    private static final String SYNTAX = "-ERR the arguments do not fit|";
    private static final String NONE = "-ERR no such message|";

    @TestFactory
    Stream<DynamicTest> aFaultOfSizesShows() {
        return Shown.each(SizeFault.values(), ListingFaultTest::table);
    }

    @TestFactory
    Stream<DynamicTest> aFaultOfListingsShows() {
        return Shown.each(ListingFault.values(), ListingFaultTest::table);
    }

    @TestFactory
    Stream<DynamicTest> aFaultOfUidlShows() {
        return Shown.each(UidlFault.values(), ListingFaultTest::table);
    }

    private static Shown list(String wrong) {
        return shown(t -> t.in("LIST"), LIST, "+OK the list follows|" + wrong + ".|");
    }

    private static Shown stat(String wrong) {
        return shown(t -> t.in("STAT"), "+OK 3 672|", wrong + "|");
    }

    private static Talk empty(Talk talk) {
        talk.server().empty("alice");
        return talk;
    }

    private static Talk twelve(Talk talk) {
        for (int n = 4; n <= 12; n++) {
            talk.server().deliver("alice", "Subject: " + n + "\r\n\r\n" + "x".repeat(1000 * n) + "\r\n");
        }
        return talk;
    }

    private static Shown table(SizeFault fault) {
        return switch (fault) {
            case SIZES_WITH_LF -> list("1 100|2 105|3 426|");
            case SIZES_WITHOUT_HEADER -> list("1 30|2 40|3 371|");
            case SIZES_WITH_STUFFING -> list("1 107|2 118|3 450|");
            case SIZES_IN_KILOBYTES -> list("1 1|2 1|3 1|");
            case SIZES_WITH_TERMINATOR -> list("1 110|2 118|3 453|");
            case SIZES_ROUNDED_TO_BLOCKS -> list("1 512|2 512|3 512|");
            case LIST_ONE_DIFFERS -> shown(t -> t.in("LIST 2"), "+OK 2 115|", "+OK 2 116|");
            case STAT_SIZE_DIFFERS -> stat("+OK 3 679");
            case STAT_COUNTS_DELETED -> shown(t -> t.in("DELE 1", "STAT"), "…|+OK 2 565|", "…|+OK 3 565|");
            case STAT_SIZE_COUNTS_DELETED -> shown(t -> t.in("DELE 1", "STAT"), "…|+OK 2 565|", "…|+OK 2 672|");
            case STAT_COUNT_DIFFERS -> stat("+OK 4 672");
            case STAT_EMPTY_REFUSED -> shown(t -> empty(t).in("STAT"), "+OK 0 0|", NONE);
            case STAT_SWAPPED -> stat("+OK 672 3");
            case STAT_TWO_SPACES -> stat("+OK 3  672");
            case STAT_WITHOUT_SIZE -> stat("+OK 3");
            case STAT_IN_WORDS -> stat("+OK 3 messages (672 octets)");
            case SIZES_WITH_SEPARATOR -> shown(t -> twelve(t).in("LIST 12"), "+OK 12 12017|", "+OK 12 12,017|");
        };
    }

    private static Shown table(ListingFault fault) {
        String first = "+OK the message follows|…Subject: First|…";
        return switch (fault) {
            case NUMBERS_FROM_ZERO -> list("0 107|1 115|2 450|");
            case NUMBERS_WITH_ZEROS -> list("001 107|002 115|003 450|");
            case RENUMBERED_AFTER_DELE -> shown(t -> t.in("DELE 1", "LIST 2"), "…|+OK 2 115|", "…|+OK 2 450|");
            case OCTAL_NUMBERS -> shown(t -> twelve(t).in("LIST 010"), SYNTAX, "+OK 8 8016|");
            case HEXADECIMAL_NUMBERS -> shown(t -> t.in("LIST 0x2"), SYNTAX, "+OK 2 115|");
            case ONE_DIGIT_READ -> shown(t -> twelve(t).in("LIST 12"), "+OK 12 12017|", "+OK 1 107|");
            case TRAILING_JUNK_IGNORED -> shown(t -> t.in("LIST 2x"), SYNTAX, "+OK 2 115|");
            case SIGN_ACCEPTED -> shown(t -> t.in("LIST -2", "LIST +2"), SYNTAX + SYNTAX, "+OK 2 115|+OK 2 115|");
            case NUMBERS_WRAP_AT_32_BITS -> shown(t -> t.in("LIST 4294967298"), NONE, "+OK 2 115|");
            case NUMBERS_WRAP_AT_16_BITS -> shown(t -> t.in("LIST 65538"), NONE, "+OK 2 115|");
            case LIST_SHOWS_DELETED -> shown(t -> t.in("DELE 2", "LIST"), "…|1 107|3 450|.|", "…|1 107|2 115|3 450|.|");
            case LIST_ONE_SHOWS_DELETED -> shown(t -> t.in("DELE 2", "LIST 2"), "…|" + NONE, "…|+OK 2 115|");
            case LIST_ZERO_IS_ALL -> shown(t -> t.in("LIST 0"), NONE, LIST);
            case LIST_BEYOND_TAKEN -> shown(t -> t.in("LIST 4"), NONE, "+OK 4 0|");
            case LIST_REPEATS -> list("1 107|2 115|3 450|3 450|");
            case LIST_LOSES_LAST -> list("1 107|2 115|");
            case LIST_WITH_TABS -> list("1\t107|2\t115|3\t450|");
            case LIST_WITHOUT_SIZES -> list("1|2|3|");
            case LIST_ONE_WITHOUT_NUMBER -> shown(t -> t.in("LIST 2"), "+OK 2 115|", "+OK 115|");
            case LIST_ONE_IN_LINES -> shown(t -> t.in("LIST 2"), "+OK 2 115|", "+OK the list follows|2 115|.|");
            case LIST_EMPTY_REFUSED -> shown(t -> empty(t).in("LIST"), "+OK the list follows|.|", NONE);
            case RETR_BEYOND_IS_LAST -> shown(t -> t.in("RETR 9"), NONE, "+OK …|Subject: Twenty|…");
            case RETR_ZERO_IS_FIRST -> shown(t -> t.in("RETR 0"), NONE, first);
            case RETR_SENDS_DELETED -> shown(t -> t.in("DELE 1", "RETR 1"), "…|" + NONE, "+OK marked|" + first);
            case RETR_DEFAULTS_TO_FIRST -> shown(t -> t.in("RETR", "RETR "), SYNTAX + SYNTAX, first + first);
            case TWO_SPACES_LIST_ALL -> shown(t -> t.in("LIST  1"), SYNTAX, LIST);
            case EXTRA_NUMBER_TAKEN -> shown(t -> t.in("DELE 1 2", "STAT"), SYNTAX + "+OK 3 672|", "…|+OK 2 557|");
            case NEW_MAIL_SHOWN -> shown(ListingFaultTest::arriving, "+OK 1 107", "+OK 1 107, +OK 4 11");
            case NEW_MAIL_GOES_FIRST -> shown(ListingFaultTest::arriving, "+OK 1 107", "+OK 1 11");
        };
    }

    /** The first message, and the last if it is new, after one has arrived in the session. */
    private static String arriving(Talk talk) throws IOException {
        try (LineClient client = talk.clientIn("alice")) {
            talk.server().deliver("alice", "A: b\r\n\r\nc\r\n");
            String first = client.ask("LIST 1");
            String last = client.ask("LIST 4");
            return first.equals("+OK 1 11") || last.startsWith("-ERR") ? first : first + ", " + last;
        }
    }

    private static Shown table(UidlFault fault) {
        return switch (fault) {
            case IDS_WITH_SPACES -> shown(t -> t.in("UIDL 2"), "+OK 2 589….000002|", "+OK 2 589… 000002|");
            case IDS_TOO_LONG -> shown(t -> t.in("UIDL 2"), "+OK 2 ….000002|", "+OK 2 ….000002xxxxxx…|");
            case IDS_EMPTY -> shown(t -> t.in("UIDL"), "…|1 …1|2 …2|3 …3|.|", "…|1 |2 |3 |.|");
            case IDS_WITH_TEXT -> shown(t -> t.in("UIDL 2"), "+OK 2 ….000002|", "+OK 2 ….000002 115|");
            case IDS_REPEATED -> shown(t -> t.in("UIDL 2"), "+OK 2 ….000002|", "+OK 2 ….000001|");
            case IDS_CHANGE -> shown(t -> "" + t.in("UIDL 2").equals(t.in("UIDL 2")), "true", "false");
            case IDS_CHANGE_AFTER_ABORT ->
                shown(
                        t -> t.in("UIDL 2", "QUIT").startsWith(t.in("UIDL 2")) + " then "
                                + t.in("UIDL 2").equals(t.in("UIDL 2")),
                        "true then true",
                        "true then false");
            case IDS_ARE_POSITIONS ->
                shown(
                        t -> t.in("UIDL 2", "DELE 1", "QUIT") + t.in("UIDL 1"),
                        "+OK 2 ….000002|…+OK 1 ….000002|",
                        "+OK 2 message.2|…+OK 1 message.1|");
            case IDS_REUSED -> shown(ListingFaultTest::afterRemovalAndArrival, "+OK 3 ….000004|", "+OK 3 ….000003|");
            case UIDL_SHOWS_DELETED -> shown(t -> t.in("DELE 2", "UIDL"), "…|1 …1|3 …3|.|", "…|1 …1|2 …2|3 …3|.|");
            case UIDL_ONE_SHOWS_DELETED -> shown(t -> t.in("DELE 2", "UIDL 2"), "…|" + NONE, "…|+OK 2 ….000002|");
            case UIDL_BEYOND_TAKEN -> shown(t -> t.in("UIDL 9"), NONE, "+OK 9 none|");
            case UIDL_ONE_DIFFERS -> shown(t -> t.in("UIDL 2"), "+OK 2 ….000002|", "+OK 2 ….000002x|");
            case UIDL_ONE_WITHOUT_NUMBER -> shown(t -> t.in("UIDL 2"), "+OK 2 …|", "+OK 58…|");
            case UIDL_ONE_IN_LINES -> shown(t -> t.in("UIDL 2"), "+OK 2 …|", "+OK the list follows|2 …|.|");
            case UIDL_EMPTY_REFUSED -> shown(t -> empty(t).in("UIDL"), "+OK the list follows|.|", NONE);
        };
    }

    private static String afterRemovalAndArrival(Talk talk) throws IOException {
        talk.in("DELE 3", "QUIT");
        talk.server().deliver("alice", "A: b\r\n\r\nc\r\n");
        return talk.in("UIDL 3");
    }
}
