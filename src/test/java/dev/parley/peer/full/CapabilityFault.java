package dev.parley.peer.full;

import static dev.parley.peer.full.Fault.Break.deviation;
import static dev.parley.peer.full.Fault.Break.violation;

/** CAPA and PIPELINING. */
public enum CapabilityFault implements Fault {
    CAPA_WITHOUT_LIST(violation("CAPA before login is answered with +OK alone.", "rfc2449.capa.in-authorization")),
    CAPA_REFUSED_AFTER_LOGIN(violation("CAPA is refused after login.", "rfc2449.capa.in-transaction")),
    TAGS_DROPPED_AFTER_LOGIN(
            violation("USER and PIPELINING are not listed after login.", "rfc2449.capa.announced-in-both")),
    ARGUMENTS_CHANGE(violation("The argument of IMPLEMENTATION changes with login.", "rfc2449.capa.same-arguments")),
    IMPLEMENTATION_BEFORE_LOGIN_ONLY(violation(
            "IMPLEMENTATION is listed before login only.",
            "rfc2449.implementation.transaction-only",
            "rfc2449.capa.announced-in-both")),
    TOP_LISTED_UNKNOWN(
            violation("TOP is listed and unknown.", "rfc2449.capa.advertised-commands-work", "rfc2449.top.capability")),
    UIDL_LISTED_UNKNOWN(violation(
            "UIDL is listed and unknown.", "rfc2449.capa.advertised-commands-work", "rfc2449.uidl.capability")),
    TOP_UNLISTED(deviation("TOP works and is not listed.", "rfc2449.top.capability")),
    UIDL_UNLISTED(deviation("UIDL works and is not listed.", "rfc2449.uidl.capability")),
    USER_LISTED_REFUSED(violation(
            "USER is listed and refused for all.", "rfc2449.user.capability", "rfc2449.capa.advertised-commands-work")),
    TAG_TWICE(deviation("TOP is listed twice.", "rfc2449.capa.tags-once")),
    TAG_WITH_DOT(violation("A tag holds a dot.", "rfc2449.grammar.capa-tag-chars")),
    EMPTY_CAPABILITY_LINE(violation(
            "The list has an empty line.", "rfc2449.grammar.capa-tag-chars", "rfc2449.grammar.capability-line")),
    CAPABILITY_LINE_SPACES(
            violation("A line of the list has two spaces, another one at its end.", "rfc2449.grammar.capability-line")),
    CAPABILITY_LINE_TOO_LONG(violation("A line of the list is longer than 512 octets.", "rfc2449.capa.line-512")),
    CAPA_UNMARKS(violation("CAPA unmarks all messages.", "rfc2449.capa.no-side-effects")),
    CAPA_ARGUMENT_TAKEN(deviation(
            "CAPA ignores an argument.", "rfc2449.capa.no-arguments", "rfc1939.command.extra-argument-is-err")),
    LOGIN_DELAY_IN_MINUTES(violation("The argument of LOGIN-DELAY has a unit.", "rfc2449.logindelay.syntax")),
    EXPIRE_IN_WORDS(violation("The argument of EXPIRE is followed by a word.", "rfc2449.expire.syntax")),
    EXPIRE_USER_AFTER_LOGIN(violation("EXPIRE has USER after login.", "rfc2449.expire.syntax")),
    IMPLEMENTATION_EMPTY(violation("IMPLEMENTATION has no argument.", "rfc2449.implementation.argument")),
    SASL_WITH_COMMAS(violation("The mechanisms of SASL are separated by commas.", "rfc5034.sasl.capability-list")),
    SASL_TWICE(violation("Two lines of the list are SASL.", "rfc5034.sasl.capability-list", "rfc2449.capa.tags-once")),
    SASL_UNKNOWN_LISTED(
            violation("DIGEST-MD5 is listed, and AUTH does not know it.", "rfc5034.sasl.listed-mechanisms-work")),
    SASL_IN_LOWER_CASE(violation("The mechanisms are listed in lower case.", "rfc4422.mechanism.names")),
    SASL_DROPPED_AFTER_LOGIN(violation(
            "SASL is not listed after login.", "rfc5034.sasl.kept-after-login", "rfc2449.capa.announced-in-both")),
    PIPELINE_CUT(violation("Of several commands in a segment only the first is read.", "rfc2449.pipelining.in-order")),
    PIPELINE_DROPPED_AFTER_ERROR(violation(
            "What was sent behind a refused command is thrown away.", "rfc2449.pipelining.error-in-the-middle")),
    PIPELINE_DROPPED_AT_LOGIN(
            violation("What was sent behind PASS is thrown away.", "rfc2449.pipelining.across-login")),
    QUIT_OVERTAKES(violation(
            "QUIT is obeyed before the commands in front of it in its segment.",
            "rfc2449.pipelining.quit-last",
            "rfc2449.pipelining.in-order"));

    private final Break broken;

    CapabilityFault(Break broken) {
        this.broken = broken;
    }

    @Override
    public Break breaks() {
        return broken;
    }
}
