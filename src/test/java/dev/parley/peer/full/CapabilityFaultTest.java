package dev.parley.peer.full;

import static dev.parley.peer.full.Shown.shown;

import dev.parley.peer.LineClient;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CapabilityFaultTest {
    /** What CAPA shows after login. */
    static final String IN = "+OK the list follows|TOP|UIDL|USER|RESP-CODES|AUTH-RESP-CODE|PIPELINING|LOGIN-DELAY 0|"
            + "EXPIRE NEVER|SASL PLAIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256|UTF8 USER|LANG|IMPLEMENTATION Full-1|.|";

    /** What it shows before. */
    static final String OUT = IN.replace("|.|", "|STLS|.|");

    /** What it shows under TLS. */
    static final String SECURE = IN.replace("SCRAM-SHA-256|", "SCRAM-SHA-256 OAUTHBEARER|");

    private static final String UNKNOWN = "-ERR unknown command|";
    private static final String STATE = "-ERR not in this state|";
    private static final String NONE = "-ERR no such message|";

    @TestFactory
    Stream<DynamicTest> aFaultOfCapabilitiesShows() {
        return Shown.each(CapabilityFault.values(), CapabilityFaultTest::table);
    }

    @TestFactory
    Stream<DynamicTest> aFaultOfResponseCodesShows() {
        return Shown.each(CodeFault.values(), CapabilityFaultTest::table);
    }

    /** CAPA before login has this in place of that. */
    static Shown before(String right, String wrong) {
        return shown(t -> t.out("CAPA"), OUT, OUT.replace(right, wrong));
    }

    static Shown after(String right, String wrong) {
        return shown(t -> t.in("CAPA"), IN, IN.replace(right, wrong));
    }

    private static Shown table(CapabilityFault fault) {
        return switch (fault) {
            case CAPA_WITHOUT_LIST -> shown(t -> t.out("CAPA", "NOOP"), OUT + STATE, "+OK the list follows|" + STATE);
            case CAPA_REFUSED_AFTER_LOGIN -> shown(t -> t.in("CAPA"), IN, UNKNOWN);
            case TAGS_DROPPED_AFTER_LOGIN ->
                shown(t -> t.in("CAPA"), IN, IN.replace("USER|RESP", "RESP").replace("PIPELINING|", ""));
            case ARGUMENTS_CHANGE -> after("Full-1", "Full-2");
            case IMPLEMENTATION_BEFORE_LOGIN_ONLY -> after("IMPLEMENTATION Full-1|", "");
            case TOP_LISTED_UNKNOWN -> shown(t -> t.in("TOP 1 0"), "+OK …|.|", UNKNOWN);
            case UIDL_LISTED_UNKNOWN -> shown(t -> t.in("UIDL"), "+OK …|.|", UNKNOWN);
            case TOP_UNLISTED -> before("TOP|", "");
            case UIDL_UNLISTED -> before("UIDL|", "");
            case USER_LISTED_REFUSED -> shown(t -> t.out("USER alice"), "+OK now …|", "-ERR begin TLS first|");
            case TAG_TWICE -> before("TOP|", "TOP|TOP|");
            case TAG_WITH_DOT -> before("STLS|", "STLS|X.DOTTED|");
            case EMPTY_CAPABILITY_LINE -> before("TOP|", "TOP||");
            case CAPABILITY_LINE_SPACES -> before("STLS|", "STLS|XTWO  SPACES |");
            case CAPABILITY_LINE_TOO_LONG -> before("STLS|", "STLS|XLONG" + " argument".repeat(60) + "|");
            case CAPA_UNMARKS -> shown(t -> t.in("DELE 1", "CAPA", "STAT"), "…|+OK 2 565|", "…|+OK 3 672|");
            case CAPA_ARGUMENT_TAKEN -> shown(t -> t.out("CAPA x"), "-ERR the arguments do not fit|", OUT);
            case LOGIN_DELAY_IN_MINUTES -> before("DELAY 0", "DELAY 0m");
            case EXPIRE_IN_WORDS -> before("EXPIRE NEVER", "EXPIRE NEVER DAYS");
            case EXPIRE_USER_AFTER_LOGIN -> after("EXPIRE NEVER", "EXPIRE NEVER USER");
            case IMPLEMENTATION_EMPTY -> before("IMPLEMENTATION Full-1", "IMPLEMENTATION");
            case SASL_WITH_COMMAS ->
                before("PLAIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256", "PLAIN,CRAM-MD5,SCRAM-SHA-1,SCRAM-SHA-256");
            case SASL_TWICE -> before("SCRAM-SHA-256|", "SCRAM-SHA-256|SASL PLAIN|");
            case SASL_UNKNOWN_LISTED -> before("SCRAM-SHA-256", "SCRAM-SHA-256 DIGEST-MD5");
            case SASL_IN_LOWER_CASE ->
                before("PLAIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256", "plain cram-md5 scram-sha-1 scram-sha-256");
            case SASL_DROPPED_AFTER_LOGIN -> after("SASL PLAIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256|", "");
            case PIPELINE_CUT -> shown(t -> t.out("NOOP", "XYZZ"), STATE + UNKNOWN, STATE);
            case PIPELINE_DROPPED_AFTER_ERROR -> shown(t -> t.in("XYZZ", "NOOP"), UNKNOWN + "+OK done|", UNKNOWN);
            case PIPELINE_DROPPED_AT_LOGIN -> shown(t -> t.in("STAT"), "+OK 3 672|", "");
            case QUIT_OVERTAKES -> shown(t -> t.out("CAPA", "QUIT"), OUT + "+OK good bye|", "+OK good bye|");
        };
    }

    private static Shown failed(String wrong) {
        return shown(
                t -> t.out("USER alice", "PASS x"),
                "…|-ERR [AUTH] name and credentials do not match|",
                "…|" + wrong + "|");
    }

    /** A message that does not exist. */
    private static Shown absent(String wrong) {
        return shown(t -> t.in("RETR 9"), NONE, wrong + " no such message|");
    }

    private static Shown table(CodeFault fault) {
        return switch (fault) {
            case CODES_UNANNOUNCED -> before("USER|RESP-CODES|", "USER|");
            case CODE_AT_THE_END -> failed("-ERR name and credentials do not match [AUTH]");
            case BRACKETS_IN_TEXT -> shown(t -> t.in("NOOP"), "+OK done|", "+OK [localhost] done|");
            case CODE_UNCLOSED -> failed("-ERR [AUTH name and credentials do not match");
            case CODE_WITH_EMPTY_LEVEL -> failed("-ERR [AUTH/] name and credentials do not match");
            case IN_USE_FOR_WRONG_PASSWORD -> shown(t -> whileHeld(t, "x"), "…|-ERR [AUTH] …|", "…|-ERR [IN-USE] …|");
            case IN_USE_FOR_UNLOCKED -> failed("-ERR [IN-USE] name and credentials do not match");
            case SYS_FOR_CREDENTIALS -> failed("-ERR [SYS/PERM] name and credentials do not match");
            case SYS_ON_OK ->
                shown(
                        t -> t.all(t.login("alice")),
                        "…|+OK the maildrop is yours|",
                        "…|+OK [SYS/TEMP] the maildrop is yours|");
            case AUTH_FOR_MESSAGES -> absent("-ERR [AUTH]");
            case AUTH_FOR_LOCK ->
                shown(t -> whileHeld(t, t.password("alice")), "…|-ERR [IN-USE] …|", "…|-ERR [AUTH] …|");
            case AUTH_MISSING_AT_PASS -> failed("-ERR name and credentials do not match");
            case AUTH_MISSING_AT_SASL -> shown(t -> t.out("AUTH PLAIN AGEAYg=="), "-ERR [AUTH] name…|", "-ERR name…|");
            case AUTH_AT_USER -> shown(t -> t.out("USER nobody"), "+OK now the password|", "-ERR [AUTH] …|");
            case AUTH_UNANNOUNCED -> before("AUTH-RESP-CODE|", "");
            case CODE_UNREGISTERED -> absent("-ERR [NOPE]");
            case UTF8_CODE_ELSEWHERE -> absent("-ERR [UTF8]");
        };
    }

    private static String whileHeld(Talk talk, String password) throws IOException {
        try (LineClient holder = talk.clientIn("alice")) {
            return holder.ask("NOOP").equals("+OK done") ? talk.out("USER alice", "PASS " + password) : "?";
        }
    }
}
