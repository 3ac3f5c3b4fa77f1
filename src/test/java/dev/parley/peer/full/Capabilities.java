package dev.parley.peer.full;

import static dev.parley.peer.full.CapabilityFault.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The answer to CAPA (RFC 2449 §5). */
record Capabilities(Behaviour behaviour, boolean secure, boolean loggedIn) {
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        boolean dropped = loggedIn && behaviour.has(TAGS_DROPPED_AFTER_LOGIN);
        boolean plaintext = secure || !behaviour.has(Variant.PLAINTEXT_REFUSED);
        add(lines, "TOP", !behaviour.has(Variant.NO_TOP) && !behaviour.has(TOP_UNLISTED));
        add(lines, "TOP", behaviour.has(TAG_TWICE));
        add(lines, "UIDL", !behaviour.has(Variant.NO_UIDL) && !behaviour.has(UIDL_UNLISTED));
        add(lines, "USER", plaintext && !dropped);
        add(
                lines,
                "RESP-CODES",
                !behaviour.has(Variant.NO_RESPONSE_CODES) && !behaviour.has(CodeFault.CODES_UNANNOUNCED));
        add(
                lines,
                "AUTH-RESP-CODE",
                !behaviour.has(Variant.NO_RESPONSE_CODES) && !behaviour.has(CodeFault.AUTH_UNANNOUNCED));
        add(lines, "PIPELINING", !behaviour.has(Variant.NO_PIPELINING) && !dropped);
        policies(lines);
        sasl(lines);
        boolean utf8 = !behaviour.has(Variant.NO_UTF8);
        add(lines, behaviour.has(LanguageFault.UTF8_CAPABILITY_ARGUMENT) ? "UTF8 APOP" : "UTF8 USER", utf8);
        add(lines, behaviour.has(LanguageFault.LANG_CAPABILITY_ARGUMENT) ? "LANG en de" : "LANG", utf8);
        implementation(lines);
        add(lines, "STLS", stls());
        add(lines, "XMAGIC", behaviour.has(Variant.UNREGISTERED_TAGS));
        add(lines, "LAST", behaviour.has(Variant.UNREGISTERED_TAGS) || behaviour.has(Variant.OBSOLETE_COMMANDS));
        oddLines(lines);
        return behaviour.has(Variant.LOWER_CASE_TAGS)
                ? lines.stream().map(Capabilities::lowerCaseTag).toList()
                : lines;
    }

    private static void add(List<String> lines, String line, boolean listed) {
        if (listed) {
            lines.add(line);
        }
    }

    private static String lowerCaseTag(String line) {
        int space = line.indexOf(' ');
        String tag = space < 0 ? line : line.substring(0, space);
        return tag.toLowerCase(Locale.ROOT) + line.substring(tag.length());
    }

    private void policies(List<String> lines) {
        if (behaviour.has(Variant.NO_POLICIES)) {
            return;
        }
        lines.add(behaviour.has(LOGIN_DELAY_IN_MINUTES) ? "LOGIN-DELAY 0m" : "LOGIN-DELAY 0");
        String expire =
                behaviour.has(Variant.EXPIRE_ZERO) ? "0" : behaviour.has(Variant.EXPIRE_THIRTY) ? "30" : "NEVER";
        if (behaviour.has(EXPIRE_IN_WORDS)) {
            expire += " DAYS";
        }
        lines.add("EXPIRE " + expire + (loggedIn && behaviour.has(EXPIRE_USER_AFTER_LOGIN) ? " USER" : ""));
    }

    private void implementation(List<String> lines) {
        boolean listed = loggedIn
                ? !behaviour.has(IMPLEMENTATION_BEFORE_LOGIN_ONLY)
                : !behaviour.has(Variant.IMPLEMENTATION_AFTER_LOGIN);
        String version = loggedIn && behaviour.has(ARGUMENTS_CHANGE) ? "2" : "1";
        add(lines, behaviour.has(IMPLEMENTATION_EMPTY) ? "IMPLEMENTATION" : "IMPLEMENTATION Full-" + version, listed);
    }

    private boolean stls() {
        if (behaviour.has(StlsFault.STLS_UNLISTED) || !hasStls(behaviour)) {
            return false;
        }
        if (secure) {
            return behaviour.has(StlsFault.STLS_LISTED_UNDER_TLS);
        }
        return !loggedIn || behaviour.has(Variant.STLS_LISTED_AFTER_LOGIN);
    }

    static boolean hasStls(Behaviour behaviour) {
        return !behaviour.has(Variant.NO_STLS)
                && !behaviour.has(Variant.NO_TLS)
                && (!behaviour.has(Variant.NO_CAPA) || behaviour.has(StlsFault.STLS_WITHOUT_CAPA));
    }

    private void sasl(List<String> lines) {
        List<String> mechanisms = mechanisms(behaviour, secure);
        boolean dropped = loggedIn && behaviour.has(SASL_DROPPED_AFTER_LOGIN);
        if (behaviour.has(Variant.NO_SASL) || dropped || mechanisms.isEmpty()) {
            return;
        }
        String names = String.join(behaviour.has(SASL_WITH_COMMAS) ? "," : " ", mechanisms);
        lines.add("SASL " + (behaviour.has(SASL_IN_LOWER_CASE) ? names.toLowerCase(Locale.ROOT) : names));
        add(lines, "SASL PLAIN", behaviour.has(SASL_TWICE));
    }

    /** What AUTH takes on this channel. */
    static List<String> mechanisms(Behaviour behaviour, boolean secure) {
        List<String> names = new ArrayList<>();
        if (!secure && behaviour.has(Variant.PLAINTEXT_REFUSED)) {
            add(names, "PLAIN", behaviour.has(PolicyFault.PLAIN_LISTED_THOUGH_REFUSED));
            return names;
        }
        names.addAll(List.of("PLAIN", "CRAM-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256"));
        add(names, "ANONYMOUS", behaviour.has(SaslFault.ANONYMOUS_TAKEN));
        add(names, "DIGEST-MD5", behaviour.has(SASL_UNKNOWN_LISTED));
        add(names, "OAUTHBEARER", secure || behaviour.has(OauthFault.OAUTH_IN_THE_CLEAR));
        add(names, "SCRAM-SHA-256-PLUS", !secure && behaviour.has(ScramFault.SCRAM_PLUS_IN_THE_CLEAR));
        return names;
    }

    private void oddLines(List<String> lines) {
        add(lines, "X.DOTTED", behaviour.has(TAG_WITH_DOT));
        add(lines, "XTWO  SPACES ", behaviour.has(CAPABILITY_LINE_SPACES));
        add(lines, "XLONG" + " argument".repeat(60), behaviour.has(CAPABILITY_LINE_TOO_LONG));
        if (behaviour.has(EMPTY_CAPABILITY_LINE)) {
            lines.add(1, "");
        }
    }
}
