package dev.parley.cli;

import dev.parley.report.Visible;
import dev.parley.server.Account;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Replaces the passwords of accounts, and the forms they are sent and shown in, wherever a text goes to a report. */
final class Masking {
    /** A shorter one would mask half of every reply. */
    private static final int SHORTEST = 4;

    private static final String MASK = "********";

    private final List<String> secrets;

    Masking(Collection<Account> accounts) {
        Set<String> found = new LinkedHashSet<>();
        for (Account account : accounts) {
            String password = account.password();
            if (password.length() >= SHORTEST) {
                found.add(password);
                found.add(base64(password));
                found.add(base64("\0" + account.name() + "\0" + password));
                found.add(base64(account.name() + "\0" + account.name() + "\0" + password));
                // As a quoted value of a message has it.
                found.add(Visible.line(password.replace("\\", "\\\\").replace("\"", "\\\"")));
            }
        }
        // The longest first, so that no part of it stays.
        this.secrets = found.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
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

    @Nullable
    String maskOptional(@Nullable String text) {
        return text == null ? null : mask(text);
    }

    List<String> mask(List<String> texts) {
        return texts.stream().map(this::mask).toList();
    }
}
