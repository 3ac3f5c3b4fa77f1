package dev.parley.program;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The names that every script can use without declaring them, and what they have. */
public final class BuiltIns {
    private static final List<String> OF_REPLIES =
            List.of("status", "code", "text", "line", "lines", "octets", "message", "body", "raw", "elapsed");

    /** The properties of each name; none are listed where it has no fixed ones. */
    public static final Map<String, List<String>> PROPERTIES = Map.of(
            "reply", OF_REPLIES,
            "greeting", OF_REPLIES,
            "tls", List.of("version", "cipher", "exporter", "endpoint"),
            "certificate",
                    List.of(
                            "subject",
                            "issuer",
                            "names",
                            "notBefore",
                            "notAfter",
                            "daysLeft",
                            "algorithm",
                            "bits",
                            "signature",
                            "serial"),
            "server", List.of("name", "software", "host", "port", "tlsPort", "mode", "delivery"),
            "session",
                    List.of(
                            "name",
                            "address",
                            "security",
                            "reply",
                            "greeting",
                            "tls",
                            "certificate",
                            "challenge",
                            "findings"),
            "capabilities", List.of(),
            "challenge", List.of());

    /** The properties of an account. */
    public static final List<String> OF_ACCOUNTS = List.of("name", "password");

    /** The accounts that every server has. */
    static final Set<String> ACCOUNTS = Set.of("alice", "bob");

    private BuiltIns() {}

    static Set<String> names() {
        return PROPERTIES.keySet();
    }
}
