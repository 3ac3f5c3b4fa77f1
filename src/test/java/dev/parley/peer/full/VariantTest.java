package dev.parley.peer.full;

import static dev.parley.peer.full.CapabilityFaultTest.IN;
import static dev.parley.peer.full.CapabilityFaultTest.OUT;
import static dev.parley.peer.full.Shown.shown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.peer.LineClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VariantTest {
    private static final String ENTERED = "+OK the maildrop is yours|";
    private static final String SYNTAX = "-ERR the arguments do not fit|";
    private static final String UNKNOWN = "-ERR unknown command|";
    private static final String STATE = "-ERR not in this state|";
    private static final String FAILED = "…|-ERR [AUTH] name and credentials do not match|";
    private static final Duration SHORT = Duration.ofMillis(60);

    @TestFactory
    Stream<DynamicTest> aHabitShows() {
        return Shown.each(Variant.values(), SHORT, VariantTest::table);
    }

    /** Whatever the habit, a session that any client could have works. */
    @TestFactory
    Stream<DynamicTest> aHabitBreaksNothing() {
        return Stream.of(Variant.values())
                .map(variant -> DynamicTest.dynamicTest(variant.name(), () -> {
                    Behaviour behaviour = new Behaviour(Set.of(), Set.of(variant), SHORT);
                    try (FullPop3Server server = FullPop3Server.start(behaviour, FullMail.ACCOUNTS)) {
                        Talk talk = new Talk(server);
                        boolean refused = variant == Variant.PLAINTEXT_REFUSED;
                        String login = refused ? "" : talk.login("alice");
                        String[] commands = {"STAT", "LIST 1", "TOP 1 0", "DELE 1", "LIST 1", "RSET", "QUIT"};
                        String seen = refused
                                ? talk.secure(
                                        ("USER alice|PASS " + talk.password("alice") + "|" + String.join("|", commands))
                                                .split("\\|"))
                                : talk.all(login + Talk.lines(commands));
                        assertThat(seen.split("\\|")).anyMatch(line -> line.startsWith("+OK 3 "));
                        assertThat(seen).matches("(?s).*\\|\\+OK[^|]*\\|");
                    }
                }));
    }

    private static Shown table(Variant variant) {
        return switch (variant) {
            case BARE_TEXTS -> shown(t -> t.in("NOOP", "XYZZ"), "+OK done|" + UNKNOWN, "+OK|-ERR|");
            case CHATTY_TEXTS -> shown(t -> t.in("NOOP"), "+OK done|", "+OK done: 3 of 17 (20% ~ so far)…|");
            case OCTET_A_SEGMENT -> shown(VariantTest::segments, "false", "true");
            case SLOW_REPLIES -> shown(t -> slow(t, "NOOP"), "false", "true");
            case USER_REFUSES_UNKNOWN -> shown(t -> t.out("USER nobody"), "+OK …|", "-ERR name…|");
            case CLOSES_AFTER_FAILED_LOGIN -> shown(t -> t.out("USER alice", "PASS x", "NOOP"), FAILED + STATE, FAILED);
            case DELAYS_AFTER_FAILED_LOGIN -> shown(t -> slow(t, "USER alice", "PASS x"), "false", "true");
            case CLOSES_AFTER_TEN_ERRORS ->
                shown(
                        t -> t.out("A", "A", "A", "A", "A", "A", "A", "A", "A", "A", "A"),
                        UNKNOWN.repeat(11),
                        UNKNOWN.repeat(10));
            case NO_CAPA -> shown(t -> t.out("CAPA"), OUT, UNKNOWN);
            case NO_TOP -> shown(t -> t.in("TOP 1 0"), "+OK …|.|", UNKNOWN);
            case NO_UIDL -> shown(t -> t.in("UIDL"), "+OK …|.|", UNKNOWN);
            case NO_APOP -> shown(t -> t.all("APOP a b\r\n"), "+OK <…> ready|-ERR [AUTH] …|", "+OK ready|" + UNKNOWN);
            case NO_SASL -> shown(t -> t.out("AUTH PLAIN"), "+ |", UNKNOWN);
            case NO_UTF8 -> shown(t -> t.out("UTF8", "LANG"), "+OK …", UNKNOWN + UNKNOWN);
            case NO_STLS -> shown(t -> t.out("STLS"), "+OK begin TLS|…", UNKNOWN);
            case NO_TLS -> shown(t -> t.out("STLS"), "+OK begin TLS|…", UNKNOWN);
            case NO_PIPELINING -> capa("PIPELINING|", "");
            case NO_RESPONSE_CODES -> shown(t -> t.out("USER a", "PASS x"), FAILED, "…|-ERR name…|");
            case PLAINTEXT_REFUSED -> shown(t -> t.out("USER alice"), "+OK …|", "-ERR begin TLS first|");
            case SNAPSHOT -> shown(VariantTest::twice, "-ERR [IN-USE] …, +OK 3 672", "+OK the…, +OK 3 672");
            case EXTRA_TEXT ->
                shown(t -> t.in("STAT", "LIST 1"), "+OK 3 672|+OK 1 107|", "+OK 3 672 octets in all|+OK 1 107 octets|");
            case DESCENDING_LISTS ->
                shown(t -> t.in("LIST"), "+OK …|1 107|2 115|3 450|.|", "+OK …|3 450|2 115|1 107|.|");
            case LF_ENDS_LINES -> shown(t -> t.inRaw("alice", "NOOP\nSTAT\n"), "", "+OK done|+OK 3 672|");
            case CLOSES_ON_CONTROLS -> shown(t -> t.in("A\0", "NOOP"), UNKNOWN + "+OK done|", UNKNOWN);
            case CLOSES_ON_LONG_LINES ->
                shown(t -> t.in("x".repeat(1500), "NOOP"), "-ERR …|+OK done|", "-ERR the line is too long|");
            case LENIENT_SPACES -> shown(t -> t.in("LIST  1 ", "NOOP "), SYNTAX + SYNTAX, "+OK 1 107|+OK done|");
            case SURPLUS_ARGUMENTS -> shown(t -> t.in("NOOP x", "LIST 1 2"), SYNTAX + SYNTAX, "+OK done|+OK 1 107|");
            case LEADING_ZEROS -> shown(t -> t.in("LIST 01"), SYNTAX, "+OK 1 107|");
            case BARE_AUTH_LISTS -> shown(t -> t.out("AUTH"), SYNTAX, "+OK …|PLAIN|CRAM-MD5|…|.|");
            case KEEPS_NAME ->
                shown(
                        t -> t.out("USER bob", "USER alice", "CAPA", "PASS " + t.password("alice")),
                        "…|" + STATE,
                        "…|" + ENTERED);
            case NO_POLICIES -> capa("LOGIN-DELAY 0|EXPIRE NEVER|", "");
            case EXPIRE_ZERO -> shown(t -> t.in("RETR 1", "QUIT") + t.in("STAT"), "…|+OK 3 672|", "…|+OK 2 565|");
            case EXPIRE_THIRTY -> capa("EXPIRE NEVER", "EXPIRE 30");
            case UNREGISTERED_TAGS -> capa("STLS|", "STLS|XMAGIC|LAST|");
            case LOWER_CASE_TAGS -> shown(t -> t.out("CAPA"), OUT, "+OK the list follows|top|uidl|user|…|utf8 USER|…");
            case STLS_LISTED_AFTER_LOGIN -> shown(t -> t.in("CAPA"), IN, OUT);
            case IMPLEMENTATION_AFTER_LOGIN -> capa("IMPLEMENTATION Full-1|", "");
            case TRACE_HEADERS ->
                shown(t -> t.in("RETR 1").split("\\|")[1], "From: …", "Return-Path: <sender@example.org>");
            case SAME_IDS_FOR_COPIES ->
                shown(
                        t -> {
                            t.server().deliver("alice", FullMail.messages().getFirst());
                            String[] ids = t.in("UIDL").split("\\|");
                            return "" + ids[1].substring(2).equals(ids[4].substring(2));
                        },
                        "false",
                        "true");
            case OBSOLETE_COMMANDS -> shown(t -> t.in("LAST"), UNKNOWN, "+OK 0|");
            case DATA_BEHIND_STLS_CLOSES ->
                shown(
                        t -> {
                            try {
                                return t.stlsAndBehind("NOOP\r\n", "NOOP");
                            } catch (IOException e) {
                                return "(closed)";
                            }
                        },
                        "(TLS)" + STATE,
                        "(closed)");
            case SCRAM_NAMES_ERRORS ->
                shown(
                        t -> ScramClient.right().withPassword("x").logIn(t).last(),
                        "-ERR …",
                        "+ " + ScramClient.base64("e=invalid-proof"));
            case NO_DELIVERY ->
                shown(t -> "" + new FullTestServer(t.server()).facts().mail().delivery(), "InProcess[]", "null");
        };
    }

    private static Shown capa(String right, String wrong) {
        return shown(t -> t.out("CAPA"), OUT, OUT.replace(right, wrong));
    }

    /** Whether the reply takes as long as it was told to. */
    private static String slow(Talk talk, String... commands) throws IOException {
        try (LineClient client = talk.client()) {
            long begin = System.nanoTime();
            for (String command : commands) {
                client.ask(command);
            }
            return "" + (System.nanoTime() - begin >= SHORT.toNanos());
        }
    }

    /** Whether reading finds less than the whole line at least once. */
    private static String segments(Talk talk) throws IOException {
        try (var socket = Talk.open(talk.server().plain())) {
            Talk.octets(socket, "CAPA\r\n".repeat(20) + "QUIT\r\n");
            int reads = 0;
            byte[] buffer = new byte[65536];
            for (int count = socket.getInputStream().read(buffer);
                    count >= 0;
                    count = socket.getInputStream().read(buffer)) {
                reads++;
            }
            return "" + (reads > 60);
        }
    }

    private static String twice(Talk talk) throws IOException {
        try (LineClient first = talk.clientIn("alice")) {
            String second = talk.all(talk.login("alice") + "DELE 1\r\nQUIT\r\n").split("\\|")[2];
            return second + ", " + first.ask("STAT");
        }
    }

    @Test
    void theDelayIsAsLongAsOfServersSeen() {
        assertThat(Behaviour.of(Set.of(), Set.of()).delay()).isEqualTo(Duration.ofMillis(1500));
    }
}
