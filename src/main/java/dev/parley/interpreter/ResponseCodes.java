package dev.parley.interpreter;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the registered response codes mean. */
final class ResponseCodes {
    private ResponseCodes() {}

    /** A sentence on a code; null for one that is not registered, or none. */
    static @Nullable String meaning(@Nullable String code) {
        if (code == null) {
            return null;
        }
        return switch (code.toUpperCase(Locale.ROOT)) {
            case "IN-USE" -> "[IN-USE]: another session holds the maildrop (RFC 2449 §8.1.2).";
            case "LOGIN-DELAY" -> "[LOGIN-DELAY]: this user logged in too recently; wait (RFC 2449 §8.1.1).";
            case "AUTH" -> "[AUTH]: the credentials were refused; trying again does not help (RFC 3206 §5).";
            case "SYS/TEMP" -> "[SYS/TEMP]: the server has a passing problem of its own; try later (RFC 3206 §4).";
            case "SYS/PERM" -> "[SYS/PERM]: the server has a problem that needs its operator (RFC 3206 §4).";
            case "UTF8" -> "[UTF8]: the command or the message needs UTF8 mode (RFC 6856 §5).";
            default -> null;
        };
    }
}
