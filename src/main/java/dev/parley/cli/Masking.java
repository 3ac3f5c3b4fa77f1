package dev.parley.cli;

import dev.parley.server.Account;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Replaces the passwords of accounts, and their base64, wherever a text goes to a report. */
final class Masking {
    private static final int SHORTEST = 4;
    private static final String MASK = "********";

    private final List<String> secrets = new ArrayList<>();

    Masking(Collection<Account> accounts) {
        for (Account account : accounts) {
            String password = account.password();
            if (password.length() >= SHORTEST) {
                secrets.add(password);
                secrets.add(base64(password));
                secrets.add(base64("\0" + account.name() + "\0" + password));
            }
        }
        // The longest first, so that no part of it stays.
        secrets.sort(Comparator.comparingInt(String::length).reversed());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }
}
