package dev.parley.peer.full;

import static dev.parley.peer.full.Fault.Break.deviation;
import static dev.parley.peer.full.Fault.Break.violation;

/** UTF8 and LANG. */
public enum LanguageFault implements Fault {
    UTF8_AFTER_LOGIN(violation("UTF8 is taken after login.", "rfc6856.utf8.authorization-only")),
    UTF8_CAPABILITY_ARGUMENT(
            violation("The capability UTF8 has an unknown argument.", "rfc6856.utf8.capability-argument")),
    UTF8_UNKNOWN(
            violation("UTF8 is listed and unknown.", "rfc6856.utf8.command", "rfc2449.capa.advertised-commands-work")),
    UTF8_ARGUMENT_TAKEN(deviation("UTF8 ignores an argument.", "rfc6856.utf8.no-parameters")),
    UTF8_ALTERS_ASCII(violation("In UTF-8 mode messages get a field more.", "rfc6856.utf8.no-effect-on-ascii")),
    UTF8_SENT_WITHOUT_MODE(violation(
            "Fields in UTF-8 are sent to clients that did not ask for it.", "rfc6856.utf8.never-raw-without-mode")),
    UTF8_REFUSED_IN_MODE(violation("Fields in UTF-8 are not sent in UTF-8 mode either.", "rfc6856.utf8.as-is-in-mode")),
    LANG_CAPABILITY_ARGUMENT(violation("The capability LANG has arguments.", "rfc6856.lang.capability")),
    LANG_UNKNOWN_AFTER_LOGIN(violation(
            "LANG is unknown after login.", "rfc6856.lang.capability", "rfc2449.capa.advertised-commands-work")),
    LANG_LISTED_IN_ONE_LINE(violation("The languages stand in one line, separated by commas.", "rfc6856.lang.listing")),
    LANG_WITHOUT_TAG(violation("A choice of language is answered without its tag.", "rfc6856.lang.select-reply")),
    LANG_ECHOES_CASE(violation(
            "A choice of language is answered with the tag as the client wrote it.", "rfc6856.lang.select-reply")),
    LANG_UNKNOWN_TAKEN(violation("An unknown language is answered with +OK.", "rfc6856.lang.failure-keeps")),
    LANG_FAILURE_CHANGES(violation("After a refused choice the language is another.", "rfc6856.lang.failure-keeps")),
    LANG_STAR_AS_TAG(violation("LANG * is answered with `*` as tag.", "rfc6856.lang.default")),
    LANG_TRANSLATES_STAT(violation("In German STAT answers in words.", "rfc6856.lang.takes-effect")),
    LANG_TRANSLATES_STATUS(violation(
            "In German unknown commands are answered with `-FEHLER`.",
            "rfc6856.lang.takes-effect",
            "rfc1939.response.two-status-indicators"));

    private final Break broken;

    LanguageFault(Break broken) {
        this.broken = broken;
    }

    @Override
    public Break breaks() {
        return broken;
    }
}
