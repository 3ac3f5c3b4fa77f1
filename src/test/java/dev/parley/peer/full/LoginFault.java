package dev.parley.peer.full;

import static dev.parley.peer.full.Fault.Break.violation;

/** USER, PASS, APOP, and what may be done before and after login. */
public enum LoginFault implements Fault {
    STAT_BEFORE_LOGIN(violation("STAT is answered before login.", "rfc1939.state.transaction-commands-need-login")),
    NOOP_BEFORE_LOGIN(
            violation("NOOP is answered with +OK before login.", "rfc1939.state.transaction-commands-need-login")),
    COMMANDS_AFTER_USER(
            violation("After USER the commands of a maildrop work.", "rfc1939.state.transaction-commands-need-login")),
    FAILED_PASS_OPENS(violation(
            "A wrong password is refused, yet the maildrop is open.",
            "rfc1939.pass.wrong-is-err",
            "rfc1939.state.transaction-commands-need-login")),
    FIRST_COMMAND_REFUSED(
            violation("The first command after login is refused.", "rfc1939.auth.success-enters-transaction")),
    USER_SWITCHES_MAILDROP(violation(
            "USER and PASS after login open another maildrop.", "rfc1939.state.auth-commands-refused-after-login")),
    PASS_WITHOUT_USER(violation(
            "PASS without USER is taken for the last user of an earlier connection.",
            "sec.auth.no-state-between-connections",
            "rfc1939.pass.needs-user")),
    PASS_AFTER_FAILURE(
            violation("After a wrong password PASS alone is enough.", "rfc1939.pass.user-consumed-by-failure")),
    PASSWORD_PREFIX(violation("Only as much of the password is compared as is given.", "rfc1939.pass.wrong-is-err")),
    PASSWORD_TAIL_IGNORED(violation("What follows the password is ignored.", "rfc1939.pass.wrong-is-err")),
    PASSWORD_CASE_IGNORED(violation("The case of the password is ignored.", "rfc1939.pass.wrong-is-err")),
    PASSWORD_OF_ANYONE(violation(
            "The password of any user is taken.", "rfc1939.pass.wrong-is-err", "rfc1939.pass.latest-user-counts")),
    EMPTY_PASSWORD_TAKEN(violation("An empty password is taken.", "sec.auth.empty-credentials")),
    QUOTED_PASSWORD_TAKEN(violation(
            "A name or a password with an injected condition opens the first maildrop there is.",
            "sec.input.format-and-shell-characters")),
    UNKNOWN_USER_CREATED(violation(
            "An unknown user gets a maildrop, as GreenMail does unless told otherwise.",
            "rfc1939.user.unknown-may-be-ok")),
    IDENTITIES_MIXED(violation(
            "After two USER commands the first name's password opens the second's maildrop.",
            "rfc1939.pass.latest-user-counts")),
    RETRY_REFUSED(violation(
            "After a failed login the right password is refused on the connection.",
            "rfc1939.auth.retry-after-failure")),
    REFUSED_USER_BLOCKS(violation(
            "Unknown names are refused at USER, and after that every login.",
            "rfc1939.user.err-allows-new-attempt",
            "rfc1939.auth.retry-after-failure")),
    OTHER_MAILDROP_SHOWN(
            violation("RETR and UIDL show the maildrop of whoever logged in last.", "sec.auth.separate-maildrops")),
    APOP_WITHOUT_BRACKETS(violation(
            "The digest is computed without the angle brackets.",
            "rfc1939.apop.wrong-digest",
            "rfc1939.apop.correct-digest")),
    APOP_IN_PART(violation("Only as much of the digest is compared as is given.", "rfc1939.apop.wrong-digest")),
    APOP_REPLAYED(violation("A digest for any earlier greeting is taken.", "rfc1939.apop.replay")),
    APOP_SAME_TIMESTAMP(violation(
            "All greetings have the same timestamp.", "rfc1939.apop.replay", "rfc1939.apop.timestamp-unique")),
    APOP_WITHOUT_TIMESTAMP(
            violation("The greeting has no timestamp, and APOP takes any digest.", "rfc1939.apop.timestamp-present")),
    APOP_REFUSED_AFTER_FAILURE(violation("After a failed login APOP is refused.", "rfc1939.apop.after-failed-attempt")),
    APOP_WITH_EXTRA_ARGUMENT(violation("A third argument of APOP is ignored.", "rfc1939.apop.both-arguments")),
    RSET_UNKNOWN(violation("RSET is unknown.", "rfc1939.commands.minimal-set", "rfc1939.rset.without-marks"));

    private final Break broken;

    LoginFault(Break broken) {
        this.broken = broken;
    }

    @Override
    public Break breaks() {
        return broken;
    }
}
