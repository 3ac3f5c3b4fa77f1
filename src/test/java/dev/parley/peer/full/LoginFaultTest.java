package dev.parley.peer.full;

import static dev.parley.peer.full.Shown.shown;

import dev.parley.peer.LineClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoginFaultTest {
    private static final String ENTERED = "+OK the maildrop is yours|";
    private static final String REFUSED = "-ERR [AUTH] name and credentials do not match|";
    private static final String STATE = "-ERR not in this state|";
    private static final String PASSWORD = "Tanstaaf1";

    @TestFactory
    Stream<DynamicTest> aFaultOfLoginShows() {
        return Shown.each(LoginFault.values(), LoginFaultTest::table);
    }

    /** A password that must be refused, and is not. */
    private static Shown taken(String password) {
        return shown(t -> t.out("USER alice", "PASS " + password), "…|" + REFUSED, "…|" + ENTERED);
    }

    private static Shown table(LoginFault fault) {
        return switch (fault) {
            case STAT_BEFORE_LOGIN -> shown(t -> t.out("STAT"), STATE, "+OK 0 0|");
            case NOOP_BEFORE_LOGIN -> shown(t -> t.out("NOOP"), STATE, "+OK done|");
            case COMMANDS_AFTER_USER -> shown(t -> t.out("USER alice", "STAT"), "…|" + STATE, "…|+OK 3 672|");
            case FAILED_PASS_OPENS ->
                shown(
                        t -> t.out("USER alice", "PASS x", "STAT"),
                        "…|" + REFUSED + STATE,
                        "…|" + REFUSED + "+OK 3 672|");
            case FIRST_COMMAND_REFUSED -> shown(t -> t.in("STAT"), "+OK 3 672|", STATE);
            case USER_SWITCHES_MAILDROP ->
                shown(
                        t -> {
                            t.server().deliver("bob", "A: b\r\n\r\nc\r\n");
                            return t.in("USER bob", "PASS " + t.password("bob"), "STAT");
                        },
                        STATE + STATE + "+OK 3 672|",
                        "+OK now the password|" + ENTERED + "+OK 4 683|");
            case PASS_WITHOUT_USER ->
                shown(t -> t.out("USER alice") + t.out("PASS " + PASSWORD), "…|" + STATE, "…|" + ENTERED);
            case PASS_AFTER_FAILURE ->
                shown(t -> t.out("USER alice", "PASS x", "PASS " + PASSWORD), "…|" + REFUSED + STATE, "…|" + ENTERED);
            case PASSWORD_PREFIX -> taken("Tanst");
            case PASSWORD_TAIL_IGNORED -> taken(PASSWORD + "1");
            case PASSWORD_CASE_IGNORED -> taken("tanstaaf1");
            case PASSWORD_OF_ANYONE -> taken("b0b's secret");
            case EMPTY_PASSWORD_TAKEN ->
                shown(t -> t.out("USER alice", "PASS "), "…|-ERR the arguments do not fit|", "…|" + ENTERED);
            case QUOTED_PASSWORD_TAKEN -> taken("' OR '1'='1");
            case UNKNOWN_USER_CREATED ->
                shown(t -> t.out("USER nobody", "PASS x", "STAT"), "…|" + REFUSED + STATE, "…|" + ENTERED + "+OK 0 0|");
            case IDENTITIES_MIXED ->
                shown(t -> t.out("USER alice", "USER bob", "PASS " + PASSWORD), "…|" + STATE + STATE, "…|" + ENTERED);
            case RETRY_REFUSED ->
                shown(
                        t -> t.out("USER alice", "PASS x", "USER alice", "PASS " + PASSWORD),
                        "…|" + ENTERED,
                        "…|" + REFUSED);
            case REFUSED_USER_BLOCKS ->
                shown(
                        t -> t.out("USER nobody", "PASS x", "USER alice", "PASS " + PASSWORD),
                        "+OK now the password|" + REFUSED + "…|" + ENTERED,
                        "-ERR name…|" + STATE + "…|" + REFUSED);
            case OTHER_MAILDROP_SHOWN ->
                shown(LoginFaultTest::whileBobIsIn, "From: …, Subject: First, …", "Subject: Bob, …");
            case APOP_WITHOUT_BRACKETS -> shown(t -> apop(t, true, "", ""), "+OK …", "-ERR …");
            case APOP_IN_PART -> shown(t -> apop(t, true, "…", ""), "-ERR …", "+OK …");
            case APOP_REPLAYED -> shown(t -> apop(t, false, "", ""), "-ERR …", "+OK …");
            case APOP_SAME_TIMESTAMP -> shown(t -> "" + t.all("").equals(t.all("")), "false", "true");
            case APOP_WITHOUT_TIMESTAMP ->
                shown(t -> t.all("APOP alice 0123\r\n"), "+OK <…> ready|" + REFUSED, "+OK ready|" + ENTERED);
            case APOP_REFUSED_AFTER_FAILURE -> shown(t -> apop(t, true, "", "USER alice|PASS x"), "+OK …", "-ERR …");
            case APOP_WITH_EXTRA_ARGUMENT -> shown(t -> apop(t, true, " extra", ""), "-ERR …", "+OK …");
            case RSET_UNKNOWN -> shown(t -> t.in("RSET"), "+OK done|", "-ERR unknown command|");
        };
    }

    private static String whileBobIsIn(Talk talk) throws IOException {
        talk.server().empty("bob");
        talk.server().deliver("bob", "Subject: Bob\r\n\r\nc\r\n");
        try (LineClient alice = talk.clientIn("alice");
                LineClient bob = talk.clientIn("bob")) {
            return bob.ask("NOOP").equals("+OK done") ? String.join(", ", alice.askLines("RETR 1")) : "?";
        }
    }

    /**
     * What APOP is answered with.
     *
     * @param own whether the digest is for this connection's greeting, or for an earlier one's
     * @param behind what follows the digest; an ellipsis leaves its last digit out
     * @param before commands, cut at {@code |}
     */
    private static String apop(Talk talk, boolean own, String behind, String before) throws Exception {
        String earlier = stamp(talk.all(""));
        try (LineClient client = LineClient.plain(talk.server().plain())) {
            String stamp = stamp(client.next());
            for (String command : before.isEmpty() ? new String[0] : before.split("\\|")) {
                client.ask(command);
            }
            String digest = md5((own ? stamp : earlier) + PASSWORD);
            return client.ask(
                    "APOP alice " + (behind.equals("…") ? digest.substring(0, digest.length() - 1) : digest + behind));
        }
    }

    private static String stamp(String greeting) {
        return greeting.substring(greeting.indexOf('<'), greeting.indexOf('>') + 1);
    }

    private static String md5(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
