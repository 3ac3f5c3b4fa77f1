package dev.parley.peer.full;

import static dev.parley.peer.full.CapabilityFaultTest.before;
import static dev.parley.peer.full.ScramClient.base64;
import static dev.parley.peer.full.ScramClient.decoded;
import static dev.parley.peer.full.Shown.shown;

import dev.parley.peer.LineClient;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SaslFaultTest {
    private static final String ENTERED = "+OK the maildrop is yours|";
    private static final String REFUSED = "-ERR [AUTH] name and credentials do not match|";
    private static final String SYNTAX = "-ERR the arguments do not fit|";
    private static final String STATE = "-ERR not in this state|";
    private static final String PASSWORD = "Tanstaaf1";

    /** The right one for PLAIN, whose base64 has two octets of padding. */
    private static final String VALID = base64("\0alice\0" + PASSWORD);

    @TestFactory
    Stream<DynamicTest> aFaultOfSaslShows() {
        return Shown.each(SaslFault.values(), SaslFaultTest::table);
    }

    @TestFactory
    Stream<DynamicTest> aFaultOfScramShows() {
        return Shown.each(ScramFault.values(), SaslFaultTest::table);
    }

    private static Shown auth(String argument, String right, String wrong) {
        return shown(t -> t.out("AUTH " + argument), right, wrong);
    }

    private static Shown plain(String message, String right, String wrong) {
        return auth("PLAIN " + base64(message), right, wrong);
    }

    private static Shown plainAsBob(String wrong) {
        return shown(
                t -> {
                    t.server().deliver("bob", "A: b\r\n\r\nc\r\n");
                    return t.out("AUTH PLAIN " + base64("bob\0alice\0" + PASSWORD), "STAT");
                },
                REFUSED + STATE,
                ENTERED + wrong);
    }

    private static Shown table(SaslFault fault) {
        return switch (fault) {
            case AUTHZID_OBEYED -> plainAsBob("+OK 4 683|");
            case AUTHZID_IGNORED -> plainAsBob("+OK 3 672|");
            case AUTHZID_SAME_REFUSED -> plain("alice\0alice\0" + PASSWORD, ENTERED, REFUSED);
            case AUTHZID_EMPTY_REFUSED -> plain("\0alice\0" + PASSWORD, ENTERED, REFUSED);
            case PLAIN_ANY_PASSWORD -> plain("\0alice\0x", REFUSED, ENTERED);
            case PLAIN_THIRD_NUL -> plain("\0alice\0" + PASSWORD + "\0x", REFUSED, ENTERED);
            case PLAIN_EMPTY_PASSWORD -> plain("\0alice\0", REFUSED, ENTERED);
            case CANCEL_CHALLENGED -> shown(t -> t.out("AUTH PLAIN", "*"), "+ |-ERR cancelled|", "+ |+ |");
            case CANCEL_TAKEN -> shown(t -> t.out("AUTH PLAIN", "*"), "+ |-ERR cancelled|", "+ |+OK cancelled|");
            case INITIAL_RESPONSE_IGNORED -> auth("PLAIN " + VALID, ENTERED, "+ |");
            case INITIAL_RESPONSE_REFUSED -> auth("PLAIN " + VALID, ENTERED, SYNTAX);
            case EQUALS_IS_ABSENT -> auth("PLAIN =", REFUSED, "+ |");
            case SERVER_FIRST_WITH_INITIAL -> auth("CRAM-MD5 dGVzdA==", SYNTAX, "+ …|");
            case BASE64_NOISE_SKIPPED -> auth("PLAIN ." + VALID, SYNTAX, ENTERED);
            case BASE64_ENDS_AT_PADDING -> auth("PLAIN " + VALID + "AAAA", SYNTAX, ENTERED);
            case BASE64_UNPADDED_TAKEN -> auth("PLAIN " + VALID.replace("=", ""), SYNTAX, ENTERED);
            case CHALLENGE_WITH_TEXT -> auth("PLAIN", "+ |", "+ go ahead|");
            case CHALLENGE_WITHOUT_SPACE -> auth("PLAIN", "+ |", "+|");
            case CHALLENGE_IS_OK -> auth("PLAIN", "+ |", "+OK|");
            case COMMANDS_WITHIN_EXCHANGE -> shown(t -> t.out("AUTH PLAIN", "NOOP"), "+ |" + REFUSED, "+ |" + STATE);
            case UNKNOWN_MECHANISM_CHALLENGED -> auth("FOOBAR", "-ERR no such mechanism|", "+ |");
            case AUTH_AFTER_LOGIN -> shown(t -> t.in("AUTH PLAIN"), STATE, "+ |");
            case FAILURE_CHALLENGED -> plain("\0alice\0x", REFUSED, "+ |");
            case FAILURE_BLOCKS ->
                shown(
                        t -> t.out("AUTH PLAIN " + base64("\0alice\0x"), "USER alice", "PASS " + PASSWORD),
                        "…|" + ENTERED,
                        "…|" + REFUSED);
            case AUTH_WITH_EXTRA_ARGUMENT -> auth("PLAIN " + VALID + " x", SYNTAX, ENTERED);
            case BARE_AUTH_TAKEN -> shown(t -> t.out("AUTH"), SYNTAX, "+OK done|");
            case MECHANISM_CASE_MATTERS -> auth("plain", "+ |", "-ERR no such mechanism|");
            case AUTH_OPENS_NOTHING ->
                shown(t -> t.out("AUTH PLAIN " + VALID, "NOOP"), ENTERED + "+OK done|", ENTERED + STATE);
            case EMPTY_RESPONSE_IGNORED -> shown(t -> t.out("AUTH PLAIN", ""), "+ |" + REFUSED, "+ |+ |");
            case RESPONSE_CUT ->
                shown(
                        t -> t.out("AUTH PLAIN", "A".repeat(1200)),
                        "+ |" + REFUSED,
                        "+ |" + REFUSED + "-ERR unknown command|");
            case ANONYMOUS_TAKEN -> auth("ANONYMOUS dGVzdA==", "-ERR no such mechanism|", ENTERED);
            case CRAM_SAME_CHALLENGE ->
                shown(t -> "" + t.out("AUTH CRAM-MD5").equals(t.out("AUTH CRAM-MD5")), "false", "true");
            case CRAM_NO_MSG_ID ->
                shown(
                        t -> {
                            try (LineClient client = t.client()) {
                                return "" + decoded(client.ask("AUTH CRAM-MD5")).matches("<[^<>@ ]+@[^<>@ ]+>");
                            }
                        },
                        "true",
                        "false");
            case CRAM_ANY_DIGEST -> shown(t -> cram(t, "x"), "-ERR …", "+OK …");
            case CRAM_WRONG_KEY -> shown(t -> cram(t, PASSWORD), "+OK …", "-ERR …");
        };
    }

    private static String cram(Talk talk, String password) throws Exception {
        try (LineClient client = talk.client()) {
            String challenge = decoded(client.ask("AUTH CRAM-MD5"));
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.US_ASCII), "HmacMD5"));
            byte[] digest = mac.doFinal(challenge.getBytes(StandardCharsets.US_ASCII));
            return client.ask(base64("alice " + HexFormat.of().formatHex(digest)));
        }
    }

    private static Shown scram(
            ScramClient client, Function<ScramClient.Seen, String> look, String right, String wrong) {
        return shown(t -> look.apply(client.logIn(t)), right, wrong);
    }

    private static Shown table(ScramFault fault) {
        ScramClient right = ScramClient.right();
        Function<ScramClient.Seen, String> first = ScramClient.Seen::first;
        Function<ScramClient.Seen, String> last = ScramClient.Seen::last;
        Function<ScramClient.Seen, String> end = ScramClient.Seen::end;
        return switch (fault) {
            case SCRAM_ANY_PROOF -> scram(right.withPassword("x"), last, "-ERR …", "+ …");
            case SCRAM_WRONG_SIGNATURE ->
                scram(right, seen -> seen.signed() + " " + seen.end(), "true +OK …", "false +OK …");
            case SCRAM_SIGNATURE_WITH_OK -> scram(right, last, "+ …", "+OK v=…");
            case SCRAM_WITHOUT_SIGNATURE -> scram(right, last, "+ …", "+OK the maildrop is yours");
            case SCRAM_SAME_NONCE ->
                shown(t -> "" + nonce(right.logIn(t)).equals(nonce(right.logIn(t))), "false", "true");
            case SCRAM_NONCE_UNCHECKED -> scram(right.withNonceEnd("x"), end, "", "+OK …");
            case SCRAM_BINDING_UNCHECKED -> scram(right.withBinding("y,,"), end, "", "+OK …");
            case SCRAM_FEW_ITERATIONS -> scram(right, first, "…,i=4096", "…,i=1000");
            case SCRAM_AUTHZID_IGNORED -> scram(right.withHeader("n,a=bob,"), end, "", "+OK …");
            case SCRAM_MANDATORY_IGNORED -> scram(right.withAttributes("m=x,n=alice,r=abc"), end, "", "+OK …");
            case SCRAM_OPTIONAL_REFUSED -> scram(right.withAttributes("n=alice,r=abc,x=1"), end, "+OK …", "");
            case SCRAM_ANY_FLAG -> scram(right.withHeader("x,,"), end, "", "+OK …");
            case SCRAM_SALT_FIRST -> scram(right, first, "r=abc…", "s=…,r=abc…");
            case SCRAM_NONCE_REPLACED -> scram(right, seen -> "" + seen.first().startsWith("r=abc"), "true", "false");
            case SCRAM_PLUS_IN_THE_CLEAR -> before("SCRAM-SHA-256|", "SCRAM-SHA-256 SCRAM-SHA-256-PLUS|");
        };
    }

    private static String nonce(ScramClient.Seen seen) {
        return seen.first().replaceFirst(",.*", "");
    }
}
