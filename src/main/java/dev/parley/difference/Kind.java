package dev.parley.difference;

import static dev.parley.difference.Severity.BREAKING;
import static dev.parley.difference.Severity.NOTABLE;
import static dev.parley.difference.Severity.VOLATILE;

import java.util.Locale;

/** The ways in which two servers can differ, each with its usual severity; rules name them by their words. */
public enum Kind {
    TEST_BROKEN(BREAKING, "A test that passed does not pass any more."),
    TEST_MENDED(NOTABLE, "A test that failed passes now."),
    TEST_OUTCOME(NOTABLE, "A test ended otherwise."),
    TEST_ALONE(NOTABLE, "A test was run on one of the two only."),
    REMARK_NEW(NOTABLE, "A test has a deviation or a note that it had not."),
    REMARK_GONE(NOTABLE, "A deviation or a note of a test is gone."),
    STATUS(BREAKING, "The status of a reply changed."),
    CODE(BREAKING, "The response code of a reply changed."),
    MESSAGE(BREAKING, "A message was given back with other octets."),
    WORDING(NOTABLE, "The text of a reply changed."),
    LINES(NOTABLE, "The lines of a reply changed."),
    ORDER(NOTABLE, "The lines of a reply come in another order."),
    STEPS(NOTABLE, "The session took another course."),
    RECORDED(BREAKING, "A value that the script records is another one."),
    RECORDED_ALONE(NOTABLE, "A value was recorded on one of the two only."),
    BANNER(VOLATILE, "Text that differs from run to run: ids, times, sizes, banners."),
    PORT_GONE(BREAKING, "A port does not answer any more."),
    LOGIN(BREAKING, "A login that worked is refused."),
    CAPABILITY_GONE(BREAKING, "A capability is not listed any more."),
    CAPABILITY_NEW(NOTABLE, "A capability is new."),
    CAPABILITY_VALUE(NOTABLE, "The arguments of a capability changed."),
    MECHANISM_GONE(BREAKING, "A way to log in is gone."),
    MECHANISM_NEW(NOTABLE, "A way to log in is new."),
    TLS_VERSION_GONE(BREAKING, "A TLS version is not accepted any more."),
    TLS_VERSION_NEW(NOTABLE, "A TLS version is accepted now."),
    CERTIFICATE(NOTABLE, "The certificate is another one."),
    UIDL_CHANGED(BREAKING, "A message has another unique id: clients that keep mail on the server fetch it again."),
    UIDL_LOST(BREAKING, "A message has no unique id any more."),
    UIDL_DUPLICATED(BREAKING, "Several messages share one unique id: clients fetch only one of them."),
    MESSAGE_MISSING(BREAKING, "A message is not there any more."),
    MESSAGE_ALTERED(BREAKING, "A message has other octets."),
    MESSAGE_ADDED(VOLATILE, "A message is new."),
    SIZE(NOTABLE, "LIST says another size of the same message."),
    REORDERED(NOTABLE, "Messages have other numbers relative to each other."),
    ACCOUNT_GONE(BREAKING, "An account is missing."),
    ACCOUNT_NEW(VOLATILE, "An account is new."),
    ACCOUNT_UNREAD(BREAKING, "A maildrop that was read before cannot be read."),
    ACCOUNT_UNKNOWN(NOTABLE, "A maildrop was not read before, so nothing is known of its change."),
    SLOWER(NOTABLE, "A command takes longer, beyond what chance explains."),
    FASTER(VOLATILE, "A command takes less time, beyond what chance explains.");

    private final Severity severity;
    private final String sentence;

    Kind(Severity severity, String sentence) {
        this.severity = severity;
        this.sentence = sentence;
    }

    /** Unless a rule says otherwise. */
    public Severity usually() {
        return severity;
    }

    /** What it means. */
    public String sentence() {
        return sentence;
    }

    /** Its name in reports and rules, such as {@code uidl-changed}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
