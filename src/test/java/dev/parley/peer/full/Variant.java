package dev.parley.peer.full;

/** A habit that the RFCs allow, or that the catalogue wants let pass: never a violation. */
public enum Variant {
    BARE_TEXTS("+OK and -ERR come without a text."),
    CHATTY_TEXTS("Texts are long, and hold figures and punctuation."),
    OCTET_A_SEGMENT("Each octet of a reply is a segment of its own."),
    SLOW_REPLIES("Each reply takes its time."),
    USER_REFUSES_UNKNOWN("USER refuses unknown names."),
    CLOSES_AFTER_FAILED_LOGIN("A failed login ends the session."),
    DELAYS_AFTER_FAILED_LOGIN("The answer to a failed login takes its time."),
    CLOSES_AFTER_TEN_ERRORS("Ten refused commands in a row end the session."),
    NO_CAPA("CAPA, and all that is announced by it alone, is unknown."),
    NO_TOP("TOP is unknown."),
    NO_UIDL("UIDL is unknown."),
    NO_APOP("APOP is unknown, and the greeting has no timestamp."),
    NO_SASL("AUTH is unknown."),
    NO_UTF8("UTF8 and LANG are unknown."),
    NO_STLS("STLS is unknown."),
    NO_TLS("There is neither STLS nor a port where TLS starts at once."),
    NO_PIPELINING("PIPELINING is not listed, though it works."),
    NO_RESPONSE_CODES("There are no response codes."),
    PLAINTEXT_REFUSED("Without TLS each way to log in is refused."),
    SNAPSHOT("Several sessions may hold a maildrop, each with its own view."),
    EXTRA_TEXT("Text follows the numbers of STAT and LIST."),
    DESCENDING_LISTS("LIST and UIDL begin with the last message."),
    LF_ENDS_LINES("A bare LF ends a command."),
    CLOSES_ON_CONTROLS("NUL and bare CR in a command end the session."),
    CLOSES_ON_LONG_LINES("A line over 1000 octets ends the session."),
    LENIENT_SPACES("Surplus spaces between and behind arguments are ignored."),
    SURPLUS_ARGUMENTS("Surplus arguments are ignored."),
    LEADING_ZEROS("01 means message 1."),
    BARE_AUTH_LISTS("AUTH alone lists the mechanisms."),
    KEEPS_NAME("A command between USER and PASS is let pass, and a second USER replaces the first."),
    NO_POLICIES("EXPIRE and LOGIN-DELAY are not listed."),
    EXPIRE_ZERO("EXPIRE 0: what was retrieved is removed at QUIT."),
    EXPIRE_THIRTY("EXPIRE 30."),
    UNREGISTERED_TAGS("Capabilities nobody has registered are listed."),
    LOWER_CASE_TAGS("Tags of capabilities are in lower case."),
    STLS_LISTED_AFTER_LOGIN("STLS is listed after login too."),
    IMPLEMENTATION_AFTER_LOGIN("IMPLEMENTATION is listed after login only."),
    TRACE_HEADERS("Delivery puts trace fields on top of messages."),
    SAME_IDS_FOR_COPIES("Unique ids are digests of the messages."),
    OBSOLETE_COMMANDS("LAST and RPOP are there."),
    DATA_BEHIND_STLS_CLOSES("What is sent behind STLS in its segment ends the session."),
    SCRAM_NAMES_ERRORS("A failed SCRAM exchange tells the reason before -ERR."),
    NO_DELIVERY("Tests have no way to put mail into maildrops.");

    private final String sentence;

    Variant(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
