package dev.parley.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads accounts from options. */
public final class Accounts {
    private static final String FIRST = "alice";
    /** What scripts call the account that a test is given, whichever it is. */
    private static final String OWN = "account";

    private static final Pattern LABEL = Pattern.compile("[\\p{L}_][\\p{L}\\d_-]*");

    private Accounts() {}

    /** Whether scripts can call an account so: a word, and not {@code account}, which means the test's own. */
    public static boolean isLabel(String text) {
        return LABEL.matcher(text).matches() && !text.equals(OWN);
    }

    /**
     * The accounts by the name scripts use.
     *
     * @param users {@code NAME} for the account alice, or {@code ACCOUNT=NAME}
     * @param passwords the n-th belongs to the n-th user
     * @throws IllegalArgumentException with a sentence for the user when the two do not fit
     */
    public static Map<String, Account> of(List<String> users, List<String> passwords) {
        if (users.size() != passwords.size()) {
            throw new IllegalArgumentException("There are " + users.size() + " users and " + passwords.size()
                    + " passwords: each `--user` needs its `--password-env` or `--password-file`.");
        }
        Map<String, Account> accounts = new LinkedHashMap<>();
        for (int i = 0; i < users.size(); i++) {
            String user = users.get(i);
            int equals = user.indexOf('=');
            String label = equals < 0 ? FIRST : user.substring(0, equals);
            String name = user.substring(equals + 1);
            if (!isLabel(label) || name.isEmpty()) {
                throw new IllegalArgumentException("The user `" + user
                        + "` is neither NAME nor ACCOUNT=NAME; an account is a word of letters, digits, `_`"
                        + " and `-`, and not `account`.");
            }
            if (accounts.put(label, new Account(label, name, passwords.get(i))) != null) {
                throw new IllegalArgumentException(
                        "Two users are called `" + label + "`; name the second as in `--user bob=" + name + "`.");
            }
        }
        return accounts;
    }
}
