package dev.parley.peer.full;

import static dev.parley.peer.full.Fault.Break.deviation;
import static dev.parley.peer.full.Fault.Break.violation;

/** Response codes. */
public enum CodeFault implements Fault {
    CODES_UNANNOUNCED(
            violation("Codes are sent, but RESP-CODES is not listed.", "rfc2449.respcodes.announced-if-used")),
    CODE_AT_THE_END(violation("The code stands at the end of the text.", "rfc2449.respcodes.at-start")),
    BRACKETS_IN_TEXT(violation(
            "The answer to NOOP begins with the host's name in brackets.", "rfc2449.respcodes.bracket-means-code")),
    CODE_UNCLOSED(violation(
            "The code after a failed login has no closing bracket.",
            "rfc2449.grammar.resp-code",
            "rfc2449.respcodes.bracket-means-code")),
    CODE_WITH_EMPTY_LEVEL(violation("The code after a failed login is `[AUTH/]`.", "rfc2449.grammar.resp-code")),
    IN_USE_FOR_WRONG_PASSWORD(violation("A wrong password to a locked maildrop gets IN-USE.", "rfc2449.code.in-use")),
    IN_USE_FOR_UNLOCKED(
            violation("Each failed login gets IN-USE.", "rfc2449.code.in-use", "rfc3206.auth-resp-code.always")),
    SYS_FOR_CREDENTIALS(violation(
            "A wrong password gets SYS/PERM.", "rfc3206.sys.not-for-credentials", "rfc3206.auth-resp-code.always")),
    SYS_ON_OK(violation("The answer to a login is +OK with SYS/TEMP.", "rfc3206.sys.only-on-err")),
    AUTH_FOR_MESSAGES(violation(
            "A message that does not exist is refused with the code AUTH.", "rfc3206.auth.only-on-auth-failures")),
    AUTH_FOR_LOCK(violation(
            "A locked maildrop is refused with the code AUTH.",
            "rfc3206.auth.only-for-credentials",
            "rfc2449.code.in-use")),
    AUTH_MISSING_AT_PASS(violation(
            "A failed PASS has no code AUTH, though AUTH-RESP-CODE is listed.", "rfc3206.auth-resp-code.always")),
    AUTH_MISSING_AT_SASL(violation(
            "A failed AUTH has no code AUTH, though AUTH-RESP-CODE is listed.", "rfc3206.auth-resp-code.always")),
    AUTH_AT_USER(deviation(
            "An unknown name is refused at USER with the code AUTH.",
            "rfc3206.auth.not-on-user",
            "rfc1939.user.no-name-disclosure",
            "sec.auth.no-user-enumeration")),
    AUTH_UNANNOUNCED(
            deviation("The code AUTH is sent, but AUTH-RESP-CODE is not listed.", "rfc3206.auth.capability-announced")),
    CODE_UNREGISTERED(
            deviation("Messages that do not exist are refused with the code NOPE.", "iana.response-codes.registered")),
    UTF8_CODE_ELSEWHERE(violation("Messages that do not exist are refused with the code UTF8.", "rfc6856.code.utf8"));

    private final Break broken;

    CodeFault(Break broken) {
        this.broken = broken;
    }

    @Override
    public Break breaks() {
        return broken;
    }
}
