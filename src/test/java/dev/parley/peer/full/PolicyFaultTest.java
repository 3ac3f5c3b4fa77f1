package dev.parley.peer.full;

import static dev.parley.peer.full.CapabilityFaultTest.before;
import static dev.parley.peer.full.ScramClient.base64;
import static dev.parley.peer.full.ScramClient.decoded;
import static dev.parley.peer.full.Shown.shown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.peer.LineClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Faults that need TLS before logins, and those of OAUTHBEARER. */
@Timeout(60)
class PolicyFaultTest {
    private static final String ENTERED = "+OK the maildrop is yours|";
    private static final String REFUSED = "-ERR [AUTH] name and credentials do not match|";
    private static final String TLS_FIRST = "-ERR begin TLS first|";
    private static final String VALID = base64("\0alice\0Tanstaaf1");

    @TestFactory
    Stream<DynamicTest> aFaultOfPolicyShows() {
        return Shown.each(PolicyFault.values(), PolicyFaultTest::table);
    }

    @TestFactory
    Stream<DynamicTest> aFaultOfOauthShows() {
        return Shown.each(OauthFault.values(), PolicyFaultTest::table);
    }

    private static Shown table(PolicyFault fault) {
        return switch (fault) {
            case PLAIN_LISTED_THOUGH_REFUSED ->
                shown(t -> "" + t.out("CAPA").contains("|SASL PLAIN|"), "false", "true");
            case PLAIN_TAKEN_IN_THE_CLEAR -> shown(t -> t.out("AUTH PLAIN " + VALID), TLS_FIRST, ENTERED);
            case PLAIN_CHALLENGED_THOUGH_REFUSED ->
                shown(t -> t.out("AUTH PLAIN", VALID), TLS_FIRST + "-ERR unknown command|", "+ |" + TLS_FIRST);
            case USER_TAKEN_THOUGH_REFUSED ->
                shown(
                        t -> t.all(t.login("alice")),
                        "+OK …|" + TLS_FIRST + "-ERR not in this state|",
                        "+OK …|+OK now the password|" + TLS_FIRST);
            case RIGHT_PASSWORD_TOLD_APART ->
                shown(
                        t -> t.all(t.login("alice")) + t.out("USER alice", "PASS x"),
                        "…|" + TLS_FIRST + "-ERR not in this state|" + TLS_FIRST + "-ERR not in this state|",
                        "…|-ERR [SYS/PERM] begin TLS first|+OK now the password|" + TLS_FIRST);
            case APOP_TAKEN_IN_THE_CLEAR -> shown(PolicyFaultTest::apop, "-ERR begin TLS first", "+OK …");
        };
    }

    private static String apop(Talk talk) throws Exception {
        try (LineClient client = LineClient.plain(talk.server().plain())) {
            String greeting = client.next();
            String stamp = greeting.substring(greeting.indexOf('<'), greeting.indexOf('>') + 1);
            byte[] digest = MessageDigest.getInstance("MD5")
                    .digest((stamp + talk.password("alice")).getBytes(StandardCharsets.US_ASCII));
            return client.ask("APOP alice " + HexFormat.of().formatHex(digest));
        }
    }

    private static String message(String identity, String token) {
        return "AUTH OAUTHBEARER " + base64("n,a=" + identity + ",\u0001auth=Bearer " + token + "\u0001\u0001");
    }

    private static Shown table(OauthFault fault) {
        String wrong = message("alice", "nothing");
        return switch (fault) {
            case OAUTH_IN_THE_CLEAR -> before("SCRAM-SHA-256|", "SCRAM-SHA-256 OAUTHBEARER|");
            case OAUTH_MALFORMED_TAKEN ->
                shown(t -> t.secure("AUTH OAUTHBEARER " + base64("auth=Bearer x")), REFUSED, ENTERED);
            case OAUTH_WITHOUT_STATUS ->
                shown(t -> decoded(t.secure(wrong).replaceFirst("\\|.*", "")), "{\"status\":…}", "{}");
            case OAUTH_ERROR_IN_ERR -> shown(t -> t.secure(wrong), "+ …", "-ERR [AUTH] {\"status\":…");
            case OAUTH_ERROR_ENDS_WELL -> shown(t -> t.secure(wrong, "AQ=="), "+ …|" + REFUSED, "+ …|" + ENTERED);
            case OAUTH_CANCEL_CHALLENGED -> shown(t -> t.secure(wrong, "*"), "+ …|" + REFUSED, "+ …|+ |");
            case OAUTH_ANY_IDENTITY -> shown(t -> t.secure(message("bob", "token-of-alice")), "+ …|", ENTERED);
        };
    }

    @Test
    void aTokenOpensItsUsersMaildropUnderTlsOnly() throws Exception {
        try (FullPop3Server server = FullPop3Server.start(Set.of(), Set.of())) {
            Talk talk = new Talk(server);
            assertThat(talk.secure(message("alice", "token-of-alice"), "NOOP")).isEqualTo(ENTERED + "+OK done|");
            assertThat(talk.out(message("alice", "token-of-alice"))).isEqualTo("-ERR no such mechanism|");
        }
    }
}
